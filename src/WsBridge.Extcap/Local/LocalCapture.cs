using WsBridge.Dot11;
using WsBridge.Extcap.Capturing;

namespace WsBridge.Extcap.Local;

/// <summary>Captures with an adapter of this machine.</summary>
/// <param name="adapter">The adapter.</param>
/// <param name="folder">The interfaces that there are.</param>
internal sealed class LocalCapture(WifiAdapter adapter, AdapterFolder folder) : ICapture
{
    /// <inheritdoc/>
    public void Run(CaptureSession session)
    {
        LiveOutput? output = null;
        try
        {
            OpenFeed().Run(Begin, Take, session.Stop);
        }
        finally
        {
            output?.Dispose();
        }

        void Begin(int linkType)
        {
            if (linkType is not (LinkType.Ieee80211 or LinkType.Prism or LinkType.Radiotap or LinkType.Avs or LinkType.Ppi))
            {
                throw new SourceProblemException(LocalProblem.NotWifi(adapter.Name, linkType, folder.List()));
            }

            output = new LiveOutput(session);
            output.AddInterface(adapter.Name, $"Adapter {adapter.Name} of this machine", linkType);
            output.Flush();
        }

        void Take(long time, ReadOnlySpan<byte> octets, int originalLength)
        {
            output!.Write(0, time, octets, originalLength);
            output.Flush();
        }
    }

    // What this process may not open, dumpcap may; it also says best what is wrong.
    private IFrameFeed OpenFeed() => LibpcapDevice.Open(adapter.Name) is { } device ? new LibpcapFeed(adapter.Name, device) : new DumpcapFeed(adapter.Name);
}
