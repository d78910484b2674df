using System.CommandLine;
using WsBridge.Capture;
using WsBridge.Cli.Output;
using WsBridge.Cli.Tools;
using WsBridge.Host.Plugins;

namespace WsBridge.Cli.Commands.Plugins;

/// <summary><c>wsbridge plugin add</c>: from here on Wireshark has its fields.</summary>
internal static class AddPluginCommand
{
    public static Command Create()
    {
        Argument<string> dll = PluginDll.Argument();
        var command = new Command("add", "Copies a plugin to where only you can write, and gives Wireshark its fields.") { dll };
        command.SetAction(parsed => Run(parsed.GetValue(dll)!));
        return command;
    }

    private static int Run(string dll)
    {
        if (PluginDll.Read(dll) is not { } manifest)
        {
            return ExitStatus.Usage;
        }

        try
        {
            PluginFolder.OfUser.Add(dll, manifest);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            StandardError.Say($"{manifest.Name} could not be added: {SystemMessage.Of(error)}.");
            return ExitStatus.Unreadable;
        }

        if (PluginSchema.Current(out string? problem) is null)
        {
            StandardError.Say(problem!);
            return ExitStatus.Unreadable;
        }

        Console.Out.WriteLine($"{manifest.Name} {manifest.Version} is added: {Plural.Of(manifest.Fields.Count, "field")} and "
            + $"{Plural.Of(manifest.Experts.Count, "expert info")}, named wsbridge.{manifest.Name}.…");
        return ExitStatus.Analysed;
    }
}
