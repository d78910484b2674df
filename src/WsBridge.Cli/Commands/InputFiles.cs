using System.CommandLine;
using System.CommandLine.Parsing;
using WsBridge.Cli.Batch;
using WsBridge.Cli.Output;

namespace WsBridge.Cli.Commands;

/// <summary>The files that a command line names, itself or by their folder.</summary>
internal static class InputFiles
{
    /// <summary>How the names of captures end.</summary>
    public static readonly string[] CaptureEndings =
        [.. from compression in (string[])["", ".gz", ".zst", ".lz4"] from ending in (string[])[".pcap", ".pcapng", ".cap"] select ending
        + compression];

    /// <summary>An empty name is mostly a variable of a script that was not set.</summary>
    public static void RefuseEmpty(params Argument[] names)
    {
        foreach (Argument name in names)
        {
            name.Validators.Add(result =>
            {
                if (result.Tokens.Any(token => token.Value.Length == 0))
                {
                    result.AddError($"{name.Name} needs a name; it is empty.");
                }
            });
        }
    }

    /// <summary>What looks like an option and is no file is a slip, not an input.</summary>
    public static void RefuseOptions(Argument<string[]> files) => files.Validators.Add(result =>
    {
        foreach (string name in result.Tokens.Select(token => token.Value)
            .Where(name => name.StartsWith('-') && name != "-" && !Path.Exists(name)))
        {
            result.AddError(result.Parent is CommandResult command ? Slips.NoOption(command.Command, name) : $"There is no option {name}.");
        }
    });

    /// <summary>
    /// The first that cannot be read again: standard input, a pipe, what a shell puts in the place of a command; null for none.
    /// </summary>
    public static string? FirstThatComesOnce(string[] names) => Array.Find(names, name => name == "-"
        || (FileStatus.Of(name) is { } status
            ? !status.IsRegular && !Directory.Exists(name)
            : name.StartsWith("/dev/", StringComparison.Ordinal))); // where the system cannot be asked

    /// <summary>Finds them; what is wrong is said on standard error.</summary>
    /// <param name="names">Files and folders; - is standard input.</param>
    /// <param name="recursive">Folders may be given: all files in them whose names end so, in ordinal order.</param>
    /// <param name="endings">How names end.</param>
    /// <param name="files">The files, each once.</param>
    /// <param name="status">
    /// <see cref="ExitStatus.Unreadable"/> where a folder could not be read; without any file the exit status of the command.
    /// </param>
    public static bool TryFind(string[] names, bool recursive, IReadOnlyList<string> endings, out List<string> files, out int status)
    {
        files = [];
        List<string> folders = [.. names.Where(name => name != "-" && Directory.Exists(name))];
        if (folders.Count > 0 && !recursive)
        {
            StandardError.Say($"{folders[0]} is a folder; give --recursive to read the captures in it.");
            status = ExitStatus.Usage;
            return false;
        }

        var walk = new FolderWalk(endings);
        var found = new Queue<IReadOnlyList<string>>(walk.Files(folders));
        HashSet<string> areFolders = [.. folders];
        files = Once([.. names.SelectMany(name => areFolders.Contains(name) ? found.Dequeue() : [name])], walk);
        status = walk.AllRead ? ExitStatus.Analysed : ExitStatus.Unreadable;
        if (files.Count == 0)
        {
            if (!walk.AllRead)
            {
                return false; // which was said
            }

            status = ExitStatus.Usage;
            StandardError.Say($"there is no capture in that folder ({Endings(endings)}).");
            return false;
        }

        return true;
    }

    private static string Endings(IReadOnlyList<string> endings) =>
        endings.Any(ending => ending.EndsWith(".gz", StringComparison.Ordinal))
            ? $"{string.Join(", ", endings.Where(ending => ending.LastIndexOf('.') == 0))}, or one of these with .gz, .zst or .lz4"
            : string.Join(", ", endings);

    /// <summary>A file that is named twice, by whatever path, is read once: what is in it would count twice.</summary>
    private static List<string> Once(List<string> files, FolderWalk walk)
    {
        var once = new List<string>();
        string? here = null; // asked for once, and not for each
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in files)
        {
            string target = !walk.HasOwnName(name) ? TargetOf(name)
                : Path.IsPathFullyQualified(name) ? Path.GetFullPath(name)
                : Path.GetFullPath(name, here ??= Environment.CurrentDirectory);
            if (seen.TryAdd(target, name))
            {
                once.Add(name);
            }
            else
            {
                string again = seen[target] == name ? "is given twice" : $"is the same file as {seen[target]}";
                StandardError.Say($"{name} {again}; it is read once.");
            }
        }

        return once;
    }

    private static string TargetOf(string name)
    {
        try
        {
            return name == "-" ? name : File.ResolveLinkTarget(name, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return name; // opening it will say what is wrong
        }
    }
}
