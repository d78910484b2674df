using System.CommandLine;
using System.CommandLine.Parsing;
using WsBridge.Cli.Batch;
using WsBridge.Cli.Output;

namespace WsBridge.Cli.Commands;

/// <summary><c>--merge</c>: which captures are one timeline.</summary>
internal static class MergeOption
{
    private const string Name = "--merge";

    public static Option<bool?> Create() => new(Name)
    {
        Description = "All captures are one timeline; files of one ring buffer are by themselves, unless --merge=false",
    };

    /// <summary>The captures, and which belong together; that some do although nobody asked for it is said on standard error.</summary>
    public static Timelines Of(bool? merge, IReadOnlyList<string> files)
    {
        var timelines = Timelines.Of(files, merge);
        foreach (string sentence in merge is null ? timelines.Sentences : [])
        {
            StandardError.Say(sentence);
        }

        return timelines;
    }

    /// <summary>What is read more than once is no pipe.</summary>
    public static void Check(CommandResult result, Option<bool?> merge, string[] captures)
    {
        if (result.GetValue(merge) == true && InputFiles.FirstThatComesOnce(captures) is { } once)
        {
            string name = once == "-" ? "standard input" : once;
            result.AddError($"{name} comes only once: {Name}, which compares clocks first, needs files.");
        }
    }

    /// <summary>A command that reads each capture by itself says what to do instead.</summary>
    public static void Refuse(Command command)
    {
        var merge = new Option<bool?>(Name) { Hidden = true };
        merge.Validators.Add(result => result.AddError($"{command.Name} reads each capture by itself: {Name} is for analyze, roams and "
            + "summary. mergecap, which comes with Wireshark, makes one capture of several."));
        command.Options.Add(merge);
    }
}
