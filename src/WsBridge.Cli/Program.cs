using System.CommandLine;
using System.ComponentModel;
using WsBridge.Capture;
using WsBridge.Cli.Commands;
using WsBridge.Cli.Output;
using WsBridge.Cli.Tools;

namespace WsBridge.Cli;

internal static class Program
{
    public static int Main(string[] args)
    {
        // On whatever thread: the runtime would print where our code stands, and abort.
        AppDomain.CurrentDomain.UnhandledException += (_, unhandled) => Environment.Exit(Fail(unhandled.ExceptionObject as Exception));
        try
        {
            CLibrary.Install();
            StandardError.Install();
            if (AddressSpace.Shortage() is { } shortage)
            {
                StandardError.Say(shortage);
                return ExitStatus.Usage;
            }

            using var output = new OutputFile(null, isLive: true);
            Console.SetOut(output.Writer);
            int status = Run(args);
            output.Complete();
            return status;
        }
#pragma warning disable CA1031 // whatever the fault in ours is, the user is told what to do and not where our code stands
        catch (Exception error)
#pragma warning restore CA1031
        {
            return Fail(error);
        }
    }

    private static int Fail(Exception? error)
    {
        while (error is TypeInitializationException or AggregateException && error.InnerException is { } cause)
        {
            error = cause;
        }

        StandardError.Say(error switch
        {
            Win32Exception => $"a program could not be started: {SystemMessage.Of(error)}.",
            IOException or UnauthorizedAccessException => $"{error.Message.TrimEnd('.')}.",
            OutOfMemoryException => "there is not enough memory.",
            _ => $"a fault in WsBridge: {error?.GetType().Name}: {error?.Message} Please report it with the command line.",
        });
        return ExitStatus.Usage;
    }

    private static int Run(string[] args)
    {
        var root = new RootCommand("""
            Tells on the frame what is wrong between a Wi-Fi client and its access point: 802.11 security and roaming.

            Examples:
              wsbridge wireshark -r roam.pcapng
              wsbridge analyze roam.pcapng
            """)
        {
            AnalyzeCommand.Create(),
            RoamsCommand.Create(),
            SummaryCommand.Create(),
            CollectCommand.Create(),
            BatchCommand.Create(),
            CompareCommand.Create(),
            ExtractCommand.Create(),
            SlimCommand.Create(),
            AnnotateCommand.Create(),
            RulesCommand.Create(),
            ExplainCommand.Create(),
            WiresharkCommand.Create("tshark", "tshark with the bridge loaded; every argument is tshark's own. Installs nothing."),
            WiresharkCommand.Create("wireshark", "Wireshark with the bridge loaded; every argument is Wireshark's own. Installs nothing."),
            InstallCommand.Create(),
            InstallCommand.CreateUninstall(),
            DoctorCommand.Create(),
            CompletionCommand.Create(),
            ServeCommand.Create(),
            LoaderCommand.Create(),
            PackageCommand.Create(),
            SchemaCommand.Create(),
            PluginCommand.Create(),
            DemoCommand.Create(),
            TestCommand.Create(),
            BenchCommand.Create(),
        };
        root.Subcommands.Add(HelpCommand.Create(root));
        root.Subcommands.Add(ManCommand.Create(root));
        Checkout.HideItsCommands(root, isPackaged: Checkout.Root is null);
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
            foreach (string sentence in Slips.In(parsed))
            {
                StandardError.Say(sentence);
            }

            StandardError.Tell($"Try `{Slips.PathOf(parsed.CommandResult.Command)} --help`.");
            return ExitStatus.Usage;
        }

        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }
}
