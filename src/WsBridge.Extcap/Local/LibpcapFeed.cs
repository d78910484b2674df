using WsBridge.Extcap.Capturing;

namespace WsBridge.Extcap.Local;

/// <summary>Captures in this process, where it may.</summary>
/// <param name="adapter">Its name.</param>
/// <param name="device">The open interface; disposed with the capture.</param>
internal sealed class LibpcapFeed(string adapter, LibpcapDevice device) : IFrameFeed
{
    /// <inheritdoc/>
    public void Run(Action<int> begun, FrameHandler take, CancellationToken stop)
    {
        using LibpcapDevice open = device;
        begun(open.LinkType);
        using CancellationTokenRegistration ending = stop.Register(open.Stop);
        try
        {
            while (open.TryRead(out long time, out ReadOnlySpan<byte> octets, out int originalLength))
            {
                take(time, octets, originalLength);
            }
        }
        catch (IOException gone) when (gone is not ReaderGoneException)
        {
            throw new SourceProblemException(LocalProblem.Ended(adapter, gone.Message), gone);
        }
    }
}
