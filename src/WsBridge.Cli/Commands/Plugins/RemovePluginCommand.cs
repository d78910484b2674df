using System.CommandLine;
using WsBridge.Capture;
using WsBridge.Cli.Output;
using WsBridge.Cli.Tools;
using WsBridge.Host.Plugins;

namespace WsBridge.Cli.Commands.Plugins;

/// <summary><c>wsbridge plugin remove</c>.</summary>
internal static class RemovePluginCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "Its name, as `wsbridge plugin list` has it" };
        InputFiles.RefuseEmpty(name);
        var command = new Command("remove", "Removes a plugin and its fields.") { name };
        command.SetAction(parsed => Run(parsed.GetValue(name)!));
        return command;
    }

    private static int Run(string name)
    {
        try
        {
            if (!PluginFolder.OfUser.Remove(name))
            {
                StandardError.Say($"there is no plugin {name}; `wsbridge plugin list` shows those that are there.");
                return ExitStatus.Usage;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            StandardError.Say($"{name} could not be removed: {SystemMessage.Of(error)}.");
            return ExitStatus.Unreadable;
        }

        PluginSchema.Current(out string? problem);
        if (problem is not null)
        {
            StandardError.Say(problem);
        }

        Console.Out.WriteLine($"{name} is removed.");
        return ExitStatus.Analysed;
    }
}
