using WsBridge.Capture;

namespace WsBridge.Testing;

/// <summary>All packets of a capture file in memory, and the way back to a file.</summary>
public sealed record Recording(string Name, IReadOnlyList<CapturedPacket> Packets)
{
    /// <summary>Reads a pcap or pcapng file.</summary>
    public static Recording Read(string path)
    {
        var packets = new List<CapturedPacket>();
        using var reader = CaptureReader.Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0), path);
        while (reader.TryRead(out var record))
        {
            packets.Add(new CapturedPacket(record.Number, record.TimeNanoseconds, record.LinkType, record.Octets.ToArray(),
                record.OriginalLength));
        }

        return new Recording(Path.GetFileName(path), packets);
    }

    /// <summary>As octets of a pcapng file with one interface for each link type.</summary>
    public byte[] ToArray()
    {
        using var file = new MemoryStream();
        using (var writer = new PcapngWriter(file))
        {
            var interfaces = new Dictionary<int, int>();
            foreach (var packet in Packets)
            {
                if (!interfaces.TryGetValue(packet.LinkType, out var at))
                {
                    interfaces[packet.LinkType] = at = writer.AddInterface(packet.LinkType);
                }

                writer.WritePacket(at, packet.TimeNanoseconds, packet.Octets, packet.OriginalLength);
            }

            writer.Flush();
        }

        return file.ToArray();
    }
}
