using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Pmk;

/// <summary>EAP at one AP, then a PMKID of the next one offered and taken there; the twin comes back to the AP where it ran EAP.</summary>
internal sealed class OkcSuccessScenario : IRuleScenario
{
    private static readonly Typical Eap = new(1);
    private static readonly byte[] OkcPmkid = Octets.Repeat(0xC7, 16);

    public string Rule => "okc-success";

    public CaptureBuilder Violation() => Roam(Typical.OtherAp, OkcPmkid);

    public CaptureBuilder Conforming() => Roam(Typical.Ap, Typical.CachedPmkid);

    private static CaptureBuilder Roam(MacAddress to, byte[] pmkid) =>
        Eap.Association().AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, 1)).AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 3, 9), 80)
            .AddAcked(Eap.M1(pmkid: Typical.CachedPmkid)).AddAcked(Eap.M2()).AddAcked(Eap.M3()).AddAcked(Eap.M4())
            .Add(Eap.Beacon(Typical.OtherAp), 500).AddAcked(Eap.AuthRequest(to)).AddAcked(Eap.AuthResponse(to))
            .AddAcked(Frame.ReassociationRequest(Typical.Sta, to, Typical.Ap,
                [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), Eap.Rsne(pmkid)]))
            .AddAcked(Frame.ReassociationResponse(Typical.Sta, to, 0, [MakeElement.SupportedRates()]))
            .AddAcked(Frame.EapolKey(Typical.Sta, to, MakeEapol.M1(Octets.Repeat(0xA2, 32), MakeKde.Pmkid(pmkid))));
}
