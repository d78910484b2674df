using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Roaming;

/// <summary>FT refused, then a whole association with the old AP; in the twin the client tries FT there, and it works.</summary>
internal sealed class FtFallbackScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);
    private static readonly Typical Again = new(4) { Round = 1 };

    public string Rule => "ft-fallback";

    public CaptureBuilder Violation() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse(status: 53))
            .AddAcked(Ft.AuthRequest(), 100).AddAcked(Ft.AuthResponse()).AddAcked(Ft.AssocRequest()).AddAcked(Ft.AssocResponse())
            .AddAcked(Again.M1()).AddAcked(Again.M2()).AddAcked(Again.M3()).AddAcked(Again.M4());

    public CaptureBuilder Conforming() => Ft.AddRoam(Ft.Roam(), Typical.OtherAp, Typical.Ap, 100);
}
