using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Pmk;

/// <summary>The PMKID that the first AP named is offered at the second; the twin offers one computed for the second (OKC).</summary>
internal sealed class OkcVsSkcScenario : IRuleScenario
{
    private static readonly Typical Eap = new(1);
    private static readonly byte[] OkcPmkid = Octets.Repeat(0xC7, 16);

    public string Rule => "okc-vs-skc";

    public CaptureBuilder Violation() => RoamWith(Typical.CachedPmkid);

    public CaptureBuilder Conforming() => RoamWith(OkcPmkid);

    private static CaptureBuilder RoamWith(byte[] pmkid)
    {
        MacAddress other = Typical.OtherAp;
        return Eap.Association().AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, 1))
            .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 3, 9), 80)
            .AddAcked(Eap.M1(pmkid: Typical.CachedPmkid)).AddAcked(Eap.M2()).AddAcked(Eap.M3()).AddAcked(Eap.M4())
            .Add(Eap.Beacon(other), 500).AddAcked(Eap.AuthRequest(other)).AddAcked(Eap.AuthResponse(other))
            .AddAcked(Frame.ReassociationRequest(Typical.Sta, other, Typical.Ap,
                [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), Eap.Rsne(pmkid)]))
            .AddAcked(Frame.ReassociationResponse(Typical.Sta, other, 0, [MakeElement.SupportedRates()]));
    }
}
