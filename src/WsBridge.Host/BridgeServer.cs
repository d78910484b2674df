using WsBridge.Host.Pipes;
using WsBridge.Host.Plugins;
using WsBridge.Sdk;

namespace WsBridge.Host;

/// <summary>What <c>wsbridge serve</c> runs: one session, from the line that names the pipes to the end of the request pipe.</summary>
public static class BridgeServer
{
    /// <summary>The version of the protocol that it speaks.</summary>
    public const byte ProtocolVersion = BridgeProtocol.Version;

    /// <summary>Serves one session.</summary>
    /// <param name="analyzer">What looks at the frames.</param>
    /// <param name="announce">Where the line goes that tells the client the pipes.</param>
    /// <param name="giveUp">Ends the process: no greeting came, or a frame took too long.</param>
    /// <param name="limits">How long it waits; the defaults when null.</param>
    /// <param name="plugins">Analyzers that the user has added; none when null.</param>
    /// <param name="unwrapper">Takes frames out of other packets; null where nothing does.</param>
    /// <param name="abandoned">Nobody reads what is announced: whoever has not greeted yet never will.</param>
    public static void Serve(
        IAnalyzer analyzer,
        TextWriter announce,
        Action giveUp,
        ServeLimits? limits = null,
        IReadOnlyList<InstalledPlugin>? plugins = null,
        IFrameUnwrapper? unwrapper = null,
        CancellationToken abandoned = default)
    {
        ArgumentNullException.ThrowIfNull(announce);

        limits ??= new ServeLimits();
        var schema = new Schema([analyzer], [.. (plugins ?? []).Select(plugin => plugin.Manifest)]);
        using PluginWorkers? workers = plugins is { Count: > 0 } ? new PluginWorkers(plugins, schema, limits.Plugins) : null;
        using ISessionPipes pipes = OperatingSystem.IsWindows() ? new WindowsPipes() : new FifoPipes();
        int hasGreeted = 0;
        using var ending = new Termination(pipes.Seal, onInterrupt: false);
        using var greeting = new Timer(_ => Abandon(), null, limits.Greeting, Timeout.InfiniteTimeSpan);
        using CancellationTokenRegistration abandoning = abandoned.Register(Abandon);
        using var deadline = new Deadline(TimeProvider.System, limits.Frame, giveUp);

        announce.Write($"WSBRIDGE\t{BridgeProtocol.Version}\t{pipes.RequestPath}\t{pipes.ReplyPath}\n");
        announce.Flush();

        using Stream request = new BufferedStream(pipes.OpenRequest(), 256 * 1024);
        using Stream reply = pipes.OpenReply();
        try
        {
            new Session(analyzer, schema, deadline, workers, unwrapper) { OnAnswered = pipes.Answered }.Run(request, reply, greeted: () =>
            {
                Interlocked.Exchange(ref hasGreeted, 1);
                greeting.Change(Timeout.Infinite, Timeout.Infinite);
                pipes.Seal();
            });
        }
        catch (IOException)
        {
            // The client went away while it was being answered: nothing is left to do for it.
        }

        void Abandon()
        {
            if (Interlocked.Exchange(ref hasGreeted, 1) == 0)
            {
                pipes.Dispose();
                giveUp();
            }
        }
    }
}
