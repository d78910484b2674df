using WsBridge.Dot11;

namespace WsBridge.Testing;

/// <summary>Asks for everything that can be read of a frame, whatever its octets are.</summary>
public static class FrameTotality
{
    /// <summary>Of octets that begin with a MAC header.</summary>
    public static int Touch(ReadOnlySpan<byte> octets)
    {
        var sum = 0;
        foreach (var pad in (ReadOnlySpan<bool>)[false, true])
        {
            if (!MacHeader.TryParse(octets, out var mac, out var error, pad))
            {
                return error.ToString().Length;
            }

            sum += mac.Body.Length + mac.SequenceNumber + mac.FragmentNumber + mac.QosControl + mac.DurationId + mac.Subtype;
            _ = (mac.Ra, mac.Ta, mac.Da, mac.Sa, mac.Bssid, mac.StationAddress, mac.Address4);
            sum += FrameEnd.IsExact(mac) == true ? 1 : 0;
            foreach (Msdu msdu in new Msdus(mac))
            {
                sum += msdu.Offset + msdu.Octets.Length + (msdu.TryGetEapol(out var eapol, out var offset) ? eapol.Length + offset : 0);
            }

            sum += TouchManagement(mac) + TouchAction(mac) + EapolTotality.Touch(mac);
        }

        return sum;
    }

    private static int TouchManagement(in MacHeader mac)
    {
        var sum = ElementTotality.Touch(ProbeRequest.Elements(mac));
        if (Beacon.TryParse(mac, out var beacon, out _))
        {
            sum += (int)beacon.Timestamp + beacon.BeaconInterval + (beacon.Privacy ? 1 : 0) + ElementTotality.Touch(beacon.Elements);
        }

        if (Authentication.TryParse(mac, out var authentication, out _))
        {
            sum += authentication.Status + authentication.Transaction + (authentication.SaeGroup ?? 0);
            sum += ElementTotality.Touch(authentication.Elements) + FilsFrames.NonceOf(authentication.Elements).Length;
            sum += AuthenticationElements.TryFindMultiLink(authentication, out MultiLink multiLink) ? multiLink.LinkId ?? 1 : 0;
        }

        if (AssociationRequest.TryParse(mac, out var request, out _))
        {
            sum += request.ListenInterval + request.Capabilities + (request.CurrentAp is null ? 0 : 1);
            sum += ElementTotality.Touch(request.Elements);
        }

        if (AssociationResponse.TryParse(mac, out var response, out _))
        {
            sum += response.Status + response.Aid + ElementTotality.Touch(response.Elements) + FilsFrames.OciOf(response.Elements).Length;
            sum += FilsFrames.Open(mac, response.Elements, new byte[32], new byte[16], new byte[16])?.Length ?? 0;
        }

        if (Deauthentication.TryParse(mac, out var deauthentication, out _))
        {
            sum += deauthentication.Reason + ElementTotality.Touch(deauthentication.Elements);
        }

        return sum;
    }

    private static int TouchAction(in MacHeader mac)
    {
        var sum = 0;
        if (!ActionFrame.TryParse(mac, out var action, out _))
        {
            return sum;
        }

        if (FtAction.TryParse(action, out var ft, out _))
        {
            _ = (ft.StaAddress, ft.TargetAp);
            sum += (ft.Status ?? 0) + ElementTotality.Touch(ft.Elements);
        }

        if (BtmRequest.TryParse(action, out var request, out _))
        {
            sum += request.DisassociationTimer + request.ValidityInterval + ElementTotality.Touch(request.Candidates);
        }

        if (BtmResponse.TryParse(action, out var response, out _))
        {
            sum += response.Status + response.BssTerminationDelay + (response.TargetBssid is null ? 0 : 1);
            sum += ElementTotality.Touch(response.Candidates);
        }

        if (FilsDiscovery.TryParse(action, out var discovery, out _))
        {
            sum += discovery.Control + discovery.Ssid.Length + (discovery.ShortSsid is null ? 0 : 1);
        }

        if (EhtAction.TryParse(action, out var eht, out _))
        {
            sum += (eht.DialogToken ?? 0) + (eht.MappingStatus ?? 0) + (eht.Emlsr is null ? 0 : 1) + ElementTotality.Touch(eht.Elements);
            for (var i = 0; i < eht.StatusCount; i++)
            {
                sum += eht.StatusOf(i).Status;
            }
        }

        if (SaQuery.TryParse(action, out var query, out _))
        {
            sum += query.TransactionId + ElementTotality.Touch(query.Elements);
        }

        return sum;
    }
}
