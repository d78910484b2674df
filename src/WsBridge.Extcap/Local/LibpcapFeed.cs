using WsBridge.Extcap.Capturing;

namespace WsBridge.Extcap.Local;

/// <summary>Captures in this process, where it may.</summary>
/// <param name="adapter">Its name.</param>
/// <param name="device">The open interface; disposed with the capture.</param>
/// <param name="dropped">Told of frames that came faster than they could be taken.</param>
internal sealed class LibpcapFeed(string adapter, LibpcapDevice device, Action<long> dropped) : IFrameFeed
{
    private static readonly TimeSpan BetweenCounts = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public void Run(Action<int> begun, FrameHandler take, CancellationToken stop)
    {
        using LibpcapDevice open = device;
        begun(open.LinkType);
        using CancellationTokenRegistration ending = stop.Register(open.Stop);
        long known = 0;
        long counted = TimeProvider.System.GetTimestamp();
        try
        {
            while (open.TryRead(out long time, out ReadOnlySpan<byte> octets, out int originalLength))
            {
                take(time, octets, originalLength);
                if (TimeProvider.System.GetElapsedTime(counted) > BetweenCounts)
                {
                    counted = TimeProvider.System.GetTimestamp();
                    long now = open.Dropped;
                    dropped(now - known);
                    known = now;
                }
            }
        }
        catch (IOException gone) when (gone is not ReaderGoneException)
        {
            throw new SourceProblemException(LocalProblem.Ended(adapter, gone.Message), gone);
        }
    }
}
