using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Configuration;

/// <summary>
/// Three APs of one SSID, two of them in another mobility domain, and a reassociation between the domains; in the twin only APs of other
/// SSIDs or without a name have another one.
/// </summary>
internal sealed class MdidDiffersSameSsidScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "mdid-differs-same-ssid";

    public CaptureBuilder Violation() =>
        Ft.Handshake().Add(Beacon(Typical.OtherAp, Typical.NetworkName, 0x0909),
            100).Add(Beacon(MakeAddress.Ap(2), Typical.NetworkName, 0x0909), 100)
            .AddAcked(Ft.AuthRequest(Typical.OtherAp)).AddAcked(Ft.AuthResponse(Typical.OtherAp))
            .AddAcked(Frame.ReassociationRequest(Typical.Sta, Typical.OtherAp, Typical.Ap,
                [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), Ft.Rsne(), MakeElement.Mde(0x0909)]));

    public CaptureBuilder Conforming() =>
        Ft.Handshake().Add(Beacon(Typical.OtherAp, Typical.NetworkName, 0x0102),
            100).Add(Beacon(MakeAddress.Ap(2), "Other", 0x0909), 100).Add(Beacon(MakeAddress.Ap(3), "", 0x0A0A), 100)
            .AddAcked(Ft.AuthRequest(Typical.OtherAp)).AddAcked(Ft.AuthResponse(Typical.OtherAp))
            .AddAcked(Frame.ReassociationRequest(Typical.Sta, Typical.OtherAp, Typical.Ap,
                [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), Ft.Rsne(), MakeElement.Mde()]));

    private static byte[] Beacon(MacAddress ap, string ssid, int mdid) =>
        Frame.Beacon(ap, [MakeElement.Ssid(ssid), MakeElement.SupportedRates(), Ft.Rsne(), MakeElement.Mde(mdid)]);
}
