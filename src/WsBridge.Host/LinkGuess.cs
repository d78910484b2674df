using System.Buffers.Binary;

namespace WsBridge.Host;

/// <summary>
/// Which link type a frame has that the client cannot name, by how it begins: Wireshark tells Lua only of Ethernet and 802.11 without
/// changing what it shows. Only what carries IP is worth a guess; a wrong one would need octets that fit by chance.
/// </summary>
internal static class LinkGuess
{
    /// <summary>The client does not know.</summary>
    public const int Unknown = ushort.MaxValue;

    /// <summary>The LINKTYPE_ number, or <see cref="Unknown"/>.</summary>
    public static int Of(ReadOnlySpan<byte> octets) =>
        IsIp(octets) ? LinkTypes.Raw
        : octets.Length > 16 && BinaryPrimitives.ReadUInt16BigEndian(octets) <= 4
        && IsIp(BinaryPrimitives.ReadUInt16BigEndian(octets[14..]), octets[16..])
            ? LinkTypes.LinuxSll
        : octets.Length > 20 && octets[2] == 0 && octets[3] == 0 && IsIp(BinaryPrimitives.ReadUInt16BigEndian(octets), octets[20..])
            ? LinkTypes.LinuxSll2
        : IsEthernet(octets) ? LinkTypes.Ethernet
        : octets.Length > 4 && (octets is [2 or 24 or 28 or 30, 0, 0, 0, ..] or [0, 0, 0, 2 or 24 or 28 or 30, ..]) && IsIp(octets[4..])
            ? LinkTypes.Null // an address family, in either byte order
        : Unknown;

    // Behind two addresses IP, or what else comes with a tag of its own: VLAN, 802.1ad, PPPoE.
    private static bool IsEthernet(ReadOnlySpan<byte> octets) => octets.Length > 18
        && BinaryPrimitives.ReadUInt16BigEndian(octets[12..]) is var type
        && (type is 0x8100 or 0x88A8 or 0x9100 or 0x8864 || IsIp(type, octets[14..]));

    private static bool IsIp(int etherType, ReadOnlySpan<byte> packet) =>
        etherType is 0x0800 or 0x86DD && IsIp(packet) && (packet[0] >> 4 == 4) == (etherType == 0x0800);

    // Version, header length and a total length that is there, but for padding.
    private static bool IsIp(ReadOnlySpan<byte> packet) =>
        packet.Length >= 20 && packet[0] is >= 0x45 and <= 0x4F
            ? BinaryPrimitives.ReadUInt16BigEndian(packet[2..]) is >= 20 and var length && length <= packet.Length
        : packet.Length >= 40 && packet[0] >> 4 == 6 && 40 + BinaryPrimitives.ReadUInt16BigEndian(packet[4..]) <= packet.Length;
}
