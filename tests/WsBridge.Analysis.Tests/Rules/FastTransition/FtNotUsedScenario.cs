using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>
/// A Reassociation Request with the FT AKM and no FTE after open authentication; the twin roams by FT, then associates with the same AP
/// anew.
/// </summary>
internal sealed class FtNotUsedScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-not-used";

    public CaptureBuilder Violation() =>
        Ft.BeforeRoam().AddAcked(Ft.AuthRequest(Typical.OtherAp), 50).AddAcked(Ft.AuthResponse(Typical.OtherAp))
            .AddAcked(Request(Typical.OtherAp, Typical.Ap));

    public CaptureBuilder Conforming() =>
        Ft.Roam().AddAcked(Ft.AuthRequest(), 5000).AddAcked(Ft.AuthResponse()).AddAcked(Request(Typical.Ap, Typical.Ap));

    private static byte[] Request(Dot11.MacAddress ap, Dot11.MacAddress current) =>
        Frame.ReassociationRequest(
            Typical.Sta, ap, current, MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), Ft.Rsne(), MakeElement.Mde());
}
