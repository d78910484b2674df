namespace WsBridge.Capture.Pcapng;

/// <summary>The block types that matter here. draft-ietf-opsawg-pcapng, section 11.1.</summary>
internal static class BlockType
{
    public const uint InterfaceDescription = 1;
    public const uint Packet = 2;
    public const uint SimplePacket = 3;
    public const uint EnhancedPacket = 6;

    /// <summary>Reads the same in either byte order.</summary>
    public const uint SectionHeader = 0x0A0D0D0A;

    private const uint SystemdJournal = 9;
    private const uint Custom = 0x0000_0BAD;
    private const uint CustomNotToBeCopied = 0x4000_0BAD;

    /// <summary>Whether Wireshark gives such a block, which holds no packet, a frame number of its own.</summary>
    /// <remarks>wiretap/pcapng.c: the records that are not "internal"; the numbers around 0x0204 are Sysdig's event blocks.</remarks>
    public static bool IsNumberedLikePacket(uint type) =>
        type is SystemdJournal or Custom or CustomNotToBeCopied
            or 0x0204 or 0x0208 or 0x0216 or 0x0217 or 0x0221 or 0x0222;
}
