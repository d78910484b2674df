namespace WsBridge.Capture.Pcapng;

/// <summary>The block types that matter here. draft-ietf-opsawg-pcapng, section 11.1.</summary>
internal static class BlockType
{
    public const uint InterfaceDescription = 1;
    public const uint Packet = 2;
    public const uint SimplePacket = 3;
    public const uint NameResolution = 4;
    public const uint EnhancedPacket = 6;
    public const uint DecryptionSecrets = 10;

    /// <summary>Reads the same in either byte order.</summary>
    public const uint SectionHeader = 0x0A0D0D0A;

    private const uint SystemdJournal = 9;
    private const uint Custom = 0x0000_0BAD;
    private const uint CustomNotToBeCopied = 0x4000_0BAD;
    private const uint SysdigEvent = 0x0204;
    private const uint SysdigEventV2 = 0x0216;
    private const uint SysdigEventV2Large = 0x0221;

    /// <summary>Whether Wireshark gives such a block, which holds no packet, a frame number of its own.</summary>
    /// <remarks>The records that wiretap/pcapng.c does not call internal; tshark 4.0 does not number Sysdig's events with flags.</remarks>
    public static bool IsNumberedLikePacket(uint type) =>
        type is SystemdJournal or Custom or CustomNotToBeCopied
            or SysdigEvent or SysdigEventV2 or SysdigEventV2Large;
}
