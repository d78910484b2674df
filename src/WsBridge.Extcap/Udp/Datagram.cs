namespace WsBridge.Extcap.Udp;

/// <summary>Takes the frame out of a datagram.</summary>
public static class Datagram
{
    /// <summary>Reads a datagram; any octets give an answer.</summary>
    public static DatagramKind Read(StreamFormat format, ReadOnlySpan<byte> datagram, out StreamedFrame frame)
    {
        switch (format)
        {
            case StreamFormat.Tzsp:
                return Tzsp.Read(datagram, out frame);
            case StreamFormat.PeekRemote:
                return PeekRemote.Read(datagram, isAruba: false, out frame);
            case StreamFormat.ArubaErm:
                return ArubaErm.Read(datagram, isAruba: true, out frame);
            default:
                // TZSP begins with a 1 where the others cannot have one: Aruba's seconds have it only before 1971, the signal of PEEKREMOTE is negative.
                DatagramKind kind = Tzsp.Read(datagram, out frame);
                return kind == DatagramKind.Unknown ? ArubaErm.Read(datagram, isAruba: null, out frame) : kind;
        }
    }
}
