using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>A response that names neither the R1KH nor the R0KH that was asked for.</summary>
internal sealed class FtAuthrespNoR1khidScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-authresp-no-r1khid";

    public CaptureBuilder Violation() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50)
            .AddAcked(Ft.FtResponse(fte: Typical.FtResponseFte with { R1khId = null, R0khId = "ap9.example" }));

    public CaptureBuilder Conforming() =>
        Ft.Roam();
}
