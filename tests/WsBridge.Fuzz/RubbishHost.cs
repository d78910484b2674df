using System.Runtime.Versioning;
using WsBridge.Host;
using WsBridge.Host.Pipes;
using WsBridge.Pipeline;

namespace WsBridge.Fuzz;

/// <summary>An analyzer that is in order but for what it answers.</summary>
[UnsupportedOSPlatform("windows")]
internal static class RubbishHost
{
    /// <summary>Serves one client.</summary>
    /// <param name="seed">The same seed makes the same of the same answers.</param>
    /// <param name="count">A file that gets a line with the number of answers.</param>
    public static void Serve(int seed, string count)
    {
        var analyzer = new WifiAnalyzer();
        using var deadline = new Deadline(TimeProvider.System, TimeSpan.FromMinutes(1), () => { });
        using var pipes = new FifoPipes();
        Console.Out.Write($"WSBRIDGE\t{BridgeServer.ProtocolVersion}\t{pipes.RequestPath}\t{pipes.ReplyPath}\n");
        Console.Out.Flush();

        using Stream request = new BufferedStream(pipes.OpenRequest(), 256 * 1024);
        using Stream reply = pipes.OpenReply();
        using var rubbish = new RubbishStream(reply, seed);
        try
        {
            new Session(analyzer, new Schema([analyzer]), deadline).Run(request, rubbish, pipes.Seal);
        }
        catch (IOException)
        {
            // The client is gone, or has got the last of it.
        }

        File.AppendAllLines(count, [$"{rubbish.Answers}"]);
    }
}
