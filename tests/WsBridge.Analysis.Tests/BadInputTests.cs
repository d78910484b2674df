using WsBridge.Analysis.Keys;
using WsBridge.Capture;
using WsBridge.Testing;
using Frame = WsBridge.Sdk.Frame;

namespace WsBridge.Analysis.Tests;

/// <summary>Frames are whatever somebody transmits: cut off, altered or random, they give findings or none, never an exception.</summary>
[TestFixture]
internal sealed class BadInputTests
{
    private static readonly string[] Recordings = [.. Directory.EnumerateFiles(RepositoryPaths.Captures, "*.pcapng")
        .Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [TestCaseSource(nameof(Recordings))]
    public void Frames_with_altered_octets_do_no_harm(string recording)
    {
        var random = new Random(20260 + recording.Length);

        Run(recording, octets =>
        {
            for (int i = random.Next(4); i > 0 && octets.Length > 0; i--)
            {
                octets[random.Next(octets.Length)] = (byte)random.Next(256);
            }

            return octets;
        });
    }

    [TestCaseSource(nameof(Recordings))]
    public void Frames_cut_off_anywhere_do_no_harm(string recording)
    {
        var random = new Random(4711);

        Run(recording, octets => octets[..random.Next(octets.Length + 1)]);
    }

    [Test]
    public void Random_octets_behind_a_good_header_do_no_harm()
    {
        var random = new Random(8021);
        byte[] kinds = [0x00, 0x10, 0x20, 0x30, 0x50, 0x80, 0xA0, 0xB0, 0xC0, 0xD0, 0x08, 0x88];

        Assert.That(() =>
        {
            var analysis = new WifiAnalysis(RuleCatalog.All, new Analyzed());
            byte[] octets = new byte[400];
            for (int i = 0; i < 20_000; i++)
            {
                random.NextBytes(octets);
                Span<byte> frame = octets.AsSpan(0, random.Next(24, octets.Length));
                frame[0] = kinds[i % kinds.Length];
                frame[1] = (byte)(i % 3);
                "\x02\0\0\0\0\0\x02\0\0\0\x01\0\x02\0\0\0\0\0"u8.CopyTo(frame[4..]);
                if (i % 2 == 0 && frame[0] >= 0x88 && frame.Length > 60)
                {
                    "\xAA\xAA\x03\0\0\0\x88\x8E\x02\x03"u8.CopyTo(frame[26..]);
                }

                analysis.OnFrame(new Frame
                {
                    Id = i + 1,
                    TimeMicroseconds = i * 997L,
                    LinkType = 105,
                    Octets = frame,
                    OriginalLength = frame.Length,
                });
            }
        }, Throws.Nothing);
    }

    private static void Run(string recording, Func<byte[], byte[]> alter)
    {
        using CaptureReader reader = CaptureReader.Open(File.OpenRead(Path.Combine(RepositoryPaths.Captures, recording)), recording);
        using var keys =
            new KeyTable([
                new KnownKey(KeyKind.Passphrase, "correct horse battery"u8, "here", new KeyBinding { Ssid = "LabRoam"u8.ToArray() }),
                new KnownKey(KeyKind.Msk, new byte[64], "here"),
            ]);
        using var analysis = new WifiAnalysis(RuleCatalog.All, new Analyzed(), keys);
        while (reader.TryRead(out CaptureRecord record))
        {
            for (int variant = 0; variant < 8; variant++)
            {
                byte[] octets = alter(record.Octets.ToArray());
                long number = record.Number;
                long time = record.TimeNanoseconds / 1000;
                int linkType = record.LinkType;
                Assert.That(() => analysis.OnFrame(
                    new Frame
                    {
                        Id = number,
                        TimeMicroseconds = time,
                        LinkType = linkType,
                        Octets = octets,
                        OriginalLength = octets.Length,
                    }), Throws.Nothing, () => $"frame {number}: {Convert.ToHexString(octets)}");
            }
        }
    }
}
