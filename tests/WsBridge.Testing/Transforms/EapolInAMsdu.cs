using WsBridge.Dot11;

namespace WsBridge.Testing;

/// <summary>Each EAPOL PDU comes in an A-MSDU: alone, or after a subframe of something else.</summary>
/// <remarks>
/// A subframe is DA, SA, Length (most significant octet first), LLC and data, padded to four octets but for the last. IEEE Std 802.11-2020,
/// 9.3.2.2.
/// </remarks>
public sealed class EapolInAMsdu(bool isSecond) : ITransform
{
    private const int AMsduPresent = 0x80;

    /// <inheritdoc/>
    public string Name => isSecond ? "EAPOL in the second subframe of an A-MSDU" : "EAPOL in an A-MSDU";

    /// <inheritdoc/>
    public bool LosesNothing => true;

    /// <inheritdoc/>
    public IEnumerable<AirFrame> Transform(IReadOnlyList<AirFrame> frames) => frames.Select(frame =>
        frame.Missing == 0 && EapolFrames.TryTake(frame, out var eapol)
            ? frame with { Mac = eapol.ToQosData(Body(eapol), moreQos: AMsduPresent) }
            : frame);

    private byte[] Body(in EapolFrame eapol)
    {
        var body = new OctetWriter();
        if (isSecond)
        {
            Subframe(body, eapol.Da, eapol.Sa, [0xAA, 0xAA, 0x03, 0, 0, 0, 0x08, 0x06, .. new byte[28]]); // ARP, as far as LLC tells
        }

        Subframe(body, eapol.Da, eapol.Sa, eapol.Body);
        return body.ToArray();
    }

    private static void Subframe(OctetWriter body, MacAddress da, MacAddress sa, ReadOnlySpan<byte> msdu) =>
        body.Zeros(-body.Length & 3).Address(da).Address(sa).U16BigEndian(msdu.Length).Add(msdu);
}
