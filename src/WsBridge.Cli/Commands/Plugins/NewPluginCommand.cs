using System.CommandLine;
using WsBridge.Capture;
using WsBridge.Cli.Output;

namespace WsBridge.Cli.Commands.Plugins;

/// <summary><c>wsbridge plugin new</c>: a project that builds, is tested and can be added as it is.</summary>
internal static class NewPluginCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME")
        {
            Description = "Name of the project and of its folder, e.g. SlowDhcp; its fields are then wsbridge.slow_dhcp.…",
        };
        InputFiles.RefuseEmpty(name);
        var command = new Command("new", "Makes a plugin project with one field, one rule and one test on a capture.") { name };
        command.SetAction(parsed => Run(parsed.GetValue(name)!));
        return command;
    }

    private static int Run(string name)
    {
        if (PluginNames.From(name) is not { } names)
        {
            StandardError.Say($"\"{name}\" cannot be the name of a plugin: it has two to 32 letters and digits, begins "
                + $"with a letter, and is no name of WsBridge's own. SlowDhcp or slow-dhcp would do.");
            return ExitStatus.Usage;
        }

        string folder = Path.GetFullPath(names.Type);
        if (Directory.Exists(folder) || File.Exists(folder))
        {
            StandardError.Say($"{folder} is there already; nothing was changed.");
            return ExitStatus.Usage;
        }

        string sdk = Path.Combine(AppContext.BaseDirectory, "sdk");
        if (!Directory.Exists(sdk))
        {
            StandardError.Say($"{sdk} is missing; build wsbridge again.");
            return ExitStatus.Unreadable;
        }

        try
        {
            PluginTemplate.Write(folder, names);
            Directory.CreateDirectory(Path.Combine(folder, "sdk"));
            foreach (string file in Directory.EnumerateFiles(sdk).Where(file => Path.GetExtension(file) is ".dll" or ".xml"))
            {
                File.Copy(file, Path.Combine(folder, "sdk", Path.GetFileName(file)));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            StandardError.Say($"{folder} could not be written: {SystemMessage.Of(error)}.");
            return ExitStatus.Unreadable;
        }

        Console.Out.WriteLine($"""
            {names.Type}: a plugin with one field and one rule, in {folder}
              cd {names.Type}
              dotnet test
              wsbridge plugin add {names.Type}/bin/Debug/net10.0/{names.Type}.dll
            """);
        return ExitStatus.Analysed;
    }
}
