namespace WsBridge.Capture.Tests.Pcapng;

internal sealed class PcapngRecordReaderTests
{
    private static readonly Blocks Little = Blocks.LittleEndian;
    private static readonly Blocks Big = Blocks.BigEndian;

    private static readonly byte[] HandWritten =
    [
        0x0A, 0x0D, 0x0D, 0x0A, // Section Header Block
        0x1C, 0x00, 0x00, 0x00, // 28 octets
        0x4D, 0x3C, 0x2B, 0x1A, // byte-order magic: little-endian
        0x01, 0x00, 0x00, 0x00, // version 1.0
        0xFF, 0xFF, 0xFF, 0xFF, // section length: not known
        0xFF, 0xFF, 0xFF, 0xFF,
        0x1C, 0x00, 0x00, 0x00, // 28 octets

        0x01, 0x00, 0x00, 0x00, // Interface Description Block
        0x2C, 0x00, 0x00, 0x00, // 44 octets
        0x7F, 0x00, 0x00, 0x00, // LINKTYPE 127, reserved
        0x00, 0x00, 0x04, 0x00, // snap length 262144
        0x02, 0x00, 0x05, 0x00, // if_name, 5 octets
        0x77, 0x6C, 0x61, 0x6E, // "wlan
        0x30, 0x00, 0x00, 0x00, // 0", padding
        0x09, 0x00, 0x01, 0x00, // if_tsresol, 1 octet
        0x09, 0x00, 0x00, 0x00, // 10^-9, padding
        0x00, 0x00, 0x00, 0x00, // opt_endofopt
        0x2C, 0x00, 0x00, 0x00, // 44 octets

        0x06, 0x00, 0x00, 0x00, // Enhanced Packet Block
        0x30, 0x00, 0x00, 0x00, // 48 octets
        0x00, 0x00, 0x00, 0x00, // interface 0
        0x01, 0x00, 0x00, 0x00, // time, upper half: 2^32
        0x02, 0x00, 0x00, 0x00, // time, lower half: 2
        0x03, 0x00, 0x00, 0x00, // 3 octets captured
        0x05, 0x00, 0x00, 0x00, // of 5
        0xAA, 0xBB, 0xCC, 0x00, // octets, padding
        0x01, 0x00, 0x02, 0x00, // opt_comment, 2 octets
        0x48, 0x69, 0x00, 0x00, // "Hi", padding
        0x00, 0x00, 0x00, 0x00, // opt_endofopt
        0x30, 0x00, 0x00, 0x00, // 48 octets
    ];

    [Test]
    public void A_hand_written_file_is_read()
    {
        CaptureContent content = CaptureContent.Read(HandWritten);

        Assert.That(content.Packets, Is.EqualTo(new PacketContent[]
        {
            new(1, (1L << 32) + 2, 0, LinkTypes.Radiotap, "AABBCC", 5),
        }));
        Assert.That(content.Interfaces, Is.EqualTo(new CaptureInterface[]
        {
            new() { LinkType = LinkTypes.Radiotap, SnapLength = 262_144, Name = "wlan0", TimeResolution = TimeResolution.Nanoseconds },
        }));
        Assert.That(content.Problem, Is.Null);
    }

    [Test]
    public void Each_section_has_its_own_byte_order_and_interfaces()
    {
        CaptureContent content = CaptureContent.Read([
            .. Little.Section(), .. Little.Interface(LinkTypes.Ieee80211), .. Little.Interface(LinkTypes.Radiotap),
            .. Little.Enhanced(1, 1, [1]),
            .. Big.Section(), .. Big.Interface(LinkTypes.Ethernet, 0, Big.Option(Blocks.TimeResolution, 3)),
            .. Big.Enhanced(0, 2, [2]),
            .. Little.Section(), .. Little.Interface(LinkTypes.Prism),
            .. Little.Enhanced(0, 3, [3]),
        ]);

        Assert.That(content.Packets, Is.EqualTo(new PacketContent[]
        {
            new(1, 1_000, 1, LinkTypes.Radiotap, "01", 1),
            new(2, 2_000_000, 2, LinkTypes.Ethernet, "02", 1),
            new(3, 3_000, 3, LinkTypes.Prism, "03", 1),
        }));
        Assert.That(content.Interfaces.Select(i => (i.Section, i.IdInSection)), Is.EqualTo(new[] { (0, 0), (0, 1), (1, 0), (2, 0) }));
        Assert.That(content.Problem, Is.Null);
    }

    [Test]
    public void An_interface_of_an_earlier_section_is_not_known_in_the_next()
    {
        CaptureContent content =
            CaptureContent.Read([.. Little.Section(), .. Little.Interface(), .. Little.Section(), .. Little.Enhanced(0, 1, [1])]);

        Assert.That(content.Packets, Is.Empty);
        Assert.That(content.Problem!.ToString(), Is.EqualTo(
            "test is damaged at offset 76: a packet names interface 0, its section has described 0; no packet was read before it."));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Every_kind_of_packet_block_is_read(bool bigEndian)
    {
        Blocks blocks = new(bigEndian);

        CaptureContent content = CaptureContent.Read([
            .. blocks.Section(), .. blocks.Interface(LinkTypes.Avs, 2),
            .. blocks.Enhanced(0, 1UL << 33, [1, 2], original: 9),
            .. blocks.Simple(7, [3, 4]),
            .. blocks.Simple(1, [5]),
            .. blocks.Obsolete(0, 4, [6, 7, 8, 9, 10]),
        ]);

        Assert.That(content.Packets, Is.EqualTo(new PacketContent[]
        {
            new(1, (1L << 33) * 1_000, 0, LinkTypes.Avs, "0102", 9),
            new(2, null, 0, LinkTypes.Avs, "0304", 7),
            new(3, null, 0, LinkTypes.Avs, "05", 1),
            new(4, 4_000, 0, LinkTypes.Avs, "060708090A", 5),
        }));
        Assert.That(content.Problem, Is.Null);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Options_of_an_interface_are_kept_and_unknown_ones_passed(bool bigEndian)
    {
        Blocks blocks = new(bigEndian);

        CaptureContent content = CaptureContent.Read([
            .. blocks.Section(),
            .. blocks.Interface(
                LinkTypes.Ieee80211,
                0,
                blocks.Option(0x7777, 1, 2, 3),
                blocks.Option(Blocks.Name, "wlan0mon\0"u8.ToArray()),
                blocks.Option(Blocks.Description, "Décor"u8.ToArray()),
                blocks.Option(Blocks.TimeResolution, 0x8A),
                blocks.Option(Blocks.FcsLength, 4),
                blocks.Option(Blocks.TimeOffset, blocks.U64(1_700_000_000)),
                blocks.Option(0)),
            .. blocks.Enhanced(0, 1025, [1]),
        ]);

        Assert.That(content.Interfaces[0], Is.EqualTo(new CaptureInterface
        {
            LinkType = LinkTypes.Ieee80211,
            Name = "wlan0mon",
            Description = "Décor",
            TimeResolution = TimeResolution.FromOption(0x8A),
            FcsLength = 4,
            TimeOffsetSeconds = 1_700_000_000,
        }));
        Assert.That(content.Packets[0].Time, Is.EqualTo(1_700_000_001_000_976_562));
    }

    [TestCase((byte)0, 0)]
    [TestCase((byte)4, 4)]
    [TestCase((byte)16, 2)]
    [TestCase((byte)32, 4)]
    public void An_FCS_length_is_understood_in_octets_and_in_bits(byte value, int octets)
    {
        CaptureContent content = CaptureContent.Read([
            .. Little.Section(), .. Little.Interface(LinkTypes.Ieee80211, 0, Little.Option(Blocks.FcsLength, value))]);

        Assert.That(content.Interfaces[0].FcsLength, Is.EqualTo(octets));
    }

    [Test]
    public void An_option_that_does_not_fit_ends_the_options_only()
    {
        CaptureContent content = CaptureContent.Read([
            .. Little.Section(),
            .. Little.Interface(LinkTypes.Ieee80211, 0, Little.Option(Blocks.Name, (byte)'w'), [3, 0, 200, 0]),
            .. Little.Enhanced(0, 1, [1]),
        ]);

        Assert.That(content.Interfaces[0].Name, Is.EqualTo("w"));
        Assert.That(content.Packets, Has.Count.EqualTo(1));
        Assert.That(content.Problem, Is.Null);
    }

    [TestCase(0x00000004u, 2, TestName = "Name Resolution Block")]
    [TestCase(0x00000005u, 2, TestName = "Interface Statistics Block")]
    [TestCase(0x0000000Au, 2, TestName = "Decryption Secrets Block")]
    [TestCase(0x80000001u, 2, TestName = "Block of local use")]
    [TestCase(0x00001234u, 2, TestName = "Unknown block")]
    [TestCase(0x00000208u, 2, TestName = "Sysdig Event Block with flags")]
    [TestCase(0x00000BADu, 3, TestName = "Custom Block")]
    [TestCase(0x40000BADu, 3, TestName = "Custom Block not to be copied")]
    [TestCase(0x00000009u, 3, TestName = "systemd Journal Export Block")]
    [TestCase(0x00000204u, 3, TestName = "Sysdig Event Block")]
    public void A_block_without_a_packet_is_passed_and_counts_only_where_Wireshark_counts_it(uint type, int numberOfNextPacket)
    {
        CaptureContent content = CaptureContent.Read([
            .. Little.Section(), .. Little.Interface(), .. Little.Enhanced(0, 1, [1]), .. Little.Block(type, 1, 2, 3, 4),
            .. Little.Enhanced(0, 2, [2])]);

        Assert.That(content.Packets.Select(packet => packet.Number), Is.EqualTo(new long[] { 1, numberOfNextPacket }));
        Assert.That(content.Problem, Is.Null);
    }

    [Test]
    public void A_block_longer_than_the_buffer_is_read()
    {
        byte[] octets = new byte[5_000_001];
        new Random(1).NextBytes(octets);

        CaptureContent content = CaptureContent.Read([
            .. Little.Section(), .. Little.Interface(), .. Little.Enhanced(0, 1, [1]), .. Little.Enhanced(0, 2, octets),
            .. Little.Enhanced(0, 3, [3])]);

        Assert.That(content.Packets.Select(packet => packet.Octets), Is.EqualTo(new[] { "01", Convert.ToHexString(octets), "03" }));
    }
}
