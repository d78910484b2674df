using System.Globalization;

namespace WsBridge.Sdk;

/// <summary>A kind of frames that an analyzer asks for, whatever they are captured on.</summary>
/// <param name="Kind">What they are told by.</param>
/// <param name="Value">The number; 0 for <see cref="TrafficKind.Everything"/>.</param>
public readonly record struct Traffic(TrafficKind Kind, int Value)
{
    /// <summary>Every frame of the capture. It costs the time of sending every frame.</summary>
    public static Traffic Everything => default;

    /// <summary>
    /// Frames of a link type. Wireshark tells the number of others than Ethernet and 802.11 only by a field, and with that dissects every
    /// frame in full, whoever looks at it: a capture takes two to three times as long.
    /// </summary>
    public static Traffic LinkType(int linkType) => new(TrafficKind.LinkType, linkType);

    /// <summary>Frames of one of the 16 link types that are left to users (LINKTYPE_USER0 and on).</summary>
    public static Traffic UserLinkType(int user) => new(TrafficKind.LinkType, LinkTypes.User0 + user);

    /// <summary>Frames that carry an EtherType.</summary>
    public static Traffic EtherType(int etherType) => new(TrafficKind.EtherType, etherType);

    /// <summary>Packets of an IP protocol. Later fragments carry no header of it and are not among them.</summary>
    public static Traffic IpProtocol(int protocol) => new(TrafficKind.IpProtocol, protocol);

    /// <summary>Datagrams from or to a UDP port.</summary>
    public static Traffic UdpPort(int port) => new(TrafficKind.UdpPort, port);

    /// <summary>Segments from or to a TCP port.</summary>
    public static Traffic TcpPort(int port) => new(TrafficKind.TcpPort, port);

    /// <summary>Whether an analyzer can say that such frames are its own protocol.</summary>
    public bool CanBeClaimed =>
        Kind is TrafficKind.UdpPort or TrafficKind.TcpPort or TrafficKind.EtherType
        || (Kind == TrafficKind.LinkType && Value is >= LinkTypes.User0 and < LinkTypes.User0 + 16);

    /// <summary>Whether the number is one that the kind has.</summary>
    public bool IsPossible => Kind switch
    {
        TrafficKind.Everything => Value == 0,
        TrafficKind.LinkType => Value is >= 0 and <= ushort.MaxValue,
        TrafficKind.EtherType => Value is >= 0x600 and <= ushort.MaxValue,
        TrafficKind.IpProtocol => Value is >= 0 and <= byte.MaxValue,
        TrafficKind.UdpPort or TrafficKind.TcpPort => Value is > 0 and <= ushort.MaxValue,
        _ => false,
    };

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        TrafficKind.Everything => "every frame",
        TrafficKind.LinkType => string.Create(CultureInfo.InvariantCulture, $"link type {Value}"),
        TrafficKind.EtherType => string.Create(CultureInfo.InvariantCulture, $"EtherType 0x{Value:x4}"),
        TrafficKind.IpProtocol => string.Create(CultureInfo.InvariantCulture, $"IP protocol {Value}"),
        TrafficKind.UdpPort => string.Create(CultureInfo.InvariantCulture, $"UDP port {Value}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"TCP port {Value}"),
    };
}
