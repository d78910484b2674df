namespace WsBridge.Capture.Streams;

/// <summary>Takes the frame out of a datagram.</summary>
public static class Datagram
{
    /// <summary>Reads a datagram that is there whole; any octets give an answer.</summary>
    public static DatagramKind Read(StreamFormat format, ReadOnlySpan<byte> datagram, out StreamedFrame frame) =>
        Read(format, datagram, datagram.Length, out frame);

    /// <summary>Reads as much of a datagram as is there.</summary>
    /// <param name="format">How the frame is wrapped; of CAPWAP and LWAPP <see cref="CapwapReader"/> takes them out.</param>
    /// <param name="datagram">What is there.</param>
    /// <param name="originalLength">Its length on the wire.</param>
    /// <param name="frame">The frame.</param>
    public static DatagramKind Read(StreamFormat format, ReadOnlySpan<byte> datagram, int originalLength, out StreamedFrame frame)
    {
        int missing = Math.Max(0, originalLength - datagram.Length);
        DatagramKind kind = Read(format, new Cut(datagram, missing), out frame);
        if (kind == DatagramKind.Frame && missing > 0)
        {
            frame = frame with { CutOff = frame.CutOff + missing };
        }

        return kind;
    }

    private static DatagramKind Read(StreamFormat format, Cut datagram, out StreamedFrame frame)
    {
        switch (format)
        {
            case StreamFormat.Tzsp:
                return Tzsp.Read(datagram, out frame);
            case StreamFormat.PeekRemote:
                return PeekRemote.Read(datagram, isAruba: false, out frame);
            case StreamFormat.ArubaErm:
                return ArubaErm.Read(datagram, isAruba: true, out frame);
            case StreamFormat.Any:
                // TZSP begins with a 1 where the others cannot have one: Aruba's seconds have it only before 1971, the signal of PEEKREMOTE
                // is negative.
                DatagramKind kind = Tzsp.Read(datagram, out frame);
                return kind == DatagramKind.Unknown ? ArubaErm.Read(datagram, isAruba: null, out frame) : kind;
            default:
                frame = default;
                return DatagramKind.Unknown;
        }
    }
}

/// <summary>Octets of which the last ones may be missing.</summary>
/// <param name="octets">Those that are there.</param>
/// <param name="missing">How many more there were.</param>
internal readonly ref struct Cut(ReadOnlySpan<byte> octets, int missing)
{
    public ReadOnlySpan<byte> Octets { get; } = octets;

    public int Missing => missing;
}
