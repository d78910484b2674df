using WsBridge.Dot11;

namespace WsBridge.Testing;

/// <summary>A Beacon or Probe Response, taken apart to be written anew.</summary>
/// <param name="Head">MAC header and fixed fields.</param>
/// <param name="Elements">Each with its Element ID and Length.</param>
/// <param name="Tail">What follows the last whole element.</param>
internal sealed record BeaconParts(byte[] Head, IReadOnlyList<byte[]> Elements, byte[] Tail)
{
    private const int FixedSize = 12;

    /// <summary>Takes a frame apart; false where it is neither, or cut off before its elements.</summary>
    public static bool TryTake(byte[] mac, out BeaconParts beacon)
    {
        beacon = null!;
        if (!MacHeader.TryParse(mac, out var header, out _) || header.Kind is not (FrameKind.Beacon or FrameKind.ProbeResponse)
            || header.Body.Length < FixedSize)
        {
            return false;
        }

        var start = header.BodyOffset + FixedSize;
        var elements = new List<byte[]>();
        var at = start;
        while (at + 2 <= mac.Length && at + 2 + mac[at + 1] <= mac.Length)
        {
            elements.Add(mac[at..(at + 2 + mac[at + 1])]);
            at += 2 + mac[at + 1];
        }

        beacon = new BeaconParts(mac[..start], elements, mac[at..]);
        return true;
    }

    /// <summary>The Capability Information, as it is on the air.</summary>
    public byte[] Capabilities => Head[^2..];

    /// <summary>The frame with other elements.</summary>
    public byte[] With(IEnumerable<byte[]> elements) => [.. Head, .. Octets.Join(elements), .. Tail];
}
