using WsBridge.Capture.Tests.Pcapng;

namespace WsBridge.Capture.Tests;

internal sealed class PcapngCopyTests
{
    private const ushort Comment = 1;
    private const ushort Flags = 2;
    private const ushort Hash = 3;
    private const ushort End = 0;

    private static readonly PcapngCopyOptions Everything = new() { WholeCapture = true, Secrets = true };

    [TestCase(false)]
    [TestCase(true)]
    public void A_copy_of_everything_has_the_same_octets_but_for_the_length_of_the_section(bool bigEndian)
    {
        byte[] file = FileOf(new Blocks(bigEndian));
        byte[] withLength = [.. file];
        new Blocks(bigEndian).U64(4242).CopyTo(withLength, 16);

        Assert.That(Copy(withLength, _ => true, Everything), Is.EqualTo(file));
    }

    [Test]
    public void What_is_not_about_the_packets_kept_is_left_out()
    {
        Blocks blocks = Blocks.LittleEndian;
        byte[][] parts = PartsOf(blocks);

        byte[] copy = Copy(FileOf(blocks), number => number == 3);

        Assert.That(copy, Is.EqualTo(Join(parts[0], parts[1], parts[2], parts[5])));
    }

    [Test]
    public void A_copy_of_a_file_whose_first_block_is_damaged_is_a_capture_without_packets()
    {
        byte[] file = FileOf(Blocks.LittleEndian);
        file[4] ^= 0x40; // the length of the block, which stands at its end too

        CaptureContent content = CaptureContent.Read(Copy(file, _ => true, Everything));

        Assert.That(content.Packets, Is.Empty);
        Assert.That(content.Problem, Is.Null);
    }

    [Test]
    public void Secrets_are_copied_when_asked_for_and_counted_always()
    {
        Blocks blocks = Blocks.LittleEndian;
        byte[][] parts = PartsOf(blocks);

        Assert.That(Copy(FileOf(blocks), _ => false, new() { Secrets = true }), Is.EqualTo(Join(parts[0], parts[1], parts[2], parts[3])));
        Assert.That(Copy(FileOf(blocks), _ => false, new()), Is.EqualTo(Join(parts[0], parts[1], parts[2])));
    }

    [Test]
    public void Each_section_keeps_its_byte_order_and_interfaces()
    {
        byte[] file = [.. FileOf(Blocks.LittleEndian), .. FileOf(Blocks.BigEndian)];
        CaptureContent whole = CaptureContent.Read(file);

        CaptureContent copy = CaptureContent.Read(Copy(file, number => number is 1 or 6));

        Assert.That(copy.Problem, Is.Null);
        Assert.That(copy.Interfaces, Is.EqualTo(whole.Interfaces));
        Assert.That(copy.Packets.Select(packet => packet with { Number = 0 }),
            Is.EqualTo(whole.Packets.Where(packet => packet.Number is 1 or 6).Select(packet => packet with { Number = 0 })));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Times_are_shifted_and_nothing_else(bool bigEndian)
    {
        const long shift = 90_000_000_000;
        byte[] file = FileOf(new Blocks(bigEndian));
        CaptureContent whole = CaptureContent.Read(file);
        using var stream = new MemoryStream();
        using (CaptureReader reader = CaptureReader.Open(new MemoryStream(file), "shifted"))
        using (var copy = new PcapngCopy(reader, stream) { TimeShiftNanoseconds = shift })
        {
            while (copy.TryRead(out CaptureRecord record))
            {
                copy.Keep(record);
            }
        }

        CaptureContent shifted = CaptureContent.Read(stream.ToArray());

        Assert.That(whole.Packets.Select(packet => packet.Time), Has.Some.Not.Null);
        Assert.That(
            shifted.Packets.Select(packet => packet with { Number = 0 }),
            Is.EqualTo(whole.Packets.Select(packet => packet with { Number = 0, Time = packet.Time + shift })));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_comment_goes_behind_those_that_are_there_and_before_other_options(bool bigEndian)
    {
        Blocks blocks = new(bigEndian);
        byte[] options = Join(blocks.Option(Comment, [.. "his"u8]), blocks.Option(Flags, 1, 2, 3, 4), blocks.Option(Hash, 9, 9, 9),
            blocks.Option(End));

        byte[] copy = Copy(Join(blocks.Section(), blocks.Interface(), Packet(blocks, 6, [1, 2, 3, 4, 5], options)), _ => true, Everything,
            "ours", "zwölf");

        byte[] expected = Join(
            blocks.Option(Comment, [.. "his"u8]), blocks.Option(Comment, [.. "ours"u8]), blocks.Option(Comment, [.. "zwölf"u8]),
            blocks.Option(Flags, 1, 2, 3, 4), blocks.Option(Hash, 9, 9, 9), blocks.Option(End));
        Assert.That(copy, Is.EqualTo(Join(blocks.Section(), blocks.Interface(), Packet(blocks, 6, [1, 2, 3, 4, 5], expected))));
    }

    [TestCase(6u, false)]
    [TestCase(6u, true)]
    [TestCase(2u, false)]
    public void A_packet_without_options_gets_them(uint type, bool bigEndian)
    {
        Blocks blocks = new(bigEndian);

        byte[] copy = Copy(Join(blocks.Section(), blocks.Interface(), Packet(blocks, type, [1, 2, 3], [])), _ => true, Everything, "ours");

        byte[] options = Join(blocks.Option(Comment, [.. "ours"u8]), blocks.Option(End));
        Assert.That(copy, Is.EqualTo(Join(blocks.Section(), blocks.Interface(), Packet(blocks, type, [1, 2, 3], options))));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_simple_packet_with_a_comment_becomes_an_enhanced_one(bool bigEndian)
    {
        Blocks blocks = new(bigEndian);
        byte[] options = Join(blocks.Option(Comment, [.. "ours"u8]), blocks.Option(End));

        byte[] copy = Copy(Join(blocks.Section(), blocks.Interface(LinkTypes.Ieee80211, 2), blocks.Simple(7, [3, 4])), _ => true,
            Everything, "ours");

        Assert.That(copy, Is.EqualTo(Join(
            blocks.Section(), blocks.Interface(LinkTypes.Ieee80211, 2),
            blocks.Block(6, Join(new byte[12], blocks.U32(2), blocks.U32(7), [3, 4, 0, 0], options)))));
    }

    [Test]
    public void Options_that_lie_about_their_length_stay_behind_the_comment()
    {
        Blocks blocks = Blocks.LittleEndian;
        byte[] options = Join(blocks.U16(Comment), blocks.U16(60_000), [1, 2, 3, 4]);

        byte[] copy = Copy(Join(blocks.Section(), blocks.Interface(), Packet(blocks, 6, [1], options)), _ => true, Everything, "ours");

        Assert.That(copy,
            Is.EqualTo(Join(blocks.Section(), blocks.Interface(),
            Packet(blocks, 6, [1], Join(blocks.Option(Comment, [.. "ours"u8]), options)))));
    }

    [TestCase(false, false)]
    [TestCase(true, false)]
    [TestCase(false, true)]
    public void A_pcap_file_becomes_one_interface_with_its_unit_of_time(bool nanoseconds, bool bigEndian)
    {
        const long Time = 1_700_000_000_123_456_789;
        MemoryStream pcap = new();
        using (PcapWriter writer = new(pcap, LinkTypes.Ieee80211,
            new() { Nanoseconds = nanoseconds, BigEndian = bigEndian, FcsLength = 4, SnapLength = 512 }))
        {
            writer.WritePacket(Time, [1, 2, 3], 60);
            writer.WritePacket(Time + 1_000, [4]);
            writer.WritePacket(Time + 2_000, [5]);
        }

        CaptureContent before = CaptureContent.Read(pcap.ToArray());
        CaptureContent copy = CaptureContent.Read(Copy(pcap.ToArray(), number => number != 2, null, "ours"));

        Assert.That(copy.Problem, Is.Null);
        Assert.That(copy.Interfaces, Is.EqualTo(before.Interfaces));
        Assert.That(copy.Packets, Is.EqualTo(new[] { before.Packets[0], before.Packets[2] with { Number = 2 } }));
    }

    [Test]
    public void What_could_be_read_of_a_cut_off_file_is_copied_whole()
    {
        byte[] file = FileOf(Blocks.LittleEndian);

        CaptureContent copy = CaptureContent.Read(Copy(file[..^5], _ => true));

        Assert.That(copy.Problem, Is.Null);
        Assert.That(copy.Packets, Has.Count.EqualTo(CaptureContent.Read(file).Packets.Count - 1));
    }

    /// <summary>Section, interface, names, secrets, and packets with other blocks between them.</summary>
    private static byte[][] PartsOf(Blocks blocks) =>
    [
        blocks.Section(),
        blocks.Interface(LinkTypes.Ieee80211, 0, blocks.Option(Blocks.Name, [.. "wlan0"u8]), blocks.Option(Blocks.TimeResolution, 3),
            blocks.Option(0x0BAD, 1, 2, 3, 4), blocks.Option(End)),
        blocks.Block(4, Join(blocks.U16(0), blocks.U16(0))), // names: the end of the records
        blocks.Block(10, Join(blocks.U32(0x544C534B), blocks.U32(3), [1, 2, 3, 0])), // TLS key log
        Packet(blocks, 6, [1], Join(blocks.Option(Comment, [.. "his"u8]), blocks.Option(End))),
        Packet(blocks, 6, [2, 2], Join(blocks.Option(Flags, 0, 0, 0, 1), blocks.Option(End))),
        blocks.Block(0x0BAD, Join(blocks.U32(4242), [1, 2, 3, 4])),
        Packet(blocks, 2, [3], []),
        blocks.Block(0x1234, 1, 2, 3, 4),
        blocks.Block(5, new byte[12]),
        Packet(blocks, 6, [4], []),
    ];

    /// <summary>Packets are number 1, 3, 5 (the custom block has number 4) and so on: Wireshark numbers custom blocks.</summary>
    private static byte[] FileOf(Blocks blocks)
    {
        byte[][] parts = PartsOf(blocks);
        return Join([parts[0], parts[1], parts[2], parts[3], parts[4], parts[6], .. parts[5..]]);
    }

    private static byte[] Packet(Blocks blocks, uint type, byte[] octets, byte[] options) => blocks.Block(type, Join(
        blocks.U32(0), blocks.U32(1), blocks.U32(2), blocks.U32((uint)octets.Length), blocks.U32(99), octets, new byte[-octets.Length & 3],
        options));

    private static byte[] Join(params IEnumerable<byte[]> parts) => [.. parts.SelectMany(part => part)];

    [TestCase(6u, false)]
    [TestCase(6u, true)]
    [TestCase(2u, false)]
    public void The_start_of_a_packet_is_copied_with_its_options(uint type, bool bigEndian)
    {
        Blocks blocks = new(bigEndian);
        byte[] options = Join(blocks.Option(Comment, [.. "his"u8]), blocks.Option(End));

        byte[] copy = CopyStart(Join(blocks.Section(), blocks.Interface(), Packet(blocks, type, [1, 2, 3, 4, 5, 6], options)), 3);

        byte[] expected = Packet(blocks, type, [1, 2, 3], options);
        Assert.That(copy, Is.EqualTo(Join(blocks.Section(), blocks.Interface(), expected)));
    }

    [Test]
    public void A_packet_whose_start_would_not_be_the_one_that_it_says_is_copied_whole()
    {
        Blocks blocks = Blocks.LittleEndian;
        byte[] file = Join(blocks.Section(), blocks.Interface(),
            Packet(blocks, 6, [1, 2, 3, 4, 5], Join(blocks.Option(Hash, 9, 9, 9), blocks.Option(End))), blocks.Simple(5, [1, 2, 3, 4, 5]));

        Assert.That(CopyStart(file, 3), Is.EqualTo(file));
    }

    private static byte[] CopyStart(byte[] file, int length)
    {
        MemoryStream copied = new();
        using CaptureReader reader = CaptureReader.Open(new MemoryStream(file), "test");
        using (PcapngCopy copy = new(reader, copied))
        {
            while (copy.TryRead(out CaptureRecord record))
            {
                copy.KeepStart(record, length);
            }
        }

        return copied.ToArray();
    }

    private static byte[] Copy(byte[] file, Func<long, bool> keep, PcapngCopyOptions? options = null, params string[] comments)
    {
        MemoryStream copied = new();
        using (CaptureReader reader = CaptureReader.Open(new MemoryStream(file), "test"))
        using (PcapngCopy copy = new(reader, copied, "Ws", options))
        {
            while (copy.TryRead(out CaptureRecord record))
            {
                if (keep(record.Number))
                {
                    copy.Keep(record, comments);
                }
            }
        }

        return copied.ToArray();
    }
}
