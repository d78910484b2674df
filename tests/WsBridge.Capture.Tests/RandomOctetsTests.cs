using WsBridge.Capture.Tests.Pcapng;

namespace WsBridge.Capture.Tests;

internal sealed class RandomOctetsTests
{
    private const int Rounds = 300;

    private static readonly byte[] Pcapng =
    [
        .. Blocks.LittleEndian.Section(),
        .. Blocks.LittleEndian.Interface(LinkTypes.Radiotap, 96, Blocks.LittleEndian.Option(Blocks.TimeResolution, 9)),
        .. Blocks.LittleEndian.Enhanced(0, 1, [1, 2, 3]),
        .. Blocks.LittleEndian.Simple(2, [4, 5]),
        .. Blocks.BigEndian.Section(),
        .. Blocks.BigEndian.Interface(),
        .. Blocks.BigEndian.Obsolete(0, 4, [6]),
        .. Blocks.BigEndian.Enhanced(0, 5, []),
    ];

    [Test]
    public void Random_octets_after_a_magic_never_throw([Range(1, 5)] int seed)
    {
        Random random = new(seed);
        byte[][] starts = [[0x0A, 0x0D, 0x0D, 0x0A], Blocks.BigEndian.Section(), Pcapng, [0xD4, 0xC3, 0xB2, 0xA1, 2, 0], [0x1F, 0x8B, 8]];

        for (int round = 0; round < Rounds; round++)
        {
            byte[] octets = new byte[random.Next(600)];
            random.NextBytes(octets);

            AssertTotal([.. starts[round % starts.Length], .. octets], $"seed {seed}, round {round}");
        }
    }

    [Test]
    public void Files_with_a_few_octets_changed_never_throw([Range(1, 5)] int seed)
    {
        Random random = new(seed);
        byte[] pcap = WritePcap();
        byte[][] files = [Pcapng, pcap, Compressed.Of(Pcapng), Compressed.Of(pcap)];

        for (int round = 0; round < Rounds; round++)
        {
            byte[] octets = [.. files[round % files.Length]];
            for (int change = random.Next(1, 6); change > 0; change--)
            {
                octets[random.Next(octets.Length)] = (byte)random.Next(256);
            }

            AssertTotal(octets, $"seed {seed}, round {round}");
        }
    }

    private static void AssertTotal(byte[] octets, string message)
    {
        CaptureContent content;
        try
        {
            content = CaptureContent.Read(octets);
        }
        catch (CaptureFormatException)
        {
            return;
        }

        CaptureContent trickled = CaptureContent.Read(new TricklingStream(octets));
        Assert.That(trickled.Packets, Is.EqualTo(content.Packets), message);
        Assert.That(content.Problem?.RecordsRead ?? content.Packets.Count, Is.EqualTo(content.Packets.Count), message);
        Assert.That(content.Packets.Select(packet => packet.InterfaceIndex), Has.All.LessThan(content.Interfaces.Count), message);
    }

    private static byte[] WritePcap()
    {
        MemoryStream stream = new();
        using (PcapWriter writer = new(stream, LinkTypes.Radiotap))
        {
            writer.WritePacket(1, [1, 2, 3]);
            writer.WritePacket(2, []);
            writer.WritePacket(3, [4, 5], 100);
        }

        return stream.ToArray();
    }
}
