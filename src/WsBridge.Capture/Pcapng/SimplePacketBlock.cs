namespace WsBridge.Capture.Pcapng;

/// <summary>A packet of the section's first interface, without a time. draft-ietf-opsawg-pcapng, section 4.4.</summary>
internal static class SimplePacketBlock
{
    /// <summary>The fixed part of the body: the original length.</summary>
    public const int FixedLength = 4;

    public static PacketFields Read(ReadOnlySpan<byte> body, ByteOrder order, uint snapLength)
    {
        uint originalLength = order.ReadUInt32(body);

        return new PacketFields
        {
            CapturedLength = snapLength == 0 ? originalLength : Math.Min(originalLength, snapLength),
            OriginalLength = originalLength,
            Rest = body[FixedLength..],
        };
    }
}
