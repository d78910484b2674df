namespace WsBridge.Capture.Pcapng;

/// <summary>A packet. draft-ietf-opsawg-pcapng, section 4.3.</summary>
internal static class EnhancedPacketBlock
{
    /// <summary>The fixed part of the body: interface, time (upper half first), captured and original length.</summary>
    public const int FixedLength = 20;

    public const ushort CommentOption = 1;
    public const ushort FlagsOption = 2;

    public static PacketFields Read(ReadOnlySpan<byte> body, ByteOrder order) => new()
    {
        InterfaceId = order.ReadUInt32(body),
        Time = ((ulong)order.ReadUInt32(body[4..]) << 32) | order.ReadUInt32(body[8..]),
        HasTime = true,
        CapturedLength = order.ReadUInt32(body[12..]),
        OriginalLength = order.ReadUInt32(body[16..]),
        Rest = body[FixedLength..],
    };
}
