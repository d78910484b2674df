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
            var rsne =
                MakeElement.Rsne(new RsneOptions
                {
                    Akms = [4],
                    Pmkids = [Octets.Repeat(1, 16), Octets.Repeat(2, 16)],
                    GroupManagementCipher = 6,
                });
            var fte = MakeElement.Fte(new FteOptions { R1khId = s_ap, R0khId = "r0kh", ElementCount = 3 });
            byte[][] elements =
            [
                MakeElement.Ssid("net"),
                rsne,
                MakeElement.Mde(),
                fte,
                MakeElement.Rsnxe(),
                MakeElement.TimeoutInterval(1, 1000),
                MakeElement.Rde(1, 0, 0),
            ];
            byte[] keyData =
            [
                .. rsne,
                .. MakeElement.Mde(),
                .. fte,
                .. MakeKde.Gtk(1, Octets.Repeat(7, 16)),
                .. MakeKde.Igtk(4, Octets.Repeat(8, 16)),
            ];
            var nonce = Octets.Repeat(9, 32);
            return new (string Name, byte[] Frame)[]
            {
                ("beacon", Frame.Beacon(s_ap, elements)),
                ("probe request", Frame.ProbeRequest(s_sta, elements)),
                ("FT authentication", Frame.Authentication(s_sta, s_ap, 2, 2, 0, elements)),
                ("multi-link association response",
                    Frame.AssociationResponse(s_sta, s_ap, 0,
                    [.. elements, MakeElement.MultiLink(s_ap, 0, (1, s_sta, Octets.Repeat(0, 9)))])),
                ("Beacon that announces a link removal", Frame.Beacon(s_ap, [.. elements, MakeElement.LinkRemoval((1, 10))])),
                ("Link Reconfiguration Request",
                    Frame.Action(s_sta, s_ap, false, 37, 11, [7, .. MakeElement.LinkRequest((2, s_sta, true), (1, s_sta, false))])),
                ("Link Reconfiguration Response", Frame.Action(s_sta, s_ap, true, 37, 12, 7, 2, 2, 0, 0, 1, 1, 0)),
                ("FILS association response",
                    Frame.AssociationResponse(s_sta, s_ap, 0, [.. elements, [255, 9, 4, .. new byte[8]], Octets.Repeat(9, 40)])),
                ("Beacon with a Reduced Neighbor Report",
                    Frame.Beacon(s_ap, [.. elements, MakeElement.ReducedNeighborReport(36, (s_ap, 0, 1), (s_sta, 255, 15))])),
                ("multi-link message 2",
                    Frame.EapolKey(s_sta, s_ap, MakeEapol.M2(nonce, [.. rsne, .. MakeKde.Mac(s_sta), .. MakeKde.MloLink(1, s_sta)]))),
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
                FrameTotality.Touch(octets);
            }
        }, Throws.Nothing);
    }

    [Test]
    public void Prefixes_and_changed_octets_of_a_link_header_do_no_harm([Values(105, 119, 127, 163, 192, 1)] int linkType)
    {
        var radiotap = MakeRadiotap.Wrap(Frame.Ack(s_ap), new RadiotapOptions { Tsf = 1, Rate = 12, Flags = 0x10 });

        Assert.That(() =>
        {
            foreach (var octets in Garbage.From(radiotap).Concat(Garbage.From(LinkHeaderTests.Avs))
                .Concat(Garbage.From(LinkHeaderTests.Ppi)).Concat(Garbage.From(LinkHeaderTests.Prism)))
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
                ElementTotality.Touch(new Elements(octets, 36));
                ElementTotality.TouchBody(octets);
                ElementTotality.TouchBody(octets.AsSpan(Math.Min(2, octets.Length)));
            }
        }, Throws.Nothing);
    }
}
