using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace WsBridge.Cli.Tools;

/// <summary>
/// This program again, beside a Wireshark that takes our place: tells root where no Lua script is loaded, and removes what was made for the
/// capture sources when Wireshark and all that it started have ended, however that was.
/// </summary>
/// <remarks>A process of .NET and not CliWrap, which would not let go of the pipe that Wireshark takes over.</remarks>
[UnsupportedOSPlatform("windows")]
internal sealed partial class Companion : IDisposable
{
    /// <summary>The command. Nobody types it.</summary>
    public const string Command = "beside";

    private const int SetDescriptorFlags = 2; // F_SETFD

    private readonly Process _process;

    private Companion(Process process) => _process = process;

    /// <summary>There is something to do beside a Wireshark.</summary>
    public static bool IsNeeded(string program, CaptureSources? sources) => sources is not null || OtherUser.MayBeNeededFor(program);

    /// <summary>Starts it.</summary>
    /// <param name="program">tshark or wireshark.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="sources">What it removes; null when there is nothing.</param>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    public static Companion Start(string program, string path, CaptureSources? sources)
    {
        var start = new ProcessStartInfo(Installation.Program, [Command, program, path, .. sources?.Made ?? []])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true, // whoever reads ours waits for Wireshark alone
        };
        Process process = Process.Start(start)!;

        // The program that we become holds the other end of its standard input, and so does what that starts.
        _ = fcntl(((PipeStream)process.StandardInput.BaseStream).SafePipeHandle, SetDescriptorFlags, 0);
        return new Companion(process);
    }

    /// <summary>What it does.</summary>
    /// <param name="arguments">Wireshark's name, its path, and what was made for the capture sources.</param>
    public static int Run(string[] arguments)
    {
        // Signals to the group of Wireshark, from a terminal that closes too, are not for it.
        _ = setsid();
        using PosixSignalRegistration terminate =
            Ignore(PosixSignal.SIGTERM), hangUp = Ignore(PosixSignal.SIGHUP), interrupt = Ignore(PosixSignal.SIGINT);
        OtherUser.WarnOf(arguments[0], arguments[1]);
        if (arguments.Length > 2)
        {
            using Stream input = Console.OpenStandardInput();
            while (input.ReadByte() >= 0)
            {
            }

            CaptureSources.Remove(arguments[2..]);
        }

        return ExitStatus.Analysed;
    }

    /// <summary>Nobody took our place: it does what is left to do at once.</summary>
    public void Dispose()
    {
        _process.StandardInput.Dispose();
        _process.Dispose();
    }

    private static PosixSignalRegistration Ignore(PosixSignal signal) =>
        PosixSignalRegistration.Create(signal, context => context.Cancel = true);

    [LibraryImport("libc")]
    private static partial int fcntl(SafeHandle descriptor, int command, int argument);

    [LibraryImport("libc")]
    private static partial int setsid();
}
