using System.CommandLine;
using WsBridge.Cli.Output;
using WsBridge.Pipeline;

namespace WsBridge.Cli.Commands;

/// <summary>What every command has that reads captures and writes results: which captures, which format, where to.</summary>
internal sealed class CaptureOptions
{
    private static readonly string[] CaptureEndings = [".pcap", ".pcapng", ".cap", ".pcap.gz", ".pcapng.gz", ".cap.gz"];

    private readonly Argument<string[]> _captures = new("CAPTURE") { Description = "pcap or pcapng, also gzipped; - is standard input; a folder with --recursive", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _format = new("--format") { Description = "How to write results", DefaultValueFactory = _ => "text" };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Write to FILE, beside it first and renamed when whole", HelpName = "FILE" };
    private readonly Option<bool> _recursive = new("--recursive") { Description = "Read the captures in folders" };
    private readonly KeyOptions _keys = new();

    public CaptureOptions(params string[] formats)
    {
        OutputOption.RefuseEmpty(_output);
        _format.AcceptOnlyFromAmong(formats);
        _captures.Validators.Add(result =>
        {
            foreach (string name in result.Tokens.Select(token => token.Value).Where(name => name.StartsWith('-') && name != "-" && !Path.Exists(name)))
            {
                result.AddError($"There is no option {name}.");
            }
        });
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(_captures);
        command.Options.Add(_format);
        command.Options.Add(_output);
        command.Options.Add(_recursive);
        _keys.AddTo(command);
    }

    /// <summary>Opens the output and reads one capture after another.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="open">Makes what writes results: format and output are given.</param>
    /// <param name="sinkOf">What takes the results of one capture, by its name.</param>
    /// <param name="end">Called after the last; with how many captures could be analysed, at least in part.</param>
    public int Run<TWriter>(ParseResult parsed, Func<string, OutputFile, TWriter> open, Func<string, TWriter, ICaptureSink> sinkOf, Action<TWriter, int> end)
    {
        if (!TryFiles(parsed.GetValue(_captures)!, parsed.GetValue(_recursive), out List<string> files))
        {
            return ExitStatus.Usage;
        }

        string? output = parsed.GetValue(_output);
        if (!SameFile.IsNoneOf(output, [.. files, .. _keys.Files(parsed)]))
        {
            return ExitStatus.Usage;
        }

        using CaptureKeys keys = _keys.Load(parsed);
        int analysed = 0;
        bool allRead = keys.AllRead;
        using var file = new OutputFile(output, isLive: files.Contains("-"));
        TWriter writer = open(parsed.GetValue(_format)!, file);
        foreach (string name in files)
        {
            allRead &= CaptureInput.TryAnalyze(name, sinkOf(name, writer), out bool any, keys);
            analysed += any ? 1 : 0;
        }

        end(writer, analysed);
        file.Complete();
        keys.Conclude();
        return allRead ? ExitStatus.Analysed : ExitStatus.Unreadable;
    }

    /// <summary>A capture that is named twice, by whatever path, is read once: its findings would be there twice.</summary>
    private static List<string> Once(List<string> files)
    {
        var once = new List<string>();
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in files)
        {
            string target = TargetOf(name);
            if (seen.TryAdd(target, name))
            {
                once.Add(name);
            }
            else
            {
                string again = seen[target] == name ? "is given twice" : $"is the same file as {seen[target]}";
                Console.Error.WriteLine($"wsbridge: {name} {again}; it is read once.");
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

    private static bool TryFiles(string[] captures, bool recursive, out List<string> files)
    {
        files = [];
        foreach (string name in captures)
        {
            if (name == "-" || !Directory.Exists(name))
            {
                files.Add(name);
            }
            else if (recursive)
            {
                files.AddRange(Directory.EnumerateFiles(name, "*", SearchOption.AllDirectories)
                    .Where(file => CaptureEndings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
                    .Order(StringComparer.Ordinal));
            }
            else
            {
                Console.Error.WriteLine($"wsbridge: {name} is a folder; give --recursive to read the captures in it.");
                return false;
            }
        }

        files = Once(files);
        if (files.Count == 0)
        {
            Console.Error.WriteLine("wsbridge: there is no capture in that folder (.pcap, .pcapng, .cap, or one of these with .gz).");
            return false;
        }

        return true;
    }
}
