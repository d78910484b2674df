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
        if (known is { IsUsers: true } && IsChanged(known))
        {
            Kept.Add($"{placement.Path} (you have changed it)");
            return;
        }

        if (IsAsPlaced(placement) && known is not null)
        {
            Done.Add($"current   {placement.Path}");
            return;
        }

        MakeFolder(Path.GetDirectoryName(placement.Path)!);
        string? moved = known?.Moved;
        if (known is null && IsThere(placement.Path))
        {
            moved = placement.Path + MovedSuffix;
            File.Move(placement.Path, moved, overwrite: true);
            Kept.Add($"{moved} (what had the name before; `wsbridge uninstall` puts it back)");
        }

        // Known before it is there: whatever happens in between, uninstall finds it.
        _files.RemoveAll(file => file.Path == placement.Path);
        _files.Add(new RecordedFile(placement.Path, placement.Content is null ? null : InstallationRecord.HashOf(placement.Content),
            placement.IsUsers, moved));
        Save();
        Write(placement);
        Done.Add($"{(known is null ? "installed" : "updated  ")} {placement.Path}");
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
        if (file.IsUsers && IsChanged(file))
        {
            Kept.Add($"{file.Path} (you have changed it)");
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

    private static bool IsChanged(RecordedFile file) => File.Exists(file.Path)
        && InstallationRecord.HashOf(File.ReadAllBytes(file.Path)) != file.Hash;

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
