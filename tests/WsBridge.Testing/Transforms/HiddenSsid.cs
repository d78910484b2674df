using WsBridge.Dot11;

namespace WsBridge.Testing;

/// <summary>Beacons do not name the SSID: its element is empty, or has as many zeros as the name has octets.</summary>
public sealed class HiddenSsid(bool keepsLength) : ITransform
{
    /// <inheritdoc/>
    public string Name => keepsLength ? "SSID hidden by zeros" : "SSID hidden by an empty element";

    /// <inheritdoc/>
    public bool LosesNothing => true;

    /// <inheritdoc/>
    public IEnumerable<AirFrame> Transform(IReadOnlyList<AirFrame> frames) =>
        frames.Select(frame => frame.Kind == FrameKind.Beacon ? frame with { Mac = Hide(frame.Mac) } : frame);

    private byte[] Hide(byte[] mac)
    {
        if (!BeaconParts.TryTake(mac, out var beacon))
        {
            return mac;
        }

        var ssid = beacon.Elements.FirstOrDefault(element => element[0] == ElementId.Ssid);
        return ssid is null
            ? mac
            : beacon.With(beacon.Elements.Select(element => element == ssid
                ? MakeElement.Any(ElementId.Ssid, new byte[keepsLength ? ssid[1] : 0])
                : element));
    }
}
