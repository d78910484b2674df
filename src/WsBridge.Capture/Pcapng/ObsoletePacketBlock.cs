namespace WsBridge.Capture.Pcapng;

/// <summary>A packet as written before there was the Enhanced Packet Block. draft-ietf-opsawg-pcapng, appendix A.</summary>
internal static class ObsoletePacketBlock
{
    /// <summary>The fixed part of the body: interface, drops, time (upper half first), captured and original length.</summary>
    public const int FixedLength = 20;

    public static PacketFields Read(ReadOnlySpan<byte> body, ByteOrder order) => new()
    {
        InterfaceId = order.ReadUInt16(body),
        Time = ((ulong)order.ReadUInt32(body[4..]) << 32) | order.ReadUInt32(body[8..]),
        HasTime = true,
        CapturedLength = order.ReadUInt32(body[12..]),
        OriginalLength = order.ReadUInt32(body[16..]),
        Rest = body[FixedLength..],
    };
}
