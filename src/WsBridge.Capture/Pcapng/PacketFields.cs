namespace WsBridge.Capture.Pcapng;

/// <summary>What a block with a packet says of it.</summary>
internal ref struct PacketFields
{
    public uint InterfaceId;
    public ulong Time;
    public bool HasTime;
    public uint CapturedLength;
    public uint OriginalLength;

    /// <summary>The octets captured, then padding and options.</summary>
    public ReadOnlySpan<byte> Rest;
}
