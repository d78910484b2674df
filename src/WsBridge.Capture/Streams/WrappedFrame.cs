using WsBridge.Dot11;

namespace WsBridge.Capture.Streams;

/// <summary>A frame behind one of the headers that captures use: Prism, AVS, PPI, radiotap.</summary>
internal static class WrappedFrame
{
    public static DatagramKind Read(int linkType, ReadOnlySpan<byte> octets, out StreamedFrame frame)
    {
        frame = default;
        if (!LinkHeader.TryParse(linkType, octets, out LinkHeader header, out _) || header.Length >= octets.Length)
        {
            return DatagramKind.Unknown;
        }

        frame = linkType == LinkTypes.Radiotap
            ? new StreamedFrame { Octets = octets }
            : new StreamedFrame
            {
                Radio = Of(header, octets[header.Length..]),
                Octets = octets[header.Length..],
                ReceivedMicroseconds = (long?)header.Tsf,
            };
        return DatagramKind.Frame;
    }

    private static RadioHeader Of(in LinkHeader header, ReadOnlySpan<byte> frame) => new()
    {
        Tsf = header.Tsf,
        HasFcs = header.HasFcs ?? LinkHeader.EndsInFcs(frame),
        BadFcs = header.BadFcs == true,
        Rate = header.Rate,
        FrequencyMHz = header.FrequencyMHz,
        SignalDbm = header.SignalDbm,
    };
}
