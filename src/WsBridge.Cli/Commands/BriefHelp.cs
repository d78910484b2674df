using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace WsBridge.Cli.Commands;

/// <summary>In a list of commands, help shows the first line of what each command's own help says.</summary>
/// <param name="whole">The help of the library.</param>
internal sealed class BriefHelp(SynchronousCommandLineAction whole) : SynchronousCommandLineAction
{
    /// <summary>Makes it the help of all commands.</summary>
    public static void InstallOn(RootCommand root)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        if (!OperatingSystem.IsWindows())
        {
            option.Aliases.Remove("/?"); // which shells would offer for completion, as files at the root
            option.Aliases.Remove("/h");
        }

        option.Action = new BriefHelp((SynchronousCommandLineAction)option.Action!);
    }

    /// <summary>Whoever asks for help need not give what the command needs.</summary>
    public override bool ClearsParseErrors => whole.ClearsParseErrors;

    public override int Invoke(ParseResult parseResult)
    {
        foreach (Command listed in parseResult.CommandResult.Command.Subcommands)
        {
            listed.Description = listed.Description?.Split('\n')[0].TrimEnd('\r');
        }

        return whole.Invoke(parseResult);
    }
}
