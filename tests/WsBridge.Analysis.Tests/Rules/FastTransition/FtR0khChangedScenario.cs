using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>
/// The client roams with an R0KH-ID from before its latest initial association; the twin roams with the one of the association.
/// </summary>
internal sealed class FtR0khChangedScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-r0kh-changed";

    public CaptureBuilder Violation() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(fte: Typical.FtRequestFte with { R0khId = "ap0.example" }),
            50).AddAcked(Ft.FtResponse(status: 53));

    public CaptureBuilder Conforming() => Ft.Roam();
}
