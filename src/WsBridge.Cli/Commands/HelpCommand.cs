using System.CommandLine;
using WsBridge.Capture;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge help</c>: what several commands have in common, and the help of a command.</summary>
internal static class HelpCommand
{
    public static Command Create(RootCommand root)
    {
        var topic = new Argument<string?>("TOPIC") { Description = "keys, or a command", DefaultValueFactory = _ => null };
        var command = new Command("help", "Help on a topic that several commands share (keys), or on a command.") { topic };
        command.SetAction(parsed => Show(root, parsed.GetValue(topic)));
        return command;
    }

    private static int Show(RootCommand root, string? topic)
    {
        if (topic == "keys")
        {
            Console.WriteLine(KeyOptions.Help);
            return ExitStatus.Analysed;
        }

        if (topic is not null && !root.Subcommands.Any(known => known.Name == topic))
        {
            Console.Error.WriteLine($"wsbridge: there is no help on {PrintableText.Name(topic)}. Topics are keys and the commands; `wsbridge --help` lists those.");
            return ExitStatus.Usage;
        }

        return root.Parse(topic is null ? ["--help"] : [topic, "--help"]).Invoke();
    }
}
