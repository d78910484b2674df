using WsBridge.Dot11;

namespace WsBridge.Analysis.Frames;

/// <summary>FT Authentication frames and FT action frames are the same exchange over two paths; this reads either.</summary>
public static class FtExchange
{
    /// <summary>Element ID Extension of the Multi-Link element.</summary>
    private const byte MultiLink = 107;

    /// <summary>Status of an FT response; null for a request or what cannot be read.</summary>
    public static ushort? StatusOf(StoredFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return frame.FtStatus;
    }

    internal static ushort? StatusOf(in MacHeader header) => header.Kind switch
    {
        FrameKind.Authentication
            when Authentication.TryParse(header, out Authentication authentication, out _) && authentication.Transaction is 2 or 4 =>
                authentication.Status,
        FrameKind.Action
            when ActionFrame.TryParse(header, out ActionFrame action, out _) && FtAction.TryParse(action, out FtAction ft, out _) =>
                ft.Status,
        _ => null,
    };

    /// <summary>
    /// An FT Request over the DS that cannot be in order: of another STA than its transmitter, to the AP it is sent to, or to a group. In
    /// Multi-Link operation the addresses are of another layer.
    /// </summary>
    public static bool IsMisaddressed(scoped in MacHeader header, scoped in FtAction request) =>
        (request.StaAddress != header.Ta || request.TargetAp == header.Bssid || request.TargetAp.IsGroup)
        && !request.Elements.TryFindExtension(MultiLink, out _);

    /// <summary>The exchange went through the distribution system.</summary>
    public static bool IsOverTheDs(StoredFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return frame.Kind == FrameKind.Action;
    }

    /// <summary>
    /// The FTE of a frame, read with the MIC length of the AKM, or with the one its octets tell when the AKM is not known or does not fix
    /// it.
    /// </summary>
    public static bool TryGetFte(Elements elements, AkmSuite? akm, out Element element, out Fte fte)
    {
        if (elements.TryFind(ElementId.Fte, out element))
        {
            ReadOnlySpan<byte> body = elements.JoinedBody(element);
            return Fte.TryParse(body, (akm is { IsMicLengthKnown: true } ? akm.Value.FteMicLength : null) ?? Fte.GuessMicLength(body)
                ?? 16, out fte, out _);
        }

        fte = default;
        return false;
    }
}
