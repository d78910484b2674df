using WsBridge.Testing;

namespace WsBridge.Dot11.Tests;

/// <summary>No octets make a parser throw, and what it returns can be asked for everything.</summary>
[TestFixture]
internal sealed class EveryParserIsTotalTests
{
    private static readonly MacAddress s_ap = MakeAddress.Ap();
    private static readonly MacAddress s_sta = MakeAddress.Sta();

    private static IEnumerable<TestCaseData> Frames
    {
        get
        {
            var rsne = MakeElement.Rsne(new RsneOptions { Akms = [4], Pmkids = [Octets.Repeat(1, 16), Octets.Repeat(2, 16)], GroupManagementCipher = 6 });
            var fte = MakeElement.Fte(new FteOptions { R1khId = s_ap, R0khId = "r0kh", ElementCount = 3 });
            byte[][] elements = [MakeElement.Ssid("net"), rsne, MakeElement.Mde(), fte, MakeElement.Rsnxe(), MakeElement.TimeoutInterval(1, 1000), MakeElement.Rde(1, 0, 0)];
            byte[] keyData = [.. rsne, .. MakeElement.Mde(), .. fte, .. MakeKde.Gtk(1, Octets.Repeat(7, 16)), .. MakeKde.Igtk(4, Octets.Repeat(8, 16))];
            var nonce = Octets.Repeat(9, 32);
            return new (string Name, byte[] Frame)[]
            {
                ("beacon", Frame.Beacon(s_ap, elements)),
                ("probe request", Frame.ProbeRequest(s_sta, elements)),
                ("FT authentication", Frame.Authentication(s_sta, s_ap, 2, 2, 0, elements)),
                ("multi-link association response", Frame.AssociationResponse(s_sta, s_ap, 0, [.. elements, MakeElement.MultiLink(s_ap, 0, (1, s_sta, Octets.Repeat(0, 9)))])),
                ("Beacon with a Reduced Neighbor Report", Frame.Beacon(s_ap, [.. elements, MakeElement.ReducedNeighborReport(36, (s_ap, 0, 1), (s_sta, 255, 15))])),
                ("multi-link message 2", Frame.EapolKey(s_sta, s_ap, MakeEapol.M2(nonce, [.. rsne, .. MakeKde.Mac(s_sta), .. MakeKde.MloLink(1, s_sta)]))),
                ("SAE commit", Frame.Sae(s_sta, s_ap, false, 1, 0, Octets.Repeat(19, 98))),
                ("association request", Frame.AssociationRequest(s_sta, s_ap, elements)),
                ("reassociation request", Frame.ReassociationRequest(s_sta, s_ap, MakeAddress.Ap(1), elements)),
                ("reassociation response", Frame.ReassociationResponse(s_sta, s_ap, 53, elements)),
                ("deauthentication", Frame.Deauthentication(s_sta, s_ap, 15)),
                ("FT response", Frame.FtAction(s_sta, s_ap, MakeAddress.Ap(1), 2, 0, elements)),
                ("BTM request", Frame.BtmRequest(s_sta, s_ap, 0x1D, 10, 1, MakeElement.NeighborReport(MakeAddress.Ap(1)))),
                ("BTM response", Frame.BtmResponse(s_sta, s_ap, 0, MakeAddress.Ap(1))),
                ("SA Query", Frame.SaQuery(s_sta, s_ap, true, false)),
                ("message 1", Frame.EapolKey(s_sta, s_ap, MakeEapol.M1(nonce, MakeKde.Pmkid(Octets.Repeat(3, 16))))),
                ("message 2", Frame.EapolKey(s_sta, s_ap, MakeEapol.M2(nonce, keyData))),
                ("message 3 in clear", Frame.EapolKey(s_sta, s_ap, MakeEapol.M3(nonce, keyData) with { KeyInformation = 0x03CA })),
                ("EAP request", Frame.Eap(s_sta, s_ap, 1, 5, 25, 1, 2, 3)),
                ("ack", Frame.Ack(s_ap)),
                ("RTS", Frame.Rts(s_ap, s_sta)),
            }.Select(frame => new TestCaseData(frame.Frame).SetArgDisplayNames(frame.Name));
        }
    }

    [TestCaseSource(nameof(Frames))]
    public void Prefixes_and_changed_octets_of_a_frame_do_no_harm(byte[] frame)
    {
        Assert.That(() =>
        {
            foreach (var octets in Garbage.From(frame))
            {
                TouchFrame(octets);
            }
        }, Throws.Nothing);
    }

    [Test]
    public void Prefixes_and_changed_octets_of_a_link_header_do_no_harm([Values(105, 119, 127, 163, 192, 1)] int linkType)
    {
        var radiotap = MakeRadiotap.Wrap(Frame.Ack(s_ap), new RadiotapOptions { Tsf = 1, Rate = 12, Flags = 0x10 });

        Assert.That(() =>
        {
            foreach (var octets in Garbage.From(radiotap).Concat(Garbage.From(LinkHeaderTests.Avs)).Concat(Garbage.From(LinkHeaderTests.Ppi)).Concat(Garbage.From(LinkHeaderTests.Prism)))
            {
                if (LinkHeader.TryParse(linkType, octets, out var link, out _))
                {
                    _ = link.MacFrame(octets).Length + link.MacFrameWithoutFcs(octets, octets.Length + 2).Length;
                }

                _ = default(LinkHeader).MacFrame(octets, 3).Length;
            }
        }, Throws.Nothing);
    }

    [Test]
    public void Prefixes_and_changed_octets_of_elements_do_no_harm()
    {
        var r0kh = MakeElement.Fte(new FteOptions { Mic = new byte[24], R0khId = "r0kh", MoreSubelements = Octets.Repeat(0x02, 200) });

        Assert.That(() =>
        {
            foreach (var octets in Garbage.From(r0kh).Concat(Garbage.From(MakeElement.Rsne(3, 0, Octets.Repeat(1, 16)))))
            {
                TouchElements(new Elements(octets, 36));
                TouchBody(octets);
                TouchBody(octets.AsSpan(Math.Min(2, octets.Length)));
            }
        }, Throws.Nothing);
    }

    private static int TouchFrame(ReadOnlySpan<byte> octets)
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

            sum += TouchManagement(mac) + TouchAction(mac) + TouchEapol(mac);
        }

        return sum;
    }

    private static int TouchManagement(in MacHeader mac)
    {
        var sum = TouchElements(ProbeRequest.Elements(mac));
        if (Beacon.TryParse(mac, out var beacon, out _))
        {
            sum += (int)beacon.Timestamp + beacon.BeaconInterval + (beacon.Privacy ? 1 : 0) + TouchElements(beacon.Elements);
        }

        if (Authentication.TryParse(mac, out var authentication, out _))
        {
            sum += authentication.Status + authentication.Transaction + (authentication.SaeGroup ?? 0) + TouchElements(authentication.Elements);
            sum += AuthenticationElements.TryFindMultiLink(authentication, out MultiLink multiLink) ? multiLink.LinkId ?? 1 : 0;
        }

        if (AssociationRequest.TryParse(mac, out var request, out _))
        {
            sum += request.ListenInterval + request.Capabilities + (request.CurrentAp is null ? 0 : 1) + TouchElements(request.Elements);
        }

        if (AssociationResponse.TryParse(mac, out var response, out _))
        {
            sum += response.Status + response.Aid + TouchElements(response.Elements);
        }

        if (Deauthentication.TryParse(mac, out var deauthentication, out _))
        {
            sum += deauthentication.Reason + TouchElements(deauthentication.Elements);
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
            sum += (ft.Status ?? 0) + TouchElements(ft.Elements);
        }

        if (BtmRequest.TryParse(action, out var request, out _))
        {
            sum += request.DisassociationTimer + request.ValidityInterval + TouchElements(request.Candidates);
        }

        if (BtmResponse.TryParse(action, out var response, out _))
        {
            sum += response.Status + response.BssTerminationDelay + (response.TargetBssid is null ? 0 : 1) + TouchElements(response.Candidates);
        }

        if (SaQuery.TryParse(action, out var query, out _))
        {
            sum += query.TransactionId + TouchElements(query.Elements);
        }

        return sum;
    }

    private static int TouchEapol(in MacHeader mac)
    {
        var sum = 0;
        if (!Llc.TryGetEapol(mac, out var octets, out var offset) || !Eapol.TryReadLenient(octets, out var eapol, out _))
        {
            return sum;
        }

        if (Eap.TryParse(eapol.Body, out var eap, out _))
        {
            sum += eap.Identifier + eap.Data.Length + (eap.Type ?? 0);
        }

        sum += EapolKey.GuessMicLength(eapol) ?? 0;
        foreach (var micLength in (ReadOnlySpan<int>)[-1, 0, 16, 24, 32, 1000])
        {
            if (EapolKey.TryReadLenient(eapol, micLength, out var key, out _))
            {
                sum += (int)key.Message + key.Nonce.Length + key.Iv.Length + key.Rsc.Length + key.KeyId.Length + key.Mic.Length + key.TrailingLength;
                sum += TouchKdes(key.Kdes(offset));
            }
        }

        return sum;
    }

    private static int TouchKdes(Kdes kdes)
    {
        var sum = TouchElements(kdes.Elements) + (kdes.Error is null ? 0 : 1);
        foreach (var kde in kdes)
        {
            sum += kde.DataOffset + kde.Data.Length + (int)kde.Type;
            if (GtkKde.TryParse(kde.Data, out var gtk, out _))
            {
                sum += gtk.KeyId + gtk.Gtk.Length;
            }

            if (IgtkKde.TryParse(kde.Data, out var igtk, out _))
            {
                sum += igtk.KeyId + igtk.Ipn.Length + igtk.Key.Length;
            }

            if (MloLinkKde.TryParse(kde.Data, kde.DataOffset, out var link, out _))
            {
                sum += link.LinkId + (int)link.Address.Value + TouchElements(link.Elements);
            }

            if (MloGtkKde.TryParse(kde.Data, out var mloGtk, out _))
            {
                sum += mloGtk.KeyId + mloGtk.LinkId + mloGtk.Gtk.Length;
            }

            if (MloIgtkKde.TryParse(kde.Data, out var mloIgtk, out _))
            {
                sum += mloIgtk.KeyId + mloIgtk.LinkId + mloIgtk.Key.Length;
            }
        }

        return sum;
    }

    private static int TouchElements(Elements elements)
    {
        var sum = elements.Error is null ? 0 : 1;
        foreach (var element in elements)
        {
            sum += element.BodyOffset + (element.ExtensionId ?? 0) + elements.WithFragments(element).Length;
            sum += elements.Run(element, 3).Length + TouchBody(elements.JoinedBody(element));
        }

        sum += elements.Run(default, 2).Length;
        return sum;
    }

    private static int TouchBody(ReadOnlySpan<byte> body)
    {
        var rsne = Rsne.ReadLenient(body, out _);
        var sum = (int)Rsne.Differences(rsne, new RsneValue(rsne).View, false) + rsne.Trailing.Length;
        for (var i = 0; i < rsne.PmkidsThere; i++)
        {
            sum += rsne.Pmkid(i)[0] + rsne.PmkidOffset(i);
        }

        for (var i = 0; i < rsne.Akms.Count; i++)
        {
            sum += rsne.Akms[i].ToString().Length;
        }

        _ = Rsne.TryParse(body, out _, out _) | Mde.TryParse(body, out _, out _) | TimeoutInterval.TryParse(body, out var interval, out _) |
            Rde.TryParse(body, out _, out _) | Ssid.TryParse(body, out _, out _);
        _ = interval.Duration;
        if (Rsnxe.TryParse(body, out var rsnxe, out _))
        {
            sum += rsnxe.FieldLength + (rsnxe.Bit(1000) ? 1 : 0) + (rsnxe.Bit(-1) ? 1 : 0);
        }

        if (MultiLink.TryParse(body, out var multiLink, out _))
        {
            sum += (int)multiLink.Type + (multiLink.LinkId ?? 0) + (multiLink.MldAddress is null ? 0 : 1);
            foreach (var profile in multiLink.Profiles)
            {
                sum += profile.LinkId + (profile.Address is null ? 0 : 1) + profile.Profile.Length + (profile.ResponseStatus ?? 0);
            }
        }

        foreach (var neighbor in new ReducedNeighborReport(body))
        {
            sum += neighbor.Channel + (neighbor.LinkId ?? 0);
        }

        sum += Ssid.ToText(body).Length + (Fte.GuessMicLength(body) ?? 0);
        foreach (var micLength in (ReadOnlySpan<int>)[-1, 0, 16, 24, 32])
        {
            if (Fte.TryParse(body, micLength, out var fte, out _))
            {
                sum += fte.Mic.Length + fte.ANonce.Length + fte.SNonce.Length + fte.ElementCount + (fte.MicLengthAgrees ? 1 : 0);
                sum += (fte.TryGetGtk(out var gtk) ? gtk.KeyId + gtk.WrappedKey.Length : 0) + (fte.TryGetR1khId(out _) ? 1 : 0);
                sum += (fte.TryGetR0khId(out var r0khId) ? r0khId.Length : 0) + (fte.TryGetOci(out var oci) ? oci.Length : 0);
            }
        }

        return sum;
    }
}
