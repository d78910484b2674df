using WsBridge.Dot11;

namespace WsBridge.Analysis.Frames;

/// <summary>Finds the elements of a management frame, whatever its fixed fields are.</summary>
internal static class ManagementElements
{
    /// <summary>
    /// Offset of the first element from the MAC header; they go on to the end of the frame. -1 when the frame has none, or none that can be
    /// read.
    /// </summary>
    public static int OffsetIn(in MacHeader header)
    {
        Elements elements = header.Protected ? default : Of(header);
        return elements.Octets.IsEmpty ? -1 : header.Octets.Length - elements.Octets.Length;
    }

    private static Elements Of(scoped in MacHeader header) => header.Kind switch
    {
        FrameKind.Beacon or FrameKind.ProbeResponse => Beacon.TryParse(header, out Beacon beacon, out _) ? beacon.Elements : default,
        FrameKind.Authentication =>
            Authentication.TryParse(header, out Authentication authentication, out _) ? authentication.Elements : default,
        FrameKind.AssociationRequest or FrameKind.ReassociationRequest =>
            AssociationRequest.TryParse(header, out AssociationRequest request, out _) ? request.Elements : default,
        FrameKind.AssociationResponse or FrameKind.ReassociationResponse =>
            AssociationResponse.TryParse(header, out AssociationResponse response, out _) ? response.Elements : default,
        FrameKind.Action or FrameKind.ActionNoAck => OfAction(header),
        _ => default,
    };

    private static Elements OfAction(scoped in MacHeader header) =>
        ActionFrame.TryParse(header, out ActionFrame action, out _) && FtAction.TryParse(action, out FtAction ft, out _)
            ? ft.Elements
            : default;
}
