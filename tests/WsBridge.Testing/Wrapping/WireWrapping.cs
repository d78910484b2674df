namespace WsBridge.Testing;

/// <summary>One way in which a datagram goes over a wire and into a capture.</summary>
/// <param name="Name">For the name of a test.</param>
/// <param name="LinkType">The LINKTYPE_ number.</param>
/// <param name="Wrap">Makes the packets of a payload for a UDP port, or, where that is negative, the protocol type of GRE.</param>
public sealed record WireWrapping(string Name, int LinkType, Func<int, byte[], int, IEnumerable<byte[]>> Wrap)
{
    private const int Gre = 47;
    private const int Udp = 17;

    private static readonly byte[] Addresses = [2, 0, 0, 0, 0xA0, 1, 2, 0, 0, 0, 0xA0, 2];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<WireWrapping> All { get; } =
    [
        new("Ethernet", 1, (port, payload, _) => [Ethernet(0x0800, IPv4(port, payload))]),
        new("Ethernet, IPv6", 1, (port, payload, _) => [Ethernet(0x86DD, IPv6(ProtocolOf(port), Transport(port, payload)))]),
        new("VLAN", 1, (port, payload, _) => [Ethernet(0x8100, [0, 5, 0x08, 0x00, .. IPv4(port, payload)])]),
        new("802.1ad", 1, (port, payload, _) => [Ethernet(0x88A8, [0, 5, 0x81, 0x00, 0, 6, 0x08, 0x00, .. IPv4(port, payload)])]),
        new("Linux cooked", 113, (port, payload, _) => [[0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 0x08, 0x00, .. IPv4(port, payload)]]),
        new("Linux cooked, version 2", 276,
            (port, payload, _) => [[0x08, 0x00, 0, 0, 0, 0, 0, 2, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, .. IPv4(port, payload)]]),
        new("raw IP", 101, (port, payload, _) => [IPv4(port, payload)]),
        new("raw IPv6", 101, (port, payload, _) => [IPv6(ProtocolOf(port), Transport(port, payload))]),
        new("IPv4 alone", 228, (port, payload, _) => [IPv4(port, payload)]),
        new("BSD loopback", 0, (port, payload, _) => [[2, 0, 0, 0, .. IPv4(port, payload)]]),
        new("IPv4 fragments", 1,
            (port, payload,
            number) => Fragments(port, payload)
            .Select(part => Ethernet(0x0800, IPv4(ProtocolOf(port), part.Octets, number, part.Offset, part.HasMore)))),
        new("IPv6 fragments", 1, (port, payload, number) => Fragments(port, payload).Select(part => Ethernet(0x86DD, IPv6(44,
            new OctetWriter().U8(ProtocolOf(port)).U8(0).U16BigEndian(part.Offset | (part.HasMore ? 1 : 0)).U32BigEndian((uint)number)
            .Add(part.Octets).ToArray())))),
        new("VXLAN", 1,
            (port, payload, _) => [Ethernet(0x0800, IPv4(4789, [8, 0, 0, 0, 0, 0, 1, 0, .. Ethernet(0x0800, IPv4(port, payload))]))]),
        new("ERSPAN", 1,
            (port, payload,
            number) => [Ethernet(0x0800,
            IPv4(Gre, [
            0x10,
            0,
            0x88,
            0xBE,
            0,
            0,
            (byte)(number >> 8),
            (byte)number,
            0x10,
            0,
            0,
            1,
            0,
            0,
            0,
            0,
            .. Ethernet(0x0800, IPv4(port, payload)),
        ], number, 0, false))]),
    ];

    /// <summary>CAPWAP's own fragments, for a <see cref="FrameWrapping"/> of CAPWAP without options: each in a datagram of its own.</summary>
    public static WireWrapping CapwapFragments { get; } = new("CAPWAP fragments", 1,
        (port, payload, number) => PiecesOfCapwap(payload, number).Select(piece => Ethernet(0x0800, IPv4(port, piece))));

    /// <summary>Those in which a frame comes in several packets, each with what it wraps.</summary>
    public static IReadOnlyList<(WireWrapping Wire, FrameWrapping Frame)> InFragments { get; } =
    [
        .. All.Where(wire => wire.Name.EndsWith("fragments", StringComparison.Ordinal)).Select(wire => (wire, FrameWrapping.All[0])),
        (CapwapFragments, FrameWrapping.All.Single(frame => frame.Name == "CAPWAP")),
    ];

    /// <summary>The packets of a recording, each frame wrapped. The last one of a frame has its number.</summary>
    public Recording Of(string name, IEnumerable<AirFrame> frames, FrameWrapping wrapping)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentNullException.ThrowIfNull(wrapping);
        var packets = new List<CapturedPacket>();
        int number = 0;
        foreach (AirFrame frame in frames)
        {
            number++;
            packets.AddRange(Wrap(wrapping.Port, wrapping.Wrap(frame), number)
                .Select(octets => new CapturedPacket(frame.Number, frame.TimeNanoseconds, LinkType, octets, octets.Length)));
        }

        return new Recording(name, packets);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static byte[] Ethernet(int type, byte[] payload) => [.. Addresses, (byte)(type >> 8), (byte)type, .. payload];

    private static int ProtocolOf(int port) => port < 0 ? Gre : Udp;

    private static byte[] Transport(int port, byte[] payload) => port < 0
        ? new OctetWriter().U16BigEndian(0).U16BigEndian(-port).Add(payload).ToArray()
        : new OctetWriter().U16BigEndian(40_000).U16BigEndian(port).U16BigEndian(8 + payload.Length).U16BigEndian(0).Add(payload).ToArray();

    private static byte[] IPv4(int port, byte[] payload) => IPv4(ProtocolOf(port), Transport(port, payload), 0, 0, hasMore: false);

    private static byte[] IPv4(int protocol, byte[] payload, int identification, int offset, bool hasMore) =>
        new OctetWriter().U16BigEndian(0x4500).U16BigEndian(20 + payload.Length)
        .U16BigEndian(identification).U16BigEndian((offset / 8) | (hasMore ? 0x2000 : 0)).U8(64).U8(protocol).U16BigEndian(0)
            .Add([192, 0, 2, 7]).Add([192, 0, 2, 9]).Add(payload).ToArray();

    private static byte[] IPv6(int protocol, byte[] payload) =>
        new OctetWriter().U32BigEndian(0x6000_0000).U16BigEndian(payload.Length).U8(protocol).U8(64)
        .Add([0x20, 1, 0x0D, 0xB8, .. new byte[11], 7]).Add([0x20, 1, 0x0D, 0xB8, .. new byte[11], 9]).Add(payload).ToArray();

    /// <summary>Each has the header again: that it is a fragment, whether it is the last, which datagram it belongs to and where.</summary>
    private static IEnumerable<byte[]> PiecesOfCapwap(byte[] datagram, int number)
    {
        const int header = 8, most = 64;
        const byte isFragment = 0x80, isLast = 0x40;
        byte[] whole = datagram[header..];
        for (int at = 0; at < whole.Length; at += most)
        {
            bool last = at + most >= whole.Length;
            yield return new OctetWriter().Add(datagram.AsSpan(0, 3)).U8(datagram[3] | isFragment | (last ? isLast : 0)).U16BigEndian(number)
                .U16BigEndian(at).Add(whole.AsSpan(at, Math.Min(most, whole.Length - at))).ToArray();
        }
    }

    private static IEnumerable<(byte[] Octets, int Offset, bool HasMore)> Fragments(int port, byte[] payload)
    {
        const int most = 64;
        byte[] whole = Transport(port, payload);
        for (int at = 0; at < whole.Length; at += most)
        {
            yield return (whole[at..Math.Min(at + most, whole.Length)], at, at + most < whole.Length);
        }
    }
}
