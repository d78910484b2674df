namespace WsBridge.Capture.Tests.Pcapng;

internal sealed class DamageTests
{
    private static readonly Blocks Little = Blocks.LittleEndian;

    private static readonly byte[][] GoodBlocks =
    [
        Little.Section(),
        Little.Interface(LinkTypes.Radiotap, 0, Little.Option(Blocks.Name, "wlan0"u8.ToArray())),
        Little.Enhanced(0, 1, [1, 2, 3]),
        Little.Simple(2, [4, 5]),
        Little.Block(0x1234, 1, 2, 3, 4),
        Blocks.BigEndian.Section(),
        Blocks.BigEndian.Interface(),
        Blocks.BigEndian.Obsolete(0, 4, [6]),
        Blocks.BigEndian.Enhanced(0, 5, []),
    ];

    private static readonly byte[] Start = [.. Little.Section(), .. Little.Interface(), .. Little.Enhanced(0, 1, [1])];

    [TestCase(false)]
    [TestCase(true)]
    public void Every_shorter_prefix_gives_its_whole_packets_and_says_where_it_is_cut_off(bool trickling)
    {
        byte[] file = [.. GoodBlocks.SelectMany(block => block)];
        int[] blockEnds = [.. GoodBlocks.Select((_, i) => GoodBlocks.Take(i + 1).Sum(block => block.Length))];
        int[] packetEnds = [blockEnds[2], blockEnds[3], blockEnds[7], blockEnds[8]];
        CaptureContent whole = CaptureContent.Read(file);

        for (int length = 4; length <= file.Length; length++)
        {
            CaptureContent content =
                CaptureContent.Read(trickling ? new TricklingStream(file[..length]) : new MemoryStream(file, 0, length));

            int blockStart = blockEnds.LastOrDefault(end => end <= length);
            Assert.That(content.Packets, Is.EqualTo(whole.Packets.Take(packetEnds.Count(end => end <= length))), $"{length} octets");
            Assert.That(content.Problem is null, Is.EqualTo(length == blockStart), $"{length} octets");
            Assert.That(content.Problem?.Offset ?? blockStart, Is.EqualTo(blockStart), $"{length} octets");
            Assert.That(content.Problem?.RecordsRead ?? content.Packets.Count, Is.EqualTo(content.Packets.Count), $"{length} octets");
            Assert.That(content.Problem?.Kind ?? CaptureProblemKind.Truncated, Is.EqualTo(CaptureProblemKind.Truncated),
                $"{length} octets");
        }

        Assert.That(whole.Packets, Has.Count.EqualTo(4));
    }

    [Test]
    public void A_cut_off_file_is_told_in_a_sentence()
    {
        CaptureContent content = CaptureContent.Read([.. Start, .. Little.Enhanced(0, 2, [2])[..^1]]);

        Assert.That(content.Problem!.ToString(), Is.EqualTo(
            "test is cut off at offset 84: a block of type 0x00000006 needs 36 octets, 35 are there; the 1 packet before it was read."));
    }

    [TestCase(0u)]
    [TestCase(8u)]
    [TestCase(13u)]
    [TestCase(0x1000_0004u)]
    [TestCase(0xFFFF_FFFCu)]
    public void A_length_no_block_can_have_is_damage(uint length)
    {
        CaptureContent content = CaptureContent.Read([.. Start, .. Little.U32(6), .. Little.U32(length), .. new byte[64]]);

        AssertDamage(content, $"a block of type 0x00000006 claims a length of {length} octets, which no block can have");
    }

    [Test]
    public void Two_lengths_that_differ_are_damage()
    {
        byte[] block = Little.Enhanced(0, 2, [2]);
        block[^4] ^= 0x40;

        AssertDamage(CaptureContent.Read([.. Start, .. block]),
            "a block of type 0x00000006 begins with length 36 and ends with length 100");
    }

    [Test]
    public void A_captured_length_longer_than_the_block_is_damage()
    {
        AssertDamage(
            CaptureContent.Read([.. Start, .. Little.Enhanced(0, 2, [2], captured: 5)]),
            "a packet claims 5 captured octets, its block has room for 4");
        AssertDamage(
            CaptureContent.Read([.. Start, .. Little.Enhanced(0, 2, [2], captured: uint.MaxValue)]),
            "a packet claims 4294967295 captured octets, its block has room for 4");
        AssertDamage(
            CaptureContent.Read([.. Start, .. Little.Simple(9, [2, 3])]),
            "a packet claims 9 captured octets, its block has room for 4");
    }

    [TestCase(0x0A0D0D0Au, "a section header block has 4 octets of content, it needs 16")]
    [TestCase(1u, "an interface description block has 4 octets of content, it needs 8")]
    [TestCase(2u, "a packet block has 4 octets of content, it needs 20")]
    [TestCase(6u, "an enhanced packet block has 4 octets of content, it needs 20")]
    public void A_block_too_short_for_its_type_is_damage(uint type, string what)
    {
        AssertDamage(CaptureContent.Read([.. Start, .. Little.Block(type, Little.U32(0x1A2B3C4D))]), what);
    }

    [Test]
    public void A_simple_packet_block_without_its_length_is_damage()
    {
        AssertDamage(CaptureContent.Read([.. Start, .. Little.Block(3)]), "a simple packet block has 0 octets of content, it needs 4");
    }

    [Test]
    public void A_later_section_without_byte_order_or_of_another_version_is_damage()
    {
        byte[] section = Little.Section();
        section[8] ^= 0xFF;

        AssertDamage(CaptureContent.Read([.. Start, .. section]), "a section header has no byte-order magic");
        AssertDamage(
            CaptureContent.Read([.. Start, .. Little.Section(major: 2)]),
            "a section header has version 2, only version 1 is known");
    }

    private static void AssertDamage(CaptureContent content, string what)
    {
        Assert.That(content.Packets, Has.Count.EqualTo(1));
        Assert.That(content.Problem, Is.EqualTo(new CaptureProblem(CaptureProblemKind.Damaged, "test", 84, 1, what)));
    }
}
