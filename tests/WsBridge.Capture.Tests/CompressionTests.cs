using WsBridge.Testing;

namespace WsBridge.Capture.Tests;

/// <summary>Captures that zstd and LZ4 have compressed.</summary>
[TestFixture("zstd")]
[TestFixture("LZ4")]
internal sealed class CompressionTests(string name)
{
    private static readonly byte[] Plain = File.ReadAllBytes(Path.Combine(RepositoryPaths.Captures, "01_wpa2-psk.pcapng"));

    [Test]
    public void It_gives_what_it_gives_decompressed()
    {
        CaptureContent expected = CaptureContent.Read(Plain);

        CaptureContent content = CaptureContent.Read(Compress(Plain));
        CaptureContent trickled = CaptureContent.Read(new TricklingStream(Compress(Plain)));

        Assert.That(content.Packets, Is.EqualTo(expected.Packets).And.Not.Empty);
        Assert.That(trickled.Packets, Is.EqualTo(expected.Packets));
        Assert.That((content.Problem, trickled.Problem), Is.EqualTo(((CaptureProblem?)null, (CaptureProblem?)null)));
    }

    [Test]
    public void Files_that_were_put_one_after_the_other_are_read_to_the_end() =>
        Assert.That(CaptureContent.Read([.. Compress(Plain[..1000]), .. Compress(Plain[1000..])]).Packets,
            Is.EqualTo(CaptureContent.Read(Plain).Packets));

    [Test]
    public void Every_cut_gives_whole_packets_and_is_noticed()
    {
        byte[] compressed = Compress(Plain);
        IReadOnlyList<PacketContent> expected = CaptureContent.Read(Plain).Packets;

        for (int length = 64; length < compressed.Length; length += 97)
        {
            try
            {
                CaptureContent content = CaptureContent.Read(compressed[..length]);

                Assert.That(content.Problem?.Kind, Is.EqualTo(CaptureProblemKind.Truncated));
                Assert.That(content.Packets, Is.EqualTo(expected.Take(content.Packets.Count)));
            }
            catch (CaptureFormatException error)
            {
                Assert.That(error.Message,
                    Does.Contain($"begins like {name} but cannot be decompressed (the {name} data end too early)").Or.Contain("too short"));
            }
        }
    }

    [Test]
    public void What_follows_and_is_not_compressed_is_damage() =>
        Assert.That(CaptureContent.Read([.. Compress(Plain), 1, 2, 3, 4, 5]).Problem?.What, Is.EqualTo($"the {name} data are invalid"));

    private byte[] Compress(byte[] octets) => name == "zstd" ? Compressed.OfZstd(octets) : Compressed.OfLz4(octets);
}
