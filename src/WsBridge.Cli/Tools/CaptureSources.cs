using WsBridge.Capture;
using WsBridge.Cli.Installing;
using WsBridge.Cli.Output;
using WsBridge.Host;

namespace WsBridge.Cli.Tools;

/// <summary>
/// Offers our capture sources to one run of Wireshark or tshark: a folder for that run, in which the program that has them lies beside
/// links to Wireshark's own.
/// </summary>
/// <remarks>
/// As root, Wireshark looks in its own folders alone, whatever the environment says. There a link lies in the user's own folder too, for as
/// long as Wireshark runs. A tshark that is run as another user by whoever is root (WSBRIDGE_TSHARK) goes by the environment.
/// </remarks>
internal sealed class CaptureSources : IDisposable
{
    private const string FolderPrefix = "wsbridge-extcap-";
    private const string FolderVariable = "WIRESHARK_EXTCAP_DIR";

    private readonly string _folder;
    private readonly string? _link;
    private readonly Termination _ending;

    private CaptureSources(string folder, string? link)
    {
        _folder = folder;
        _link = link;
        _ending = new Termination(() => Remove(Made));
    }

    /// <summary>What there is to remove: a folder, then perhaps a link.</summary>
    public string[] Made => _link is null ? [_folder] : [_folder, _link];

    /// <summary>Makes them ready; null where the run is not one that captures, or they cannot be offered.</summary>
    /// <param name="program">tshark or wireshark.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="arguments">Its arguments.</param>
    public static CaptureSources? For(string program, string path, IReadOnlyList<string> arguments)
    {
        // Each program in the folder is run at every start of tshark: not for one that only reads a file.
        bool reads = program == "tshark"
            && arguments.Any(argument => argument.StartsWith("-r", StringComparison.Ordinal) || argument == "--read-file");
        if (reads || !File.Exists(Installation.CaptureSources))
        {
            return null;
        }

        try
        {
            return new CaptureSources(FolderOfThisRun(path),
                Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows() ? LinkInPersonalFolder() : null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            StandardError.Say($"the capture sources cannot be offered: {SystemMessage.Of(error)}.");
            return null;
        }
    }

    /// <summary>Tells Wireshark where they are.</summary>
    public void Announce(IDictionary<string, string?> environment) => environment[FolderVariable] = _folder;

    public void Dispose()
    {
        _ending.Dispose();
        Remove(Made);
    }

    /// <summary>Removes what was made for one run; what is gone already is no problem.</summary>
    /// <param name="made">See <see cref="Made"/>.</param>
    public static void Remove(string[] made)
    {
        try
        {
            if (IsOfARun(made[0]) && Directory.Exists(made[0]))
            {
                Directory.Delete(made[0], recursive: true);
            }

            if (made is [_, var link] && new FileInfo(link).LinkTarget is not null)
            {
                File.Delete(link);
                RemoveWhenEmpty(Path.GetDirectoryName(link)!);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            StandardError.Say($"what was made for the capture sources could not be removed: {SystemMessage.Of(error)}.");
        }
    }

    /// <summary>Whoever calls by hand what a companion is told must not lose another folder.</summary>
    private static bool IsOfARun(string folder) =>
        Path.GetFileName(folder).StartsWith(FolderPrefix, StringComparison.Ordinal)
        && Path.GetFullPath(Path.GetDirectoryName(folder) ?? "") == Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.GetTempPath()));

    private static string FolderOfThisRun(string path)
    {
        string folder = Directory.CreateTempSubdirectory(FolderPrefix).FullName;
        string[] others = Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } told ? [told] : [.. FoldersOf(path)];
        foreach (string other in others.Where(Directory.Exists).SelectMany(Directory.EnumerateFiles))
        {
            Link(folder, other);
        }

        Link(folder, Installation.CaptureSources);
        return folder;
    }

    private static string? LinkInPersonalFolder()
    {
        string settings = Environment.GetEnvironmentVariable("WIRESHARK_CONFIG_DIR") is { Length: > 0 } told
            ? told
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData,
                Environment.SpecialFolderOption.DoNotVerify), "wireshark");
        string folder = Path.Combine(settings, "extcap");
        Directory.CreateDirectory(folder);
        return Link(folder, Installation.CaptureSources);
    }

    /// <returns>The link; null when something of this name is there already.</returns>
    private static string? Link(string folder, string target)
    {
        string link = Path.Combine(folder, Path.GetFileName(target));
        if (Path.Exists(link))
        {
            return null;
        }

        File.Delete(link); // one that leads nowhere
        return File.CreateSymbolicLink(link, target).FullName;
    }

    private static void RemoveWhenEmpty(string folder)
    {
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    private static IEnumerable<string> FoldersOf(string path) =>
        WiresharkFolders.Of(path, out _)?.GlobalExtcap is { } folder ? [folder] : [];
}
