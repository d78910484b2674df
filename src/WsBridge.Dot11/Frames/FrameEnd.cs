namespace WsBridge.Dot11;

/// <summary>
/// Whether a frame ends where its content does. Four octets more or fewer tell an FCS that nobody announced, or one that was announced and
/// is not there.
/// </summary>
public static class FrameEnd
{
    private const int ReasonSize = 2;

    /// <summary>Octets of an SAE commit of groups 19, 20 and 21: the group, the scalar and the two coordinates.</summary>
    private static readonly int[] s_saeCommit = [98, 146, 200];

    /// <summary>Octets of an SAE confirm: Send-Confirm and the hash.</summary>
    private static readonly int[] s_saeConfirm = [34, 50, 66];

    /// <summary>
    /// Reads what the frame carries to its end: elements of management frames, the EAPOL PDU of data frames, nothing behind an Ack.
    /// </summary>
    /// <returns>True when it ends exactly there, false when octets are missing or left over, null for content that does not tell its
    /// length.</returns>
    public static bool? IsExact(scoped in MacHeader frame)
    {
        if (frame.Protected)
        {
            return null;
        }

        switch (frame.Kind)
        {
            case FrameKind.Ack:
                return frame.Body.IsEmpty;
            case FrameKind.Beacon or FrameKind.ProbeResponse:
                return Beacon.TryParse(frame, out Beacon beacon, out _) && AreExact(beacon.Elements);
            case FrameKind.AssociationRequest or FrameKind.ReassociationRequest:
                return AssociationRequest.TryParse(frame, out AssociationRequest request, out _) && AreExact(request.Elements);
            case FrameKind.AssociationResponse or FrameKind.ReassociationResponse:
                return AssociationResponse.TryParse(frame, out AssociationResponse response, out _) && AreExact(response.Elements);
            case FrameKind.Authentication:
                return OfAuthentication(frame);
            case FrameKind.Deauthentication or FrameKind.Disassociation:
                return frame.Body.Length >= ReasonSize && new Elements(frame.Body[ReasonSize..]).AreWhole;
            default:
                return OfEapol(frame);
        }
    }

    /// <summary>Every such frame has an SSID or Supported Rates: no element at all is a body that was cut off.</summary>
    private static bool AreExact(Elements elements) => !elements.Octets.IsEmpty && elements.AreWhole;

    private static bool? OfAuthentication(scoped in MacHeader frame)
    {
        if (!Authentication.TryParse(frame, out Authentication authentication, out _))
        {
            return false;
        }

        // FILS has fields of its own in front of the elements.
        return authentication.Algorithm switch
        {
            Authentication.OpenSystem or Authentication.SharedKey or Authentication.FastBssTransition or Authentication.Pasn
                or Authentication.Eppke => authentication.Elements.AreWhole,
            Authentication.Sae => OfSae(authentication),
            _ => null,
        };
    }

    /// <summary>Commit with scalar and element, or confirm with its hash; an anti-clogging token has a length that nothing tells.</summary>
    private static bool? OfSae(scoped in Authentication authentication)
    {
        ReadOnlySpan<byte> body = authentication.AlgorithmBody;
        int[] lengths = authentication.Transaction == 2 ? s_saeConfirm : s_saeCommit;
        foreach (int length in lengths)
        {
            if (body.Length >= length && new Elements(body[length..]).AreWhole
                && (authentication.Transaction == 2 || authentication.SaeGroup == GroupOf(length)))
            {
                return true;
            }
        }

        return authentication.Status == 0 ? false : null;
    }

    private static int GroupOf(int commitLength) => commitLength switch { 98 => 19, 146 => 20, _ => 21 };

    private static bool? OfEapol(scoped in MacHeader frame)
    {
        bool? isExact = null;
        foreach (Msdu msdu in new Msdus(frame))
        {
            if (!msdu.IsWhole)
            {
                return false;
            }

            if (msdu.TryGetEapol(out ReadOnlySpan<byte> octets, out _))
            {
                isExact = Eapol.TryParse(octets, out Eapol eapol, out _) && eapol.Octets.Length == octets.Length;
            }
        }

        return frame.MoreFragments ? null : isExact;
    }
}
