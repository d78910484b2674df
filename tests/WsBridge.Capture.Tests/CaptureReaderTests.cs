using WsBridge.Capture.Tests.Pcapng;

namespace WsBridge.Capture.Tests;

internal sealed class CaptureReaderTests
{
    private static readonly byte[] SmallPcapng =
    [
        .. Blocks.LittleEndian.Section(),
        .. Blocks.LittleEndian.Interface(),
        .. Blocks.LittleEndian.Enhanced(0, 1, [1, 2, 3]),
        .. Blocks.LittleEndian.Enhanced(0, 2, [4, 5, 6]),
    ];

    [Test]
    public void However_little_there_is_a_file_and_a_pipe_are_known_alike_and_nothing_of_them_is_lost()
    {
        byte[] nothing = [.. Enumerable.Repeat((byte)'x', 40)];
        for (int length = 0; length <= nothing.Length; length++)
        {
            byte[] octets = nothing[..length];
            var file = new MemoryStream(octets);
            Stream pipe = new TricklingStream(octets);

            Assert.That(CaptureReader.Knows(file, "test"), Is.EqualTo(length < 4), $"{length} octets");
            Assert.That(CaptureReader.Knows(ref pipe, "test", out _), Is.EqualTo(length < 4), $"{length} octets");
            using var again = new MemoryStream();
            pipe.CopyTo(again);
            Assert.That((file.Position, again.Length), Is.EqualTo((0L, (long)length)));
        }

        Assert.That(CaptureReader.Knows(new MemoryStream(SmallPcapng), "test"));
    }

    [TestCase("", "recording is empty: it holds no capture, not even the header of one.")]
    [TestCase("0A", "recording is too short to be a capture: a pcap file has at least 24 octets, this has 1.")]
    [TestCase("0A0D0D", "recording is too short to be a capture: a pcap file has at least 24 octets, this has 3.")]
    [TestCase("3C68746D6C3E", "recording is neither pcap nor pcapng: it begins with 3C68746D.")]
    [TestCase("0A0D0D0A1C00000000000000", "recording is neither pcap nor pcapng: it begins with 0A0D0D0A.")]
    [TestCase("28B52FFD0000", "recording begins like zstd but cannot be decompressed (the zstd data end too early).")]
    [TestCase("04224D180000", "recording begins like LZ4 but cannot be decompressed (the LZ4 data are invalid).")]
    [TestCase("FD377A585A00", "recording is compressed with xz, which is not read here; decompress it first.")]
    [TestCase("504B03040000", "recording is a ZIP archive, which is not read here; unpack it first.")]
    [TestCase("1F8B", "recording begins like gzip but cannot be decompressed (the gzip data end too early).")]
    [TestCase("1F8B08000000000000FFFFFFFF", "recording begins like gzip but cannot be decompressed (the gzip data are invalid", false)]
    public void Octets_that_are_no_capture_are_refused_with_a_sentence(string hex, string message, bool exactly = true)
    {
        using MemoryStream stream = new(Convert.FromHexString(hex));

        Assert.That(
            () => CaptureReader.Open(stream, "recording"),
            Throws.TypeOf<CaptureFormatException>().With.Message.Matches(
            $"^{System.Text.RegularExpressions.Regex.Escape(message)}{(exactly ? "$" : "")}"));
        Assert.That(stream.CanRead, "the stream is left open");
    }

    [Test]
    public void An_empty_file_that_was_compressed_is_called_empty()
    {
        Assert.That(
            () => CaptureReader.Open(new MemoryStream(Compressed.Of([])), "recording"),
            Throws.TypeOf<CaptureFormatException>().With.Message.StartsWith("recording is empty"));
    }

    [Test]
    public void A_gzip_file_gives_what_it_gives_decompressed()
    {
        CaptureContent plain = CaptureContent.Read(SmallPcapng);

        CaptureContent content = CaptureContent.Read(Compressed.Of(SmallPcapng));
        CaptureContent trickled = CaptureContent.Read(new TricklingStream(Compressed.Of(SmallPcapng)));

        Assert.That(content.Packets, Is.EqualTo(plain.Packets));
        Assert.That(content.Problem, Is.Null);
        Assert.That(trickled.Packets, Is.EqualTo(plain.Packets));
        Assert.That(trickled.Problem, Is.Null);
    }

    [Test]
    public void A_gzip_file_of_several_members_is_read_to_its_end()
    {
        CaptureContent content = CaptureContent.Read([.. Compressed.Of(SmallPcapng[..60]), .. Compressed.Of(SmallPcapng[60..])]);

        Assert.That(content.Packets, Is.EqualTo(CaptureContent.Read(SmallPcapng).Packets));
        Assert.That(content.Problem, Is.Null);
    }

    [Test]
    public void Every_cut_of_a_gzip_file_gives_whole_packets_and_is_noticed()
    {
        byte[] compressed = Compressed.Of(SmallPcapng);
        IReadOnlyList<PacketContent> all = CaptureContent.Read(SmallPcapng).Packets;
        int most = 0;

        for (int length = 0; length < compressed.Length; length++)
        {
            if (TryRead(compressed[..length]) is not { } content)
            {
                Assert.That(most, Is.Zero, "a longer cut is still a capture");
                continue;
            }

            Assert.That(content.Packets, Is.EqualTo(all.Take(content.Packets.Count)));
            Assert.That(content.Packets, Has.Count.AtLeast(most), $"{length} octets");
            Assert.That(content.Problem?.Kind, Is.EqualTo(CaptureProblemKind.Truncated), $"{length} octets");
            most = content.Packets.Count;
        }

        // The last eight octets are a checksum and a length: without them all packets are there.
        Assert.That(most, Is.EqualTo(all.Count));
    }

    [Test]
    public void Damaged_gzip_data_give_the_packets_before_the_damage()
    {
        const int packets = 1000;
        const int mostLost = 1024 / 36; // octets that are decompressed at once, by those of a packet
        byte[] compressed =
            Compressed.Of([
                .. Blocks.LittleEndian.Section(),
                .. Blocks.LittleEndian.Interface(),
                .. Enumerable.Range(0, packets).SelectMany(i => Blocks.LittleEndian.Enhanced(0, (ulong)i, [1, 2, 3])),
            ]);
        compressed[^4] ^= 0xFF; // The length, which is checked at the end.

        CaptureContent content = CaptureContent.Read(compressed);

        Assert.That(content.Packets, Has.Count.InRange(packets - mostLost - 1, packets));
        Assert.That(content.Problem!.Kind, Is.EqualTo(CaptureProblemKind.Damaged));
        Assert.That(content.Problem.What, Is.EqualTo("the gzip data are invalid"));
    }

    [Test]
    public void A_stream_that_trickles_and_cannot_seek_gives_the_same()
    {
        CaptureContent content = CaptureContent.Read(new TricklingStream(SmallPcapng));

        Assert.That(content.Packets, Is.EqualTo(CaptureContent.Read(SmallPcapng).Packets));
        Assert.That(content.Problem, Is.Null);
    }

    [Test]
    public void The_stream_is_closed_with_the_reader()
    {
        MemoryStream stream = new(SmallPcapng);

        CaptureReader.Open(stream, "recording").Dispose();

        Assert.That(stream.CanRead, Is.False);
    }

    [TestCase(0, "no packet was read before it")]
    [TestCase(1, "the 1 packet before it was read")]
    [TestCase(2, "the 2 packets before it were read")]
    public void A_problem_tells_how_many_packets_were_read(long read, string text)
    {
        CaptureProblem problem = new(CaptureProblemKind.Damaged, "x.pcapng", 12, read, "it is wrong");

        Assert.That(problem.ToString(), Is.EqualTo($"x.pcapng is damaged at offset 12: it is wrong; {text}."));
    }

    [Test]
    public void Reading_a_packet_allocates_nothing()
    {
        byte[] file =
        [
            .. Blocks.LittleEndian.Section(), .. Blocks.LittleEndian.Interface(),
            .. Enumerable.Range(0, 10_000).SelectMany(i => Blocks.LittleEndian.Enhanced(0, (ulong)i, [1, 2, 3])),
        ];
        using CaptureReader reader = CaptureReader.Open(new MemoryStream(file), "recording");
        int packets = 0;
        reader.TryRead(out _);

        long before = GC.GetAllocatedBytesForCurrentThread();
        while (reader.TryRead(out _))
        {
            packets++;
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(packets));
        Assert.That(packets, Is.EqualTo(9_999));
    }

    [Test]
    public void Opening_a_small_capture_allocates_little()
    {
        byte[] file = [.. Blocks.LittleEndian.Section(), .. Blocks.LittleEndian.Interface(), .. Blocks.LittleEndian.Enhanced(0, 1, [1])];
        CaptureReader.Open(new MemoryStream(file), "first").Dispose();

        long before = GC.GetAllocatedBytesForCurrentThread();
        CaptureReader.Open(new MemoryStream(file), "second").Dispose();

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(32 * 1024));
    }

    [Test]
    public void A_capture_that_grew_since_it_was_opened_is_read_whole()
    {
        byte[] packet = new byte[60_000];
        byte[] start = [.. Blocks.LittleEndian.Section(), .. Blocks.LittleEndian.Interface()];
        using var file = new MemoryStream();
        file.Write(start);
        file.Position = 0;
        using CaptureReader reader = CaptureReader.Open(file, "growing");
        file.Position = file.Length;
        file.Write([.. Blocks.LittleEndian.Enhanced(0, 1, packet), .. Blocks.LittleEndian.Enhanced(0, 2, packet)]);
        file.Position = start.Length;

        Assert.That(reader.TryRead(out CaptureRecord first) && first.Octets.SequenceEqual(packet), Is.True);
        Assert.That(reader.TryRead(out CaptureRecord second) && second.Octets.SequenceEqual(packet), Is.True);
        Assert.That((reader.TryRead(out _), reader.Problem), Is.EqualTo((false, (CaptureProblem?)null)));
    }

    private static CaptureContent? TryRead(byte[] octets)
    {
        try
        {
            return CaptureContent.Read(octets);
        }
        catch (CaptureFormatException)
        {
            return null;
        }
    }
}
