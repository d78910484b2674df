using WsBridge.Testing;

namespace WsBridge.Capture.Tests;

/// <summary>Captures that gzip, zstd and LZ4 have compressed, on the thread that asks or on one of their own.</summary>
[TestFixture("gzip", false)]
[TestFixture("gzip", true)]
[TestFixture("zstd", false)]
[TestFixture("zstd", true)]
[TestFixture("LZ4", false)]
[TestFixture("LZ4", true)]
internal sealed class CompressionTests(string name, bool readsAhead)
{
    private static readonly byte[] Plain = File.ReadAllBytes(Path.Combine(RepositoryPaths.Captures, "01_wpa2-psk.pcapng"));

    [Test]
    public void It_gives_what_it_gives_decompressed()
    {
        CaptureContent expected = CaptureContent.Read(Plain);

        CaptureContent content = Read(Compress(Plain));
        CaptureContent trickled = CaptureContent.Read(new TricklingStream(Compress(Plain)), readsAhead);

        Assert.That(content.Packets, Is.EqualTo(expected.Packets).And.Not.Empty);
        Assert.That(trickled.Packets, Is.EqualTo(expected.Packets));
        Assert.That((content.Problem, trickled.Problem), Is.EqualTo(((CaptureProblem?)null, (CaptureProblem?)null)));
    }

    [Test]
    public void A_large_file_gives_what_it_gives_decompressed()
    {
        byte[] octets = LargeCapture.Of(1_500, isVaried: false);

        CaptureContent content = Read(Compress(octets));

        Assert.That(content.Packets, Is.EqualTo(CaptureContent.Read(octets).Packets));
        Assert.That(content.Problem, Is.Null);
    }

    [Test]
    public void What_is_read_before_damage_is_the_same_whatever_is_asked_for()
    {
        byte[] octets = LargeCapture.Of(1_500, isVaried: false), compressed = Compress(octets);
        int noticed = 0;
        for (int part = 3; part < 10; part++)
        {
            byte[] damaged = [.. compressed];
            damaged[(int)(compressed.LongLength * part / 10)] ^= 0x55;

            CaptureContent content = Read(damaged);
            CaptureContent other = CaptureContent.Read(new MemoryStream(damaged), readsAhead: !readsAhead);

            Assert.That(content.Packets, Is.EqualTo(other.Packets).And.Not.Empty);
            Assert.That(content.Problem?.ToString(), Is.EqualTo(other.Problem?.ToString()));
            noticed += content.Problem is { Kind: CaptureProblemKind.Damaged } ? 1 : 0;
        }

        Assert.That(noticed, Is.Positive);
    }

    [Test]
    public void Files_that_were_put_one_after_the_other_are_read_to_the_end() =>
        Assert.That(Read([.. Compress(Plain[..1000]), .. Compress(Plain[1000..])]).Packets,
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
                CaptureContent content = Read(compressed[..length]);

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
    public void What_follows_and_is_not_compressed_is_damage() => Assert.That(Read([.. Compress(Plain), 1, 2, 3, 4, 5]).Problem?.What,
        Is.EqualTo(name == "gzip" ? null : $"the {name} data are invalid"), "gzip passes it over");

    [Test]
    public void Whoever_stops_in_the_middle_waits_for_nothing()
    {
        byte[] large = [.. Plain, .. new byte[4 << 20]];
        using CaptureReader reader = CaptureReader.Open(new MemoryStream(Compress(large)), "test", readsAhead);

        Assert.That(reader.TryRead(out _), Is.True);
        Assert.That(reader.Dispose, Throws.Nothing);
    }

    private CaptureContent Read(byte[] octets) => CaptureContent.Read(new MemoryStream(octets), readsAhead);

    private byte[] Compress(byte[] octets) => name switch
    {
        "gzip" => Compressed.Of(octets),
        "zstd" => Compressed.OfZstd(octets),
        _ => Compressed.OfLz4(octets),
    };
}
