using System.IO.Compression;
using WsBridge.Capture;
using WsBridge.Fuzz.Seeds;
using WsBridge.Testing;

namespace WsBridge.Fuzz.Targets;

/// <summary>
/// Capture files. However the octets come, the same packets are read; what was read fits into the file; and a copy has the same packets.
/// </summary>
internal sealed class CaptureTarget(bool compressed) : IFuzzTarget
{
    private const int OneCompressedOf = 10;
    private const int MostPackets = 10_000; // a few octets of gzip hold more than a fuzzer has time for

    public IEnumerable<byte[]> Seeds() => compressed
        ? SeedRecordings.Files.Select((file, index) => IsGzip(file) ? file : index % OneCompressedOf == 0 ? Gzip(file) : [])
            .Where(file => file.Length > 0)
        : SeedRecordings.Files.Where(file => !IsGzip(file));

    public void Run(byte[] octets)
    {
        List<CapturedPacket>? whole = Read(new MemoryStream(octets), out string? problem);
        if (!compressed)
        {
            // Of data that cannot be decompressed, some octets before the damage are lost, and which depends on the pieces.
            RequireSame(whole, Read(new TricklingStream(octets), out string? problemOfTrickled), "in small pieces");
            FaultException.Unless(problem == problemOfTrickled, $"in one piece \"{problem}\", in small ones \"{problemOfTrickled}\"");
        }

        if (whole is not null)
        {
            RequireSame(whole, Read(new MemoryStream(Copy(octets)), out string? problemOfCopy), "copied");
            FaultException.Unless(problemOfCopy is null, $"the copy: {problemOfCopy}");
        }
    }

    private static bool IsGzip(byte[] file) => file is [0x1F, 0x8B, ..];

    private static byte[] Gzip(byte[] file)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(file);
        }

        return compressed.ToArray();
    }

    private static List<CapturedPacket>? Read(Stream stream, out string? problem)
    {
        try
        {
            using CaptureReader reader = CaptureReader.Open(stream, "capture");
            var packets = new List<CapturedPacket>();
            long number = 0;
            while (packets.Count < MostPackets && reader.TryRead(out CaptureRecord record))
            {
                FaultException.Unless(record.Number > number, "packet numbers go back");
                FaultException.Unless(
                    record.InterfaceIndex >= 0 && record.InterfaceIndex < reader.Interfaces.Count,
                    "a packet of an interface that is not there");
                number = record.Number;
                packets.Add(
                    new CapturedPacket(
                        number,
                        record.HasTime ? record.TimeNanoseconds : 0,
                        record.LinkType,
                        record.Octets.ToArray(),
                        record.OriginalLength));
            }

            problem = reader.Problem?.ToString();
            return packets;
        }
        catch (CaptureFormatException error)
        {
            problem = error.Message;
            return null;
        }
    }

    private static byte[] Copy(byte[] octets)
    {
        using CaptureReader reader = CaptureReader.Open(new MemoryStream(octets), "capture");
        using var copied = new MemoryStream();
        using (
            var copy = new PcapngCopy(
                reader,
                copied,
                "fuzz",
                new PcapngCopyOptions { WholeCapture = true, Secrets = true, LeaveOpen = true }))
        {
            for (int i = 0; i < MostPackets && copy.TryRead(out CaptureRecord record); i++)
            {
                copy.Keep(record, "comment");
            }
        }

        return copied.ToArray();
    }

    private static void RequireSame(List<CapturedPacket>? packets, List<CapturedPacket>? others, string how)
    {
        FaultException.Unless(packets?.Count == others?.Count, $"{packets?.Count} packets, {others?.Count} {how}");
        foreach ((CapturedPacket packet, CapturedPacket other) in (packets ?? []).Zip(others ?? []))
        {
            FaultException.Unless(
                packet.TimeNanoseconds == other.TimeNanoseconds
                    && packet.LinkType == other.LinkType
                    && packet.OriginalLength == other.OriginalLength
                    && packet.Octets.AsSpan().SequenceEqual(other.Octets),
                $"packet {packet.Number} is another one {how}");
        }
    }

    /// <summary>Gives one octet more each time, as a pipe may.</summary>
    private sealed class TricklingStream(byte[] octets) : MemoryStream(octets)
    {
        private int _reads;

        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, ++_reads));
    }
}
