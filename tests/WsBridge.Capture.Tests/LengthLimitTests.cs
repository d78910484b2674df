using System.Buffers.Binary;
using WsBridge.Capture.Tests.Pcapng;

namespace WsBridge.Capture.Tests;

/// <summary>
/// A length or count that a file claims is believed as far as its octets go: it costs neither an exception nor the memory it names.
/// </summary>
internal sealed class LengthLimitTests
{
    /// <summary>One buffer of the reader is 1 MiB, and gzip has its own; a length that was believed would cost hundreds.</summary>
    private const long MostMemory = 8 << 20;

    private static readonly uint[] Lengths =
    [
        0,
        1,
        2,
        3,
        4,
        11,
        12,
        13,
        0x7FFF,
        0x8000,
        0xFFFF,
        0x10000,
        262_143,
        262_144,
        262_145,
        0x7FFF_FFFF,
        0x8000_0000,
        0xFFFF_FFFE,
        0xFFFF_FFFF,
    ];

    private static IEnumerable<TestCaseData> Files()
    {
        yield return new TestCaseData(Pcap()).SetArgDisplayNames("pcap");
        foreach (Blocks blocks in (Blocks[])[Blocks.LittleEndian, Blocks.BigEndian])
        {
            byte[] pcapng =
            [
                .. blocks.Section(),
                .. blocks.Interface(snapLength: 100,
                    options: [blocks.Option(Blocks.Name, "wlan0"u8.ToArray()), blocks.Option(Blocks.TimeResolution, 9)]),
                .. blocks.Enhanced(0, 1, [1, 2, 3]),
                .. blocks.Simple(3, [1, 2, 3]),
                .. blocks.Obsolete(0, 2, [4, 5, 6]),
                .. blocks.Block(0x0000000A, [.. blocks.U32(0x544C534B), .. blocks.U32(4), 1, 2, 3, 4]),
            ];
            yield return new TestCaseData(pcapng).SetArgDisplayNames(blocks == Blocks.BigEndian ? "pcapng, big-endian" : "pcapng");
        }
    }

    [TestCaseSource(nameof(Files))]
    public void Every_length_of_a_capture_at_its_limits_is_read_or_said(byte[] file)
    {
        int whole = CaptureContent.Read(file).Packets.Count;
        foreach ((byte[] changed, string what) in Changed(file))
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                CaptureContent content = CaptureContent.Read(changed);
                Assert.That(content.Packets, Has.Count.LessThanOrEqualTo(whole + 1), what);
            }
            catch (CaptureFormatException error)
            {
                Assert.That(error.Message, Is.Not.Empty, what);
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostMemory), what);
        }
    }

    /// <summary>Every four and every two octets, in both orders, with every length.</summary>
    private static IEnumerable<(byte[] File, string What)> Changed(byte[] file)
    {
        for (int at = 0; at + 4 <= file.Length; at += 2)
        {
            foreach (uint length in Lengths)
            {
                yield return (With(octets => BinaryPrimitives.WriteUInt32LittleEndian(octets[at..], length)),
                    $"{length} at {at}, little-endian");
                yield return (With(octets => BinaryPrimitives.WriteUInt32BigEndian(octets[at..], length)), $"{length} at {at}, big-endian");
                yield return (With(octets => BinaryPrimitives.WriteUInt16LittleEndian(octets[at..], (ushort)length)),
                    $"{(ushort)length} at {at}, two octets, little-endian");
                yield return (With(octets => BinaryPrimitives.WriteUInt16BigEndian(octets[at..], (ushort)length)),
                    $"{(ushort)length} at {at}, two octets, big-endian");
            }
        }

        byte[] With(SpanChange change)
        {
            byte[] changed = [.. file];
            change(changed);
            return changed;
        }
    }

    private static byte[] Pcap()
    {
        using var file = new MemoryStream();
        using (var writer = new PcapWriter(file, LinkTypes.Ieee80211))
        {
            writer.WritePacket(1, [1, 2, 3]);
            writer.WritePacket(2, [4, 5, 6]);
        }

        return file.ToArray();
    }

    private delegate void SpanChange(Span<byte> octets);
}
