using WsBridge.Cli.Tools;

namespace WsBridge.Cli.Installing;

/// <summary>One file of WsBridge is among Wireshark's Lua plugins, and leads to this program.</summary>
internal static class StubCheck
{
    private const string Name = "stub";
    private const string StubMark = "Proto(\"wsbridge\"";
    private const long Longest = 1 << 20; // of a Lua file that is looked into

    public static IEnumerable<Diagnosis> Look(Patient patient)
    {
        WiresharkFolders folders = patient.Folders;
        List<(string Path, string Text)> found = [.. folders.LuaFolders.SelectMany(folder => OursBelow(folder, SearchOption.AllDirectories))
            .DistinctBy(file => file.Path)];
        foreach ((string path, string text) in OursElsewhere(folders).Where(file => found.All(other => other.Path != file.Path)))
        {
            yield return Removal(path, "wrong-folder", $"{path} lies where this Wireshark does not look.");
        }

        foreach ((string path, string text) in found.Where(file => LuaLoader.ProgramOf(file.Text) is null))
        {
            yield return Removal(path, "old-copy",
                $"{path} is a copy of the stub from before `wsbridge install`: of two, one does not work.");
        }

        string[] loaders = [.. found.Select(file => file.Path)
            .Where(path => LuaLoader.ProgramOf(found.First(file => file.Path == path).Text) is not null)];
        if (loaders.Length == 0)
        {
            yield return Diagnosis.Trouble(Name, "not-installed", "Wireshark has no plugin of WsBridge.", "Install it.",
                ShellCommand.OfOurs("install"));
            yield break;
        }

        bool isFine = true;
        foreach (string path in loaders)
        {
            string program = LuaLoader.ProgramOf(found.First(file => file.Path == path).Text)!;
            bool isPersonal = path == Path.Combine(folders.PersonalLua, LuaLoader.FileName);
            if (!File.Exists(program))
            {
                isFine = false;
                string gone = $"{path} leads to {program}, which is gone.";
                yield return isPersonal
                    ? Diagnosis.Trouble(Name, "program-gone", gone, "Install anew.", ShellCommand.OfOurs("install"))
                    : Removal(path, "program-gone", gone);
            }
            else if (Links.Resolved(program) != Links.Resolved(Installation.Program))
            {
                isFine = false;
                string other = $"{path} leads to {program}, not to this {Installation.Program}.";
                yield return isPersonal
                    ? Diagnosis.Trouble(Name, "other-version", other, "Install this one, or run the doctor of that one.",
                        ShellCommand.OfOurs("install"))
                    : Removal(path, "other-version", other);
            }
        }

        if (isFine)
        {
            yield return Diagnosis.Ok(Name, $"{string.Join(" and ", loaders)} leads to this program.");
        }
    }

    /// <summary>A file that is in the way. One that a package brought would come back with the package's next version.</summary>
    private static Diagnosis Removal(string path, string problem, string text)
    {
        string install = ShellCommand.OfOurs("install");
        return PackageOwner.Of(path) is { } package
            ? Diagnosis.Trouble(Name, problem, text, $"It is of the package {package}: remove that, and install.",
                ShellCommand.Then($"{ShellCommand.AsRoot}apt-get remove {package}", install))
            : Diagnosis.Trouble(Name, problem, text, "Delete it, and install.", ShellCommand.Then(ShellCommand.Delete(path), install));
    }

    private static IEnumerable<(string Path, string Text)> OursElsewhere(WiresharkFolders folders)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] mistaken = [folders.PersonalConfiguration, folders.PersonalExtcap, Path.Combine(home, ".wireshark", "plugins"),
            Path.Combine(home, ".config", "wireshark", "plugins")];
        return mistaken.SelectMany(folder => OursBelow(folder, SearchOption.TopDirectoryOnly));
    }

    private static IEnumerable<(string Path, string Text)> OursBelow(string folder, SearchOption how)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var options = new EnumerationOptions { RecurseSubdirectories = how == SearchOption.AllDirectories, IgnoreInaccessible = true };
        return Directory.EnumerateFiles(folder, "*.lua", options).Order(StringComparer.Ordinal)
            .Select(path => (Path: path, Text: TextOf(path)))
            .Where(file => LuaLoader.ProgramOf(file.Text) is not null || file.Text.Contains(StubMark, StringComparison.Ordinal));
    }

    private static string TextOf(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: < Longest } ? File.ReadAllText(path) : "";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
