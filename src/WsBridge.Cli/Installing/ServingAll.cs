using WsBridge.Cli.Tools;

namespace WsBridge.Cli.Installing;

/// <summary>A copy that serves all users of the machine, as a package brings it.</summary>
internal static class ServingAll
{
    /// <summary>The loader for all users; null where there is none, or it leads to a program that is gone.</summary>
    /// <param name="folders">Where this Wireshark looks.</param>
    /// <param name="isThisProgram">It leads to this very program: one for this user would only double it.</param>
    public static string? LoaderIn(WiresharkFolders folders, out bool isThisProgram)
    {
        isThisProgram = false;
        if (folders.GlobalLua is not { } folder || folder == folders.PersonalLua || !Directory.Exists(folder))
        {
            return null;
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        foreach (string path in Directory.EnumerateFiles(folder, LuaLoader.FileName, options).Order(StringComparer.Ordinal))
        {
            if (ProgramOf(path) is { } program && File.Exists(program))
            {
                isThisProgram = Links.Resolved(program) == Links.Resolved(Installation.Program);
                return path;
            }
        }

        return null;
    }

    private static string? ProgramOf(string path)
    {
        try
        {
            return LuaLoader.ProgramOf(File.ReadAllText(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // Wireshark cannot read it either
        }
    }
}
