using System.CommandLine;
using WsBridge.Capture;
using WsBridge.Cli.Output;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge help</c>: what several commands have in common, and the help of a command.</summary>
internal static class HelpCommand
{
    public static Command Create(RootCommand root)
    {
        var topic = new Argument<string[]>("TOPIC") { Description = "keys, formats, or a command", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("help", "Help on a topic that several commands share (keys, formats), or on a command.") { topic };
        command.SetAction(parsed => Show(root, parsed.GetValue(topic) ?? []));
        return command;
    }

    private static int Show(RootCommand root, string[] topic)
    {
        if (topic is ["keys"])
        {
            Console.WriteLine(KeyOptions.Help);
            return ExitStatus.Analysed;
        }

        if (topic is ["formats"])
        {
            Console.WriteLine(FormatHelp.Text);
            return ExitStatus.Analysed;
        }

        Command? command = root;
        foreach (string word in topic)
        {
            command = command?.Subcommands.FirstOrDefault(known => known.Name == word);
        }

        if (command is null)
        {
            StandardError.Say($"there is no help on {PrintableText.Name(string.Join(' ', topic))}. Give keys, formats or a "
                + $"command; `wsbridge --help` lists the commands.");
            return ExitStatus.Usage;
        }

        return root.Parse([.. topic, "--help"]).Invoke();
    }
}
