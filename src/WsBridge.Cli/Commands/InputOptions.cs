using System.CommandLine;
using System.CommandLine.Parsing;

namespace WsBridge.Cli.Commands;

/// <summary>Which captures are read: files and folders, and which of them belong together.</summary>
internal sealed class InputOptions
{
    public InputOptions()
    {
        InputFiles.RefuseOptions(Captures);
        InputFiles.RefuseEmpty(Captures);
    }

    public Argument<string[]> Captures { get; } = new("CAPTURE")
    {
        Description = "pcap or pcapng, also compressed, or what tshark reads; - is standard input; a folder with --recursive",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<bool> Recursive { get; } = new("--recursive") { Description = "Read the captures in folders" };

    public Option<bool?> Merge { get; } = MergeOption.Create();

    /// <summary>Finds the files; what is wrong is said on standard error.</summary>
    public bool TryFind(ParseResult parsed, out List<string> files, out int status) =>
        InputFiles.TryFind(parsed.GetValue(Captures)!, parsed.GetValue(Recursive), InputFiles.CaptureEndings, out files, out status);

    /// <summary>Some still grow, or come only once: pipes, standard input.</summary>
    public bool AreLive(ParseResult parsed) => InputFiles.FirstThatComesOnce(parsed.GetValue(Captures)!) is not null;

    /// <summary>Standard input is among them.</summary>
    public bool HasStandardInput(CommandResult result) => result.GetValue(Captures)?.Contains("-") == true;

    /// <summary>What makes no sense together.</summary>
    public void Check(CommandResult result) => MergeOption.Check(result, Merge, result.GetValue(Captures) ?? []);
}
