using System.Buffers.Binary;
using System.IO.Hashing;
using WsBridge.Capture;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Intake;

/// <summary>
/// A recording of this project made anew: each packet becomes others. The recordings have radiotap headers of 22 octets or so and no FCS.
/// </summary>
internal static class Rewritten
{
    private const int RadiotapFlags = 2;

    /// <summary>What a packet becomes: MAC frame without FCS in, packets out.</summary>
    public delegate IEnumerable<Packet> Change(byte[] macFrame);

    /// <summary>A packet to be written.</summary>
    /// <param name="Octets">MAC frame with whatever is behind it.</param>
    /// <param name="Flags">Radiotap flags; null for a header without them.</param>
    /// <param name="EarlierMicroseconds">How much before the frame it stands for.</param>
    public sealed record Packet(byte[] Octets, byte? Flags = null, int EarlierMicroseconds = 0);

    public const byte FcsFlag = 0x10;
    public const byte BadFcsFlag = 0x40;

    public static byte[] WithFcs(byte[] frame, byte[]? fcsOf = null)
    {
        byte[] fcs = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(fcs, Crc32.HashToUInt32(fcsOf ?? frame));
        return [.. frame, .. fcs];
    }

    /// <summary>
    /// The findings and attempts of a recording, in words that are the same for the same findings; frame numbers are left out.
    /// </summary>
    public static List<string> Words(byte[] capture)
    {
        Analyzed analyzed = Analyzed.Octets(capture);
        return
        [
            .. analyzed.Findings.Select(finding => $"{finding.Rule.Name} {finding.Severity} {finding.Fault} {finding.Sta} "
                + $"{finding.Message}"),
            .. analyzed.Roams.Select(roam => $"{roam.Sta} {roam.To} {roam.Type} {roam.Outcome} {roam.Cause}"),
        ];
    }

    public static byte[] Recording(string name) => File.ReadAllBytes(Path.Combine(RepositoryPaths.Captures, name));

    public static byte[] Of(string recording, Change change) => Of(Recording(recording), change);

    public static byte[] Of(byte[] recording, Change change)
    {
        using var file = new MemoryStream();
        using (CaptureReader reader = CaptureReader.Open(new MemoryStream(recording), "test"))
        using (var writer = new PcapngWriter(file))
        {
            int radiotap = writer.AddInterface(127);
            while (reader.TryRead(out CaptureRecord record))
            {
                int length = BinaryPrimitives.ReadUInt16LittleEndian(record.Octets[2..]);
                foreach (Packet packet in change(record.Octets[length..].ToArray()))
                {
                    writer.WritePacket(radiotap, record.TimeNanoseconds - (packet.EarlierMicroseconds * 1000L),
                        [.. Header(packet.Flags), .. packet.Octets]);
                }
            }

            writer.Flush();
        }

        return file.ToArray();
    }

    private static byte[] Header(byte? flags) => flags is { } value
        ? [0, 0, 9, 0, RadiotapFlags, 0, 0, 0, value]
        : [0, 0, 8, 0, 0, 0, 0, 0];
}
