using System.CommandLine;
using System.Runtime.InteropServices;
using WsBridge.Analysis.Keys;
using WsBridge.Cli.Tools;
using WsBridge.Host;
using WsBridge.Host.Plugins;
using WsBridge.Keys;
using WsBridge.Keys.Wireshark;
using WsBridge.Pipeline;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge serve</c>: the analyzer host that the Lua stub starts.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "The analyzer host that the Lua stub starts, one for each capture; nobody needs to type it.")
        {
            Hidden = true,
        };
        command.SetAction(_ =>
        {
            // An interrupt at the terminal is meant for tshark; the host ends with its request pipe. Typed there itself, it is meant.
            var abandoned = new CancellationTokenSource();
            ClientWatch.Start(abandoned);
            using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
            {
                signal.Cancel = true;
                if (!Console.IsOutputRedirected)
                {
                    abandoned.Cancel();
                }
            });
            try
            {
                PluginSchema.Current(out string? _); // what does not fit now fits when Wireshark is started again
                // the command that started Wireshark has told the problem
                IReadOnlyList<InstalledPlugin> plugins = PluginFolder.OfUser.Load(out string? _);
                BridgeServer.Serve(new WifiAnalyzer(
                    ReadKeys), Console.Out, () => Environment.Exit(ExitStatus.Unreadable), plugins: plugins,
                    unwrapper: new BridgeUnwrapper(), abandoned: abandoned.Token);
                return ExitStatus.Analysed;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                Console.Out.Write($"ERROR\t{error.Message} Set TMPDIR to a folder that you can write.\n");
                return ExitStatus.Unreadable;
            }
        });
        return command;
    }

    /// <summary>The keys that Wireshark itself has, and those that the environment names.</summary>
    private static KeyTable ReadKeys() => LoadedKeys.From(KeySources.FromEnvironment(Environment.GetEnvironmentVariable) with
    {
        WiresharkTable = WiresharkProfile.KeyTablePath(WiresharkSystem.This,
            Environment.GetEnvironmentVariable(WiresharkProgram.ProfileVariable)),
        IsWiresharkTableImplied = true,
        WiresharkRows = Environment.GetEnvironmentVariable(WiresharkProgram.KeyRowsVariable),
    }).Table;
}
