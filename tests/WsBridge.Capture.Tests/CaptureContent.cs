namespace WsBridge.Capture.Tests;

/// <summary>All that a reader gives for a capture, kept for asserting.</summary>
internal sealed record CaptureContent(
    IReadOnlyList<PacketContent> Packets,
    IReadOnlyList<CaptureInterface> Interfaces,
    CaptureProblem? Problem)
{
    public static CaptureContent Read(params byte[] octets) => Read(new MemoryStream(octets));

    public static CaptureContent Read(Stream stream, bool readsAhead = false)
    {
        using CaptureReader reader = CaptureReader.Open(stream, "test", readsAhead);
        List<PacketContent> packets = [];
        while (reader.TryRead(out CaptureRecord record))
        {
            packets.Add(new PacketContent(
                record.Number,
                record.HasTime ? record.TimeNanoseconds : null,
                record.InterfaceIndex,
                record.LinkType,
                Convert.ToHexString(record.Octets),
                record.OriginalLength));
        }

        Assert.That(reader.TryRead(out _), Is.False, "after the end");

        return new CaptureContent(packets, reader.Interfaces, reader.Problem);
    }
}

/// <summary>A packet that outlives the reader.</summary>
internal sealed record PacketContent(long Number, long? Time, int InterfaceIndex, int LinkType, string Octets, int OriginalLength);
