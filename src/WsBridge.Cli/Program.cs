using System.CommandLine;
using WsBridge.Cli.Commands;
using WsBridge.Cli.Output;
using WsBridge.Cli.Tools;

namespace WsBridge.Cli;

internal static class Program
{
    public static int Main(string[] args)
    {
        StandardError.Install();
        try
        {
            using var output = new OutputFile(null, isLive: true);
            Console.SetOut(output.Writer);
            int status = Run(args);
            output.Complete();
            return status;
        }
        catch (OutputFailedException error)
        {
            Console.Error.WriteLine($"wsbridge: {error.Message}");
            return ExitStatus.Usage;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            Console.Error.WriteLine($"wsbridge: {(error is OutOfMemoryException ? "there is not enough memory." : error.Message)}");
            return ExitStatus.Usage;
        }
#pragma warning disable CA1031 // whatever the fault in ours is, the user is told what to do and not where our code stands
        catch (Exception error)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine($"wsbridge: a fault in WsBridge: {error.GetType().Name}: {error.Message} Please report it with the command line.");
            return ExitStatus.Usage;
        }
    }

    private static int Run(string[] args)
    {
        var root = new RootCommand("""
            Tells on the frame what is wrong between a Wi-Fi client and its access point: 802.11 security and roaming.

            Examples:
              wsbridge wireshark -r roam.pcapng
              wsbridge analyze roam.pcapng
              wsbridge compare good.pcapng bad.pcapng
            """)
        {
            AnalyzeCommand.Create(),
            RoamsCommand.Create(),
            CompareCommand.Create(),
            ExtractCommand.Create(),
            AnnotateCommand.Create(),
            RulesCommand.Create(),
            ExplainCommand.Create(),
            WiresharkCommand.Create("tshark", "tshark with the bridge loaded; every argument is tshark's own. Installs nothing."),
            WiresharkCommand.Create("wireshark", "Wireshark with the bridge loaded; every argument is Wireshark's own. Installs nothing."),
            ServeCommand.Create(),
            SchemaCommand.Create(),
            PluginCommand.Create(),
            DemoCommand.Create(),
            TestCommand.Create(),
        };
        root.Subcommands.Add(HelpCommand.Create(root));
        BriefHelp.InstallOn(root);
        if (args is ["tshark" or "wireshark", ..])
        {
            return WiresharkCommand.Run(args[0], args[1..]);
        }

        if (!OperatingSystem.IsWindows() && args is [Companion.Command, _, _, ..])
        {
            return Companion.Run(args[1..]);
        }

        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                Console.Error.WriteLine($"wsbridge: {error.Message}");
            }

            Console.Error.WriteLine($"Try `{CommandPath(parsed)} --help`.");
            return ExitStatus.Usage;
        }

        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    private static string CommandPath(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "wsbridge" : $"wsbridge {parsed.CommandResult.Command.Name}";
}
