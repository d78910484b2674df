using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>Finds the elements of a management frame, whatever its fixed fields are.</summary>
internal static class ManagementElements
{
    public static Elements Of(StoredFrame frame)
    {
        if (!MacHeader.TryParse(frame.Octets, out MacHeader header, out _) || header.Protected)
        {
            return default;
        }

        return header.Kind switch
        {
            FrameKind.Beacon or FrameKind.ProbeResponse => Beacon.TryParse(header, out Beacon beacon, out _) ? beacon.Elements : default,
            FrameKind.Authentication => Authentication.TryParse(header, out Authentication authentication, out _) ? authentication.Elements : default,
            FrameKind.AssociationRequest or FrameKind.ReassociationRequest => AssociationRequest.TryParse(header, out AssociationRequest request, out _) ? request.Elements : default,
            FrameKind.AssociationResponse or FrameKind.ReassociationResponse => AssociationResponse.TryParse(header, out AssociationResponse response, out _) ? response.Elements : default,
            FrameKind.Action or FrameKind.ActionNoAck => OfAction(header),
            _ => default,
        };
    }

    private static Elements OfAction(scoped in MacHeader header) =>
        ActionFrame.TryParse(header, out ActionFrame action, out _) && FtAction.TryParse(action, out FtAction ft, out _) ? ft.Elements : default;
}
