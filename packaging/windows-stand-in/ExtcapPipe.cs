using System.Diagnostics;
using System.IO.Pipes;

namespace WsBridge.WindowsStandIn;

/// <summary>Starts a capture source with a named pipe of its own, as Wireshark for Windows does, and writes what comes through it to a file.</summary>
internal static class ExtcapPipe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static int Run(string output, string program, string[] arguments)
    {
        string name = $"wireshark_extcap_wsbridge-replay_{Environment.ProcessId}";
        using var pipe = new NamedPipeServerStream(name, PipeDirection.In, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous, 65536, 65536);
        using Process source = Process.Start(new ProcessStartInfo(program, [.. arguments, "--fifo", @"\\.\pipe\" + name]))!;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            using FileStream file = File.Create(output);
            pipe.WaitForConnectionAsync(limit.Token).GetAwaiter().GetResult();
            pipe.CopyToAsync(file, limit.Token).GetAwaiter().GetResult();
            source.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            source.Kill();
            Console.Error.WriteLine($"{program} did not end within {Limit.TotalSeconds} s.");
            return 1;
        }

        return source.ExitCode;
    }
}
