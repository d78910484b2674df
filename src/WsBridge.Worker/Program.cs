using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using WsBridge.Host.Plugins;
using WsBridge.Sdk;

namespace WsBridge.Worker;

internal static class Program
{
    public static int Main(string[] args)
    {
        if (Arguments.Read(args) is not { } arguments)
        {
            Console.Error.WriteLine("This program is started by wsbridge, for one plugin and one capture.");
            return 2;
        }

        // An interrupt at the terminal is meant for Wireshark.
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        new Thread(EndWithHost) { IsBackground = true }.Start(Console.OpenStandardInput());
        using var requests = new AnonymousPipeClientStream(PipeDirection.In, arguments.Requests);
        using var buffered = new BufferedStream(requests, 256 * 1024);
        using var replies = new AnonymousPipeClientStream(PipeDirection.Out, arguments.Replies);
        using var memory = new WorkerMemory(arguments.Memory);
        var channel = new WorkerChannel(buffered, replies);
        try
        {
            Plugin plugin = Plugin.Load(arguments.Assembly);
            string manifest = ManifestJson.Write(plugin.Manifest);
            channel.Hello(manifest);
            var sink = new WorkerSink(plugin.Manifest, arguments, fault =>
            {
                channel.Failed(fault);
                Process.GetCurrentProcess().Kill();
            });
            using IAnalyzerSession session = plugin.Analyzer.Open(sink);
            new WorkerLoop(session, sink, channel, memory).Run();
        }
        catch (IOException) when (channel.IsClosed)
        {
            // The host is gone.
        }
        catch (PluginException error)
        {
            channel.Failed(error.Message);
        }
#pragma warning disable CA1031 // whatever the plugin does wrong, the host hears of it
        catch (Exception error)
#pragma warning restore CA1031
        {
            channel.Failed(Failure.Words(error));
        }

        return 0;
    }

    // The plugin may hang when the host is killed; nobody else would end it.
    private static void EndWithHost(object? input)
    {
        using var stream = (Stream)input!;
        try
        {
            while (stream.ReadByte() >= 0)
            {
            }
        }
        catch (IOException)
        {
            // As good as an end.
        }

        Process.GetCurrentProcess().Kill();
    }
}
