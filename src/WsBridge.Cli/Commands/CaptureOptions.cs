using System.CommandLine;
using WsBridge.Cli.Output;
using WsBridge.Pipeline;

namespace WsBridge.Cli.Commands;

/// <summary>What every command has that reads captures and writes results: which captures, which format, where to.</summary>
internal sealed class CaptureOptions
{
    private readonly Argument<string[]> _captures = new("CAPTURE") { Description = "pcap or pcapng, also compressed, or what tshark reads; - is standard input; a folder with --recursive", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _format = new("--format") { Description = "How to write results", DefaultValueFactory = _ => "text" };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Write to FILE, beside it first and renamed when whole", HelpName = "FILE" };
    private readonly Option<bool> _recursive = new("--recursive") { Description = "Read the captures in folders" };
    private readonly KeyOptions _keys = new();
    private readonly DecodeOption _decode = new();

    public CaptureOptions(params string[] formats)
    {
        OutputOption.RefuseEmpty(_output);
        _format.AcceptOnlyFromAmong(formats);
        InputFiles.RefuseOptions(_captures);
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(_captures);
        command.Options.Add(_format);
        command.Options.Add(_output);
        command.Options.Add(_recursive);
        _keys.AddTo(command);
        _decode.AddTo(command);
    }

    /// <summary>Opens the output and reads one capture after another.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="open">Makes what writes results: format and output are given.</param>
    /// <param name="sinkOf">What takes the results of one capture, by its name.</param>
    /// <param name="end">Called after the last; with how many captures could be analysed, at least in part.</param>
    public int Run<TWriter>(ParseResult parsed, Func<string, OutputFile, TWriter> open, Func<string, TWriter, ICaptureSink> sinkOf, Action<TWriter, int> end)
    {
        if (!InputFiles.TryFind(parsed.GetValue(_captures)!, parsed.GetValue(_recursive), InputFiles.CaptureEndings, out List<string> files))
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
            allRead &= CaptureInput.TryAnalyze(name, sinkOf(name, writer), out bool any, keys, _decode.Of(parsed));
            analysed += any ? 1 : 0;
        }

        end(writer, analysed);
        file.Complete();
        keys.Conclude();
        return allRead ? ExitStatus.Analysed : ExitStatus.Unreadable;
    }
}
