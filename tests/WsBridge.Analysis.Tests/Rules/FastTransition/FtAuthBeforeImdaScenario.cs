using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>The capture begins with a roam by FT-EAP, which is said once; the twin has the initial association.</summary>
internal sealed class FtAuthBeforeImdaScenario : IRuleScenario
{
    private static readonly Typical Ft = new(3);

    public string Rule => "ft-auth-before-imda";

    public CaptureBuilder Violation() =>
        new CaptureBuilder().Add(Ft.Beacon(Typical.OtherAp)).AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse())
            .AddAcked(Ft.ReassocRequest()).AddAcked(Ft.ReassocResponse())
            .AddAcked(Ft.FtRequest(Typical.Ap), 5000);

    public CaptureBuilder Conforming() => Ft.Roam();
}
