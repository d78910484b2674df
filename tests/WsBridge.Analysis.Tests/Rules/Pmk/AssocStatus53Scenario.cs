using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Pmk;

/// <summary>A cached PMKID refused with status 53, then an FT reassociation; the twin's AP runs EAP instead.</summary>
internal sealed class AssocStatus53Scenario : IRuleScenario
{
    private static readonly Typical Enterprise = new(1);
    private static readonly Typical Ft = new(4);

    public string Rule => "assoc-status-53";

    public CaptureBuilder Violation() =>
        new CaptureBuilder().Add(Ft.Beacon()).Add(Ft.Beacon(Typical.OtherAp))
            .AddAcked(Enterprise.AuthRequest(), 5).AddAcked(Enterprise.AuthResponse())
                .AddAcked(Enterprise.AssocRequest(Typical.CachedPmkid)).AddAcked(Enterprise.AssocResponse(53))
            .AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse()).AddAcked(Ft.ReassocRequest()).AddAcked(Ft.ReassocResponse(53));

    public CaptureBuilder Conforming() =>
        Enterprise.Association(Typical.CachedPmkid).AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, 1));
}
