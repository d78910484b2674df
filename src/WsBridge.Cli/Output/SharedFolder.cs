using System.Runtime.InteropServices;

namespace WsBridge.Cli.Output;

/// <summary>
/// Keeps outputs out of traps: in a folder where everybody may write, such as /tmp, another user may have put a link, a file or a pipe
/// under the name that is written to. What Linux refuses where its protected_symlinks, protected_regular and protected_fifos are on is
/// refused here always.
/// </summary>
internal static partial class SharedFolder
{
    private const int StickyAndOpen = 0x202; // S_ISVTX | S_IWOTH
    private const int MostLinks = 40;

    /// <summary>Looks at a name, at each link on the way to it, and at what those lead to.</summary>
    /// <exception cref="OutputFailedException">Another user has put one there.</exception>
    public static void Check(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // As the system goes: a link in the middle counts, and .. is the folder above what the link leads to.
        var left = new LinkedList<string>(Path.Combine(Environment.CurrentDirectory, path).Split('/'));
        string here = "/";
        int links = 0;
        while (left.First is { Value: var part })
        {
            left.RemoveFirst();
            if (part is "" or "." or "..")
            {
                here = part == ".." ? Path.GetDirectoryName(here) ?? "/" : here;
                continue;
            }

            string name = Path.Combine(here, part);
            FileStatus? there = FileStatus.OfLink(name);
            bool isLink = there is { IsLink: true };
            if ((isLink || left.Count == 0) && IsTrap(here, there))
            {
                throw new OutputFailedException(path,
                    new IOException($"{name} belongs to another user, in a folder where everybody may write"));
            }

            if (!isLink)
            {
                here = name;
            }
            else if (++links > MostLinks || TargetOf(name) is not { } target)
            {
                return; // opening it will say what is wrong
            }
            else
            {
                here = target.StartsWith('/') ? "/" : here;
                foreach (string next in target.Split('/').Reverse())
                {
                    left.AddFirst(next);
                }
            }
        }
    }

    private static string? TargetOf(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsTrap(string folder, FileStatus? there) =>
        FileStatus.Of(folder) is { } shared && (shared.Mode & StickyAndOpen) == StickyAndOpen
        && there is { } put && put.Owner != geteuid() && put.Owner != shared.Owner;

    [LibraryImport("libc")]
    private static partial uint geteuid();
}
