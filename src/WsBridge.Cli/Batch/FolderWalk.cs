using System.Globalization;
using System.IO.Enumeration;
using System.Text.RegularExpressions;
using WsBridge.Capture;
using WsBridge.Cli.Output;

namespace WsBridge.Cli.Batch;

/// <summary>
/// Finds files in folders and the folders in them. A folder that cannot be read is said on standard error, and the rest is found all the
/// same, and pipes and devices are passed over. Links to folders are followed, and each folder is entered once, by whatever names.
/// </summary>
/// <param name="endings">How the names of files end.</param>
internal sealed partial class FolderWalk(IReadOnlyList<string> endings)
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly HashSet<string> _entered = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ownNames = new(StringComparer.Ordinal);

    /// <summary>Every folder could be read.</summary>
    public bool AllRead { get; private set; } = true;

    /// <summary>A file that was found, and is known to be no link.</summary>
    public bool HasOwnName(string path) => _ownNames.Contains(path);

    /// <summary>The files in each folder, in ordinal order of their paths.</summary>
    /// <remarks>
    /// Links come last, those that were named before those that were found: what has a name of its own is not called by that of a link,
    /// whichever stands first.
    /// </remarks>
    public IReadOnlyList<IReadOnlyList<string>> Files(IReadOnlyList<string> folders)
    {
        var files = folders.Select(_ => new List<string>()).ToList();
        var links = folders.Select(_ => new SortedSet<string>(StringComparer.Ordinal)).ToList();
        foreach (int place in Enumerable.Range(0, folders.Count).OrderBy(place => IsLink(folders[place])))
        {
            Enter(folders[place], files[place], links[place]);
        }

        for (int place = 0; place < folders.Count; place++)
        {
            while (links[place].Min is { } link)
            {
                links[place].Remove(link);
                Enter(link, files[place], links[place]);
            }
        }

        return [.. files.Select(found => (IReadOnlyList<string>)[.. found.Order(StringComparer.Ordinal)])];
    }

    private void Enter(string top, List<string> files, SortedSet<string> links)
    {
        var folders = new Stack<string>([top]);
        while (folders.TryPop(out string? folder))
        {
            if (!_entered.Add(IdentityOf(folder)))
            {
                continue;
            }

            var names = new HashSet<string>(StringComparer.Ordinal);
            try
            {
                foreach ((string name, Kind kind) in new FileSystemEnumerable<(string, Kind)>(folder, NameAndKind, Everything))
                {
                    switch (kind)
                    {
                        case Kind.Folder:
                            folders.Push(Path.Combine(folder, name));
                            break;
                        case Kind.Link:
                            links.Add(Path.Combine(folder, name));
                            break;
                        default:
                            names.Add(name);
                            break;
                    }
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                StandardError.Say($"cannot read the folder {folder}: {SystemMessage.Of(error)}.");
                AllRead = false;
            }

            files.AddRange(names.Where(name => endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                && !IsOurs(name, names)).Select(name => Path.Combine(folder, name)).Where(IsFile));
        }
    }

    /// <summary>A pipe that nobody writes into would never end; whoever means one names it.</summary>
    private bool IsFile(string path)
    {
        if (FileStatus.OfLink(path) is { IsRegular: true })
        {
            _ownNames.Add(path);
            return true;
        }

        if (FileStatus.Of(path) is not { IsRegular: false })
        {
            return true;
        }

        StandardError.Say($"{path} is passed over: it is a pipe or device, not a file.");
        return false;
    }

    /// <summary>What --resume and --shard keep is no input: its rows would count twice.</summary>
    private static bool IsOurs(string name, HashSet<string> names) =>
        StoreName().Match(name) is { Success: true } match
        && names.Contains(string.Create(CultureInfo.InvariantCulture,
            $"{(match.Groups["kind"].Value == "rows" ? "journal" : "rows")}-{match.Groups["number"].Value}.ndjson"));

    private static bool IsLink(string folder)
    {
        try
        {
            return new DirectoryInfo(Path.TrimEndingDirectorySeparator(folder)).LinkTarget is not null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false; // reading it says what is wrong
        }
    }

    private static string IdentityOf(string folder)
    {
        try
        {
            return FileStatus.Of(folder) is { } status
                ? string.Create(CultureInfo.InvariantCulture, $"{status.Device}:{status.Node}")
                : Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Path.GetFullPath(folder); // reading it says what is wrong
        }
    }

    private static (string, Kind) NameAndKind(ref FileSystemEntry entry) => (entry.FileName.ToString(),
        !entry.IsDirectory ? Kind.File : entry.Attributes.HasFlag(FileAttributes.ReparsePoint) ? Kind.Link : Kind.Folder);

    [GeneratedRegex(@"^(?<kind>rows|journal)-(?<number>\d{6})\.ndjson$", RegexOptions.CultureInvariant)]
    private static partial Regex StoreName();

    private enum Kind
    {
        File,
        Folder,
        Link,
    }
}
