namespace WsBridge.Capture.Tests;

internal sealed class WriterTests
{
    private const long Time = 1_700_000_000_123_456_789;

    [Test]
    public void A_written_pcapng_file_is_this_octet_by_octet()
    {
        MemoryStream stream = new();
        using (PcapngWriter writer = new(stream, "Ws"))
        {
            writer.AddInterface(LinkTypes.Radiotap, "w0", snapLength: 256);
            writer.WritePacket(0, (1L << 32) + 2, [0xAA, 0xBB, 0xCC], 5, 0x10, "Hi");
        }

        Assert.That(Convert.ToHexString(stream.ToArray()), Is.EqualTo(string.Concat(
            "0A0D0D0A", "28000000", // Section Header Block of 40 octets
            "4D3C2B1A", "01000000", "FFFFFFFF", "FFFFFFFF", // little-endian, version 1.0, length not known
            "04000200", "57730000", "00000000", // shb_userappl "Ws", end of options
            "28000000",
            "01000000", "28000000", // Interface Description Block of 40 octets
            "7F000000", "00010000", // LINKTYPE 127, snap length 256
            "02000200", "77300000", // if_name "w0"
            "09000100", "09000000", "00000000", // if_tsresol 10^-9, end of options
            "28000000",
            "06000000", "38000000", // Enhanced Packet Block of 56 octets
            "00000000", "01000000", "02000000", "03000000", "05000000", // interface 0, time, 3 octets captured of 5
            "AABBCC00",
            "01000200", "48690000", // opt_comment "Hi"
            "02000400", "10000000", "00000000", // epb_flags, end of options
            "38000000")));
    }

    [Test]
    public void A_written_pcapng_file_reads_back()
    {
        MemoryStream stream = new();
        using (PcapngWriter writer = new(stream))
        {
            int air = writer.AddInterface(LinkTypes.Radiotap, "wlan0mon", "On air");
            int wire = writer.AddInterface(LinkTypes.Ethernet);
            writer.WritePacket(wire, Time, [1, 2, 3, 4], comments: ["one", "two"]);
            writer.WritePacket(air, Time + 1, [], 1500);
        }

        CaptureContent content = CaptureContent.Read(stream.ToArray());

        Assert.That(content.Problem, Is.Null);
        Assert.That(content.Packets, Is.EqualTo(new PacketContent[]
        {
            new(1, Time, 1, LinkTypes.Ethernet, "01020304", 4),
            new(2, Time + 1, 0, LinkTypes.Radiotap, "", 1500),
        }));
        Assert.That(content.Interfaces, Is.EqualTo(new CaptureInterface[]
        {
            new() { LinkType = LinkTypes.Radiotap, Name = "wlan0mon", Description = "On air", TimeResolution = TimeResolution.Nanoseconds },
            new() { LinkType = LinkTypes.Ethernet, IdInSection = 1, TimeResolution = TimeResolution.Nanoseconds },
        }));
    }

    [TestCase(false, false)]
    [TestCase(false, true)]
    [TestCase(true, false)]
    [TestCase(true, true)]
    public void Every_kind_of_written_pcap_file_reads_back(bool nanoseconds, bool bigEndian)
    {
        MemoryStream stream = new();
        using (PcapWriter writer = new(stream, LinkTypes.Ieee80211,
            new() { Nanoseconds = nanoseconds, BigEndian = bigEndian, FcsLength = 4 }))
        {
            writer.WritePacket(Time, [1, 2, 3]);
            writer.WritePacket(0, [], 7);
        }

        CaptureContent content = CaptureContent.Read(stream.ToArray());

        Assert.That(content.Problem, Is.Null);
        Assert.That(content.Interfaces[0].FcsLength, Is.EqualTo(4));
        Assert.That(content.Packets, Is.EqualTo(new PacketContent[]
        {
            new(1, nanoseconds ? Time : Time / 1000 * 1000, 0, LinkTypes.Ieee80211, "010203", 3),
            new(2, 0, 0, LinkTypes.Ieee80211, "", 7),
        }));
    }

    [Test]
    public void What_was_flushed_is_there_in_whole_blocks()
    {
        MemoryStream stream = new();
        using PcapngWriter writer = new(stream);
        writer.AddInterface(LinkTypes.Ethernet);
        writer.WritePacket(0, Time, [1]);
        writer.Flush();
        byte[] flushed = stream.ToArray();
        writer.WritePacket(0, Time, [2]);

        CaptureContent content = CaptureContent.Read(flushed);

        Assert.That(content.Packets, Has.Count.EqualTo(1));
        Assert.That(content.Problem, Is.Null);
        Assert.That(stream.Length, Is.EqualTo(flushed.Length), "a small packet waits for the next flush");
    }

    [Test]
    public void Many_and_large_packets_read_back()
    {
        byte[] octets = new byte[300_000];
        new Random(3).NextBytes(octets);
        MemoryStream stream = new();
        using (PcapngWriter writer = new(stream))
        {
            writer.AddInterface(LinkTypes.Ethernet);
            for (int i = 0; i < 1_000; i++)
            {
                writer.WritePacket(0, i, octets.AsSpan(0, i == 500 ? octets.Length : i));
            }
        }

        CaptureContent content = CaptureContent.Read(stream.ToArray());

        Assert.That(
            content.Packets.Select(packet => packet.Octets),
            Is.EqualTo(Enumerable.Range(0, 1_000).Select(i => Convert.ToHexString(octets.AsSpan(0, i == 500 ? octets.Length : i)))));
    }

    [Test]
    public void What_a_file_cannot_hold_is_refused_and_leaves_the_file_whole()
    {
        MemoryStream stream = new();
        using (PcapngWriter writer = new(stream))
        {
            writer.AddInterface(LinkTypes.Ethernet);

            Assert.That(() => writer.AddInterface(70_000), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => writer.WritePacket(1, 0, []), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => writer.WritePacket(0, -1, []), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => writer.WritePacket(0, 0, [], comments: new string('x', 70_000)),
                Throws.TypeOf<ArgumentOutOfRangeException>());
        }

        CaptureContent content = CaptureContent.Read(stream.ToArray());

        Assert.That(content.Packets, Is.Empty);
        Assert.That(content.Interfaces, Has.Count.EqualTo(1));
        Assert.That(content.Problem, Is.Null);
    }

    [Test]
    public void A_time_that_pcap_cannot_hold_is_refused()
    {
        using PcapWriter writer = new(new MemoryStream(), LinkTypes.Ethernet);

        Assert.That(() => writer.WritePacket(-1, []), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => writer.WritePacket(long.MaxValue, []), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
