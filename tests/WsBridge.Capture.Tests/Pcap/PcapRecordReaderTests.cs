namespace WsBridge.Capture.Tests.Pcap;

internal sealed class PcapRecordReaderTests
{
    private static readonly byte[] LittleEndianMicroseconds =
    [
        0xD4, 0xC3, 0xB2, 0xA1, // magic 0xA1B2C3D4: microseconds
        0x02, 0x00, 0x04, 0x00, // version 2.4
        0x00, 0x00, 0x00, 0x00, // time zone, unused
        0x00, 0x00, 0x00, 0x00, // accuracy, unused
        0x00, 0x00, 0x04, 0x00, // snap length 262144
        0x7F, 0x00, 0x00, 0x00, // LINKTYPE 127, no FCS length

        0x01, 0x00, 0x00, 0x00, // 1 second
        0x02, 0x00, 0x00, 0x00, // 2 microseconds
        0x03, 0x00, 0x00, 0x00, // 3 octets captured
        0x05, 0x00, 0x00, 0x00, // of 5
        0xAA, 0xBB, 0xCC,

        0x00, 0xF1, 0x53, 0x65, // 1700000000 seconds
        0x00, 0x00, 0x00, 0x00, // 0 microseconds
        0x00, 0x00, 0x00, 0x00, // 0 octets captured
        0x00, 0x00, 0x00, 0x00, // of 0
    ];

    private static readonly byte[] BigEndianNanoseconds =
    [
        0xA1, 0xB2, 0x3C, 0x4D, // magic: nanoseconds
        0x00, 0x02, 0x00, 0x04, // version 2.4
        0x00, 0x00, 0x00, 0x00, // time zone, unused
        0x00, 0x00, 0x00, 0x00, // accuracy, unused
        0x00, 0x00, 0xFF, 0xFF, // snap length 65535
        0x24, 0x00, 0x00, 0x69, // FCS of 2 times 16 bits, LINKTYPE 105

        0x00, 0x00, 0x00, 0x01, // 1 second
        0x00, 0x00, 0x00, 0x02, // 2 nanoseconds
        0x00, 0x00, 0x00, 0x01, // 1 octet captured
        0x00, 0x00, 0x00, 0x01, // of 1
        0xDD,
    ];

    private static readonly byte[] Modified =
    [
        0x34, 0xCD, 0xB2, 0xA1, // magic 0xA1B2CD34: longer packet headers
        0x02, 0x00, 0x04, 0x00, // version 2.4
        0x00, 0x00, 0x00, 0x00, // time zone, unused
        0x00, 0x00, 0x00, 0x00, // accuracy, unused
        0x00, 0x00, 0x04, 0x00, // snap length 262144
        0x7F, 0x00, 0x00, 0x00, // LINKTYPE 127

        0x01, 0x00, 0x00, 0x00, // 1 second
        0x02, 0x00, 0x00, 0x00, // 2 microseconds
        0x02, 0x00, 0x00, 0x00, // 2 octets captured
        0x05, 0x00, 0x00, 0x00, // of 5
        0x07, 0x00, 0x00, 0x00, // interface index
        0x00, 0x03, 0x04, 0x00, // protocol, packet type, padding
        0xAA, 0xBB,

        0x03, 0x00, 0x00, 0x00, // 3 seconds
        0x00, 0x00, 0x00, 0x00, // 0 microseconds
        0x01, 0x00, 0x00, 0x00, // 1 octet captured
        0x01, 0x00, 0x00, 0x00, // of 1
        0x07, 0x00, 0x00, 0x00, // interface index
        0x00, 0x03, 0x04, 0x00, // protocol, packet type, padding
        0xCC,
    ];

    [Test]
    public void Modified_pcap_of_either_order_is_read([Values] bool bigEndian)
    {
        byte[] octets = bigEndian ? Swapped(Modified) : Modified;

        CaptureContent content = CaptureContent.Read(octets);

        Assert.That(content.Packets, Is.EqualTo(new PacketContent[]
        {
            new(1, 1_000_002_000, 0, LinkTypes.Radiotap, "AABB", 5),
            new(2, 3_000_000_000, 0, LinkTypes.Radiotap, "CC", 1),
        }));
        Assert.That(content.Problem, Is.Null);

        // All numbers but the two of the version and the protocol, which nobody reads, have four octets.
        static byte[] Swapped(byte[] little)
        {
            byte[] big = [.. little];
            foreach (int at in (int[])[0, 8, 12, 16, 20, 24, 28, 32, 36, 40, 50, 54, 58, 62, 66])
            {
                big.AsSpan(at, 4).Reverse();
            }

            big.AsSpan(4, 2).Reverse();
            big.AsSpan(6, 2).Reverse();
            return big;
        }
    }

    [Test]
    public void Little_endian_microseconds_are_read()
    {
        CaptureContent content = CaptureContent.Read(LittleEndianMicroseconds);

        Assert.That(content.Packets, Is.EqualTo(new PacketContent[]
        {
            new(1, 1_000_002_000, 0, LinkTypes.Radiotap, "AABBCC", 5),
            new(2, 1_700_000_000_000_000_000, 0, LinkTypes.Radiotap, "", 0),
        }));
        Assert.That(content.Problem, Is.Null);
        Assert.That(content.Interfaces, Is.EqualTo(new CaptureInterface[]
        {
            new() { LinkType = LinkTypes.Radiotap, SnapLength = 262_144 },
        }));
    }

    [Test]
    public void Big_endian_nanoseconds_with_an_FCS_length_are_read()
    {
        CaptureContent content = CaptureContent.Read(BigEndianNanoseconds);

        Assert.That(content.Packets, Is.EqualTo(new PacketContent[]
        {
            new(1, 1_000_000_002, 0, LinkTypes.Ieee80211, "DD", 1),
        }));
        Assert.That(content.Interfaces[0].FcsLength, Is.EqualTo(4));
        Assert.That(content.Interfaces[0].TimeResolution, Is.EqualTo(TimeResolution.Nanoseconds));
    }

    [Test]
    public void Reserved_bits_of_the_link_type_do_not_count()
    {
        byte[] octets = [.. BigEndianNanoseconds];
        octets[20] = 0xF8; // An FCS length without the bit that says it is there.
        octets[21] = 0xFF;

        CaptureContent content = CaptureContent.Read(octets);

        Assert.That(content.Packets[0].LinkType, Is.EqualTo(LinkTypes.Ieee80211));
        Assert.That(content.Interfaces[0].FcsLength, Is.Null);
    }

    [Test]
    public void Every_shorter_prefix_gives_its_whole_records_and_says_where_it_is_cut_off()
    {
        int[] recordEnds = [43, 59];

        for (int length = 4; length < LittleEndianMicroseconds.Length; length++)
        {
            CaptureContent content = CaptureContent.Read(LittleEndianMicroseconds[..length]);

            int whole = recordEnds.Count(end => end <= length);
            int unitStart = length < 24 ? 0 : whole == 0 ? 24 : recordEnds[whole - 1];
            Assert.That(content.Packets, Has.Count.EqualTo(whole), $"{length} octets");
            Assert.That(content.Problem is null, Is.EqualTo(length == unitStart), $"{length} octets");
            Assert.That(content.Problem?.Offset ?? unitStart, Is.EqualTo(unitStart), $"{length} octets");
            Assert.That(content.Problem?.Kind ?? CaptureProblemKind.Truncated, Is.EqualTo(CaptureProblemKind.Truncated));
        }
    }

    [Test]
    public void A_captured_length_that_no_packet_has_is_damage()
    {
        byte[] octets = [.. LittleEndianMicroseconds];
        octets[51] = 0x01; // The captured length of the second record, 0x7F000001 now.
        octets[54] = 0x7F;

        CaptureContent content = CaptureContent.Read(octets);

        Assert.That(content.Packets, Has.Count.EqualTo(1));
        Assert.That(content.Problem!.ToString(), Is.EqualTo(
            "test is damaged at offset 43: a packet claims 2130706433 captured octets, more than any packet has; the 1 packet before it "
            + "was read."));
    }

    [Test]
    public void Another_major_version_is_told()
    {
        byte[] octets = [.. LittleEndianMicroseconds];
        octets[4] = 9;

        CaptureContent content = CaptureContent.Read(octets);

        Assert.That(content.Packets, Is.Empty);
        Assert.That(content.Problem!.ToString(), Is.EqualTo(
            "test is damaged at offset 0: the pcap file header has version 9, only version 2 is known; no packet was read before it."));
    }
}
