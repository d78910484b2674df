using System.Runtime.InteropServices;

namespace WsBridge.Cli.Output;

/// <summary>
/// Keeps outputs out of traps: in a folder where everybody may write, such as /tmp, another user may have put a link, a file or a pipe under the
/// name that is written to. What Linux refuses where its protected_symlinks, protected_regular and protected_fifos are on is refused here always.
/// </summary>
internal static partial class SharedFolder
{
    private const int StickyAndOpen = 0x202; // S_ISVTX | S_IWOTH
    private const int MostLinks = 40;

    /// <summary>Looks at a name and the links that it leads through.</summary>
    /// <exception cref="OutputFailedException">Another user has put one there.</exception>
    public static void Check(string path)
    {
        string name = Path.GetFullPath(path);
        for (int i = 0; i < MostLinks && OperatingSystem.IsLinux(); i++)
        {
            if (IsTrap(name))
            {
                throw new OutputFailedException(path, new IOException($"{name} belongs to another user, in a folder where everybody may write"));
            }

            try
            {
                if (new FileInfo(name).LinkTarget is not { } target)
                {
                    return;
                }

                name = Path.GetFullPath(target, Path.GetDirectoryName(name)!);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return; // opening it will say what is wrong
            }
        }
    }

    private static bool IsTrap(string name) => Path.GetDirectoryName(name) is { } folder
        && FileStatus.Of(folder) is { } shared && (shared.Mode & StickyAndOpen) == StickyAndOpen
        && FileStatus.OfLink(name) is { } there && there.Owner != geteuid() && there.Owner != shared.Owner;

    [LibraryImport("libc")]
    private static partial uint geteuid();
}
