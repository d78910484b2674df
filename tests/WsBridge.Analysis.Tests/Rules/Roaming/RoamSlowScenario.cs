using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Roaming;

/// <summary>An AP that takes 200 ms for its FT response; the twin takes 100 ms, and has a first association that is slower.</summary>
internal sealed class RoamSlowScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "roam-slow";

    public CaptureBuilder Violation() => Ft.AddRoam(Ft.BeforeRoam(), Typical.Ap, Typical.OtherAp, 50, answerMilliseconds: 200);

    public CaptureBuilder Conforming() =>
        Ft.AddRoam(Ft.Association().AddAcked(Ft.M1(), 400).AddAcked(Ft.M2()).AddAcked(Ft.M3()).AddAcked(Ft.M4())
            .Add(Ft.Beacon(Typical.OtherAp), 200), Typical.Ap, Typical.OtherAp, 50, answerMilliseconds: 100);
}
