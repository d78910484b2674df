using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>
/// EAPOL-Start after message 4 of the initial association and after an FT roam; in the twin it opens EAP before message 1.
/// </summary>
internal sealed class FtEapolStartAfterFtScenario : IRuleScenario
{
    private static readonly Typical Ft = new(3);

    public string Rule => "ft-eapol-start-after-ft";

    public CaptureBuilder Violation() => Ft.Handshake().AddAcked(Start(Typical.Ap), 5000).Add(Ft.Beacon(Typical.OtherAp), 200)
        .AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse()).AddAcked(Ft.ReassocRequest()).AddAcked(Ft.ReassocResponse())
            .AddAcked(Start(Typical.OtherAp), 30);

    public CaptureBuilder Conforming() =>
        Ft.Association().AddAcked(Start(Typical.Ap)).AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, 1), 5)
            .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 3, 9), 300)
            .AddAcked(Ft.M1()).AddAcked(Ft.M2()).AddAcked(Ft.M3()).AddAcked(Ft.M4());

    private static byte[] Start(Dot11.MacAddress ap) => Frame.Eapol(Typical.Sta, ap, false, [2, 1, 0, 0]);
}
