using WsBridge.Cli.Tools;

namespace WsBridge.Cli.Installing;

/// <summary>Puts files into the folders of this user's Wireshark, and takes exactly them away again.</summary>
internal sealed class Installer
{
    private const string MovedSuffix = ".before-wsbridge";
    private readonly List<string> _folders;
    private readonly List<RecordedFile> _files;

    private Installer(InstallationRecord before)
    {
        _folders = [.. before.Folders];
        _files = [.. before.Files];
    }

    /// <summary>What was done, a sentence each.</summary>
    public List<string> Done { get; } = [];

    /// <summary>What was left as the user has it, a sentence each.</summary>
    public List<string> Kept { get; } = [];

    /// <summary>Installs, or brings an installation up to date.</summary>
    /// <exception cref="IOException">Something cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static Installer Install(IReadOnlyList<Placement> placements)
    {
        var installer = new Installer(InstallationRecord.Read());
        if (placements.FirstOrDefault(placement => IsFolder(placement.Path)) is { } blocked)
        {
            throw new IOException($"{blocked.Path} is a folder; move it away, then run the command again.");
        }

        installer.MakeFolder(Path.GetDirectoryName(InstallationRecord.Location)!);
        foreach (Placement placement in placements)
        {
            installer.Place(placement);
        }

        return installer;
    }

    /// <summary>Removes what was installed.</summary>
    /// <exception cref="IOException">Something cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static Installer Uninstall()
    {
        var installer = new Installer(InstallationRecord.Read());
        if (!File.Exists(InstallationRecord.Location))
        {
            return installer;
        }

        foreach (RecordedFile file in installer._files.ToArray())
        {
            installer.Remove(file);
            // Whatever stops it later, what is done is not done again: a file of the user's may be back under the name.
            installer._files.Remove(file);
            installer.Save();
        }

        File.Delete(InstallationRecord.Location);
        foreach (string folder in Enumerable.Reverse(installer._folders)
            .Where(folder => Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            Directory.Delete(folder);
        }

        return installer;
    }

    private void Place(Placement placement)
    {
        RecordedFile? known = _files.Find(file => file.Path == placement.Path);
        bool isThere = IsThere(placement.Path);
        if (known is { IsUsers: true } && isThere && !IsOurs(known))
        {
            Kept.Add($"{placement.Path} (you have changed it)");
            return;
        }

        if (IsAsPlaced(placement))
        {
            if (known is null)
            {
                // The record of an earlier installation was lost.
                string before = placement.Path + MovedSuffix;
                Record(placement, IsThere(before) ? before : null);
            }

            Done.Add($"current   {placement.Path}");
            return;
        }

        MakeFolder(Path.GetDirectoryName(placement.Path)!);
        string? aside = isThere && !IsOurs(known ?? RecordOf(placement, null)) ? FreeNameFor(placement) : null;

        // Known before it is there: whatever happens in between, uninstall finds it.
        Record(placement, aside ?? known?.Moved);
        if (aside is not null)
        {
            File.Move(placement.Path, aside);
            Kept.Add($"{aside} (what had the name before; `{ShellCommand.OfOurs("uninstall")}` puts it back)");
            if (known?.Moved is { } older)
            {
                Kept.Add($"{older} (what had the name before that)");
            }
        }

        Write(placement);
        Done.Add($"{(known is null ? "installed" : "updated  ")} {placement.Path}");
    }

    private void Record(Placement placement, string? moved)
    {
        _files.RemoveAll(file => file.Path == placement.Path);
        _files.Add(RecordOf(placement, moved));
        Save();
    }

    private static RecordedFile RecordOf(Placement placement, string? moved) =>
        new(placement.Path, placement.Content is null ? null : InstallationRecord.HashOf(placement.Content), placement.IsUsers, moved);

    /// <summary>
    /// A name that nothing has yet. Whatever lies executable in the folder of the capture sources is a capture source to Wireshark: what
    /// was there goes beside the record.
    /// </summary>
    private static string FreeNameFor(Placement placement)
    {
        string folder = placement.Content is null
            ? Path.GetDirectoryName(InstallationRecord.Location)!
            : Path.GetDirectoryName(placement.Path)!;
        string name = Path.Combine(folder, Path.GetFileName(placement.Path) + MovedSuffix);
        string free = name;
        for (int i = 2; IsThere(free); i++)
        {
            free = $"{name}.{i}";
        }

        return free;
    }

    private static void Write(Placement placement)
    {
        string coming = placement.Path + "." + Path.GetRandomFileName();
        try
        {
            if (placement.Content is { } content)
            {
                File.WriteAllBytes(coming, content);
            }
            else if (OperatingSystem.IsWindows())
            {
                File.Copy(placement.Target!, coming); // a link needs a right that few users have
            }
            else
            {
                File.CreateSymbolicLink(coming, placement.Target!);
            }

            File.Move(coming, placement.Path, overwrite: true);
        }
        finally
        {
            File.Delete(coming);
        }
    }

    private void Remove(RecordedFile file)
    {
        if (IsThere(file.Path) && !IsOurs(file))
        {
            Kept.Add($"{file.Path} ({(file.IsUsers ? "you have changed it" : "it is not what was put there")})");
            if (file.Moved is { } before && IsThere(before))
            {
                Kept.Add($"{before} (what had the name before)");
            }

            return;
        }

        if (IsThere(file.Path))
        {
            File.Delete(file.Path);
            Done.Add($"removed   {file.Path}");
        }

        if (file.Moved is { } moved && IsThere(moved))
        {
            File.Move(moved, file.Path);
            Done.Add($"restored  {file.Path}");
        }

        if (file.IsUsers)
        {
            RemoveStateOfWireshark(Path.GetDirectoryName(file.Path)!);
        }
    }

    /// <summary>Where the last file of a profile goes, so does what Wireshark itself noted there about its windows.</summary>
    private void RemoveStateOfWireshark(string folder)
    {
        string recent = Path.Combine(folder, "recent");
        if (_folders.Contains(folder) && File.Exists(recent) && Directory.GetFileSystemEntries(folder) is [var only] && only == recent)
        {
            File.Delete(recent);
        }
    }

    private void MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (Path.GetDirectoryName(folder) is { Length: > 0 } outer)
        {
            MakeFolder(outer);
        }

        Directory.CreateDirectory(folder);
        if (!_folders.Contains(folder))
        {
            _folders.Add(folder);
        }
    }

    private void Save() => new InstallationRecord { Version = Application.Version, Folders = _folders, Files = _files }.Write();

    private static bool IsThere(string path) => Path.Exists(path) || Links.TargetOf(path) is not null;

    private static bool IsFolder(string path) => Directory.Exists(path) && Links.TargetOf(path) is null;

    /// <summary>It is as it was put there, or as another version of this program puts it there.</summary>
    private static bool IsOurs(RecordedFile file)
    {
        if (Links.TargetOf(file.Path) is { } target)
        {
            return file.Hash is null && Path.GetFileName(target) == Path.GetFileName(Installation.CaptureSources);
        }

        if (!File.Exists(file.Path))
        {
            return false;
        }

        return file.Hash is null
            ? OperatingSystem.IsWindows()
            : InstallationRecord.HashOf(File.ReadAllBytes(file.Path)) == file.Hash
                || (!file.IsUsers && LuaLoader.ProgramOf(File.ReadAllText(file.Path)) is not null);
    }

    private static bool IsAsPlaced(Placement placement)
    {
        if (placement.Content is { } content)
        {
            return File.Exists(placement.Path) && Links.TargetOf(placement.Path) is null && File.ReadAllBytes(placement.Path).AsSpan()
                .SequenceEqual(content);
        }

        return !OperatingSystem.IsWindows() && Links.TargetOf(placement.Path) == placement.Target;
    }
}
