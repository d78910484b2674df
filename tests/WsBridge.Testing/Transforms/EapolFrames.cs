using WsBridge.Dot11;

namespace WsBridge.Testing;

/// <summary>Finds the frames that carry EAPOL in the clear, and takes them apart.</summary>
internal static class EapolFrames
{
    /// <summary>The frame is a management frame, or carries EAPOL in the clear.</summary>
    public static bool IsManagementOrEapol(AirFrame frame, out MacHeader header) =>
        MacHeader.TryParse(frame.Mac, out header, out _)
        && header.Body.Length > 0
        && (header.Type == FrameType.Management || IsEapol(header));

    /// <summary>The frame carries EAPOL in the clear, and what it needs to be written anew.</summary>
    public static bool TryTake(AirFrame frame, out EapolFrame eapol)
    {
        eapol = default;
        if (!MacHeader.TryParse(frame.Mac, out var header, out _) || !IsEapol(header) || header.Da is not { } da || header.Sa is not { } sa)
        {
            return false;
        }

        eapol = new EapolFrame(frame.Mac[1], header.Ra, header.Ta!.Value, header.Address3!.Value, da, sa,
            frame.Mac[22] | frame.Mac[23] << 8, header.QosControl, header.Body.ToArray());
        return true;
    }

    private static bool IsEapol(in MacHeader header) => Llc.TryGetEapol(header, out _, out _);
}

/// <summary>A frame that carries EAPOL, in parts.</summary>
/// <param name="Flags">The second octet of Frame Control.</param>
/// <param name="Sequence">Sequence Control.</param>
/// <param name="Body">LLC, SNAP and EAPOL.</param>
internal readonly record struct EapolFrame(
    byte Flags,
    MacAddress Ra,
    MacAddress Ta,
    MacAddress Address3,
    MacAddress Da,
    MacAddress Sa,
    int Sequence,
    int QosControl,
    byte[] Body)
{
    private const int QosData = 0x88;
    private const int Htc = 0x80;

    /// <summary>A QoS data frame with this body; more flags are added to its own.</summary>
    public byte[] ToQosData(ReadOnlySpan<byte> body, int moreFlags = 0, int moreQos = 0, MacAddress? address4 = null,
        ReadOnlySpan<byte> htControl = default, int fragment = 0)
    {
        var frame = new OctetWriter().U8(QosData).U8((Flags & ~Htc) | moreFlags).U16(0).Address(Ra).Address(Ta)
            .Address(address4 is null ? Address3 : Da).U16(Sequence | fragment);
        if (address4 is { } fourth)
        {
            frame.Address(fourth);
        }

        return frame.U16(QosControl | moreQos).Add(htControl).Add(body).ToArray();
    }
}
