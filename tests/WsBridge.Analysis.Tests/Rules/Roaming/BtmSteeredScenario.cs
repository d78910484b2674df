using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Roaming;

/// <summary>A request to move, accepted, then a roam; in the twin the roam comes when the request is long past.</summary>
internal sealed class BtmSteeredScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "btm-steered";

    public CaptureBuilder Violation() => Roam(afterMilliseconds: 200);

    public CaptureBuilder Conforming() => Roam(afterMilliseconds: 11_000);

    private static CaptureBuilder Roam(double afterMilliseconds) => Ft.AddRoam(
        Ft.BeforeRoam().AddAcked(Frame.BtmRequest(Typical.Sta, Typical.Ap))
        .AddAcked(Frame.BtmResponse(Typical.Sta, Typical.Ap, 0, Typical.OtherAp), 5),
        Typical.Ap,
        Typical.OtherAp,
        afterMilliseconds);
}
