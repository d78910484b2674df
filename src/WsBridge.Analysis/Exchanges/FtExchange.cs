using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>FT Authentication frames and FT action frames are the same exchange over two paths; this reads either.</summary>
public static class FtExchange
{
    /// <summary>Status of an FT response; null for a request or what cannot be read.</summary>
    public static ushort? StatusOf(StoredFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        MacHeader header = frame.Header;
        return header.Kind switch
        {
            FrameKind.Authentication when Authentication.TryParse(header, out Authentication authentication, out _) && authentication.Transaction is 2 or 4 => authentication.Status,
            FrameKind.Action when ActionFrame.TryParse(header, out ActionFrame action, out _) && FtAction.TryParse(action, out FtAction ft, out _) => ft.Status,
            _ => null,
        };
    }

    /// <summary>The exchange went through the distribution system.</summary>
    public static bool IsOverTheDs(StoredFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return frame.Header.Kind == FrameKind.Action;
    }

    /// <summary>The FTE of a frame, read with the MIC length of the AKM, or with the one its octets tell when the AKM is not known or does not fix it.</summary>
    public static bool TryGetFte(Elements elements, AkmSuite? akm, out Element element, out Fte fte)
    {
        if (elements.TryFind(ElementId.Fte, out element))
        {
            ReadOnlySpan<byte> body = elements.JoinedBody(element);
            return Fte.TryParse(body, (akm is { IsMicLengthKnown: true } ? akm.Value.FteMicLength : null) ?? Fte.GuessMicLength(body) ?? 16, out fte, out _);
        }

        fte = default;
        return false;
    }
}
