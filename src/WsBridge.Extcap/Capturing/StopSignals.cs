using System.Runtime.InteropServices;

namespace WsBridge.Extcap.Capturing;

/// <summary>
/// Ends a capture on SIGTERM, SIGINT and SIGHUP, and when asked. Where the capture does not end by itself soon after, because a pipe is
/// full or a peer hangs, the process ends all the same.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations;
    private readonly Timer _lastResort;

    public StopSignals()
    {
        _lastResort = new Timer(_ => Environment.Exit(0));
        _registrations = [.. ((PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP]).Select(signal =>
            PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true; // not the end of the process: the end of the capture
                Request();
            }))];
    }

    /// <summary>Cancelled when the capture is to end.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Asks for the end; from any thread, any number of times.</summary>
    public void Request()
    {
        try
        {
            if (!_source.IsCancellationRequested)
            {
                _lastResort.Change(Patience, Timeout.InfiniteTimeSpan);
                _source.Cancel();
            }
        }
        catch (ObjectDisposedException)
        {
            // The capture has ended already.
        }
    }

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _lastResort.Dispose();
        _source.Dispose();
    }
}
