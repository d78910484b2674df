using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Roaming;

/// <summary>The other AP refuses FT and the client comes back in full; the twin roams.</summary>
internal sealed class RoamFailedScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "roam-failed";

    public CaptureBuilder Violation() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse(status: 53)).AddAcked(Ft.AuthRequest(), 100)
            .AddAcked(Ft.AuthResponse());

    public CaptureBuilder Conforming() => Ft.AddRoam(Ft.Roam(), Typical.OtherAp, Typical.Ap, 100);
}
