using WsBridge.Capture;
using WsBridge.Capture.Unwrapping;
using WsBridge.Host;
using WsBridge.Pipeline;
using WsBridge.Sdk;

namespace WsBridge.Cli;

/// <summary>
/// Takes 802.11 frames out of the packets that the stub hands over because Wireshark's dissectors found frames in them, on whatever port
/// the user has told them to.
/// </summary>
internal sealed class BridgeUnwrapper : IFrameUnwrapper
{
    private readonly Unwrapper _unwrapper = new(isAnyPort: true);

    public bool TryUnwrap(in Frame packet, out Frame inner, out int? shift)
    {
        inner = default;
        shift = null;
        var record = new CaptureRecord
        {
            Number = packet.Id,
            TimeNanoseconds = packet.TimeNanoseconds,
            HasTime = true,
            LinkType = packet.LinkType,
            Octets = packet.Octets,
            OriginalLength = packet.OriginalLength,
        };
        if (Unwrapper.IsFrame(packet.LinkType) || !_unwrapper.TryUnwrap(record, out CaptureRecord found))
        {
            return false;
        }

        inner = found.ToFrame();
        shift = _unwrapper.Shift;
        return true;
    }
}
