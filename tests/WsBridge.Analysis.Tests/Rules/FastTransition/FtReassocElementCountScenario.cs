using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>An RSNXE that is not counted; the twin counts it, and a RIC of two elements too.</summary>
internal sealed class FtReassocElementCountScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-reassoc-element-count";

    public CaptureBuilder Violation() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse()).AddAcked(Ft.ReassocRequest(more: MakeElement.Rsnxe()));

    public CaptureBuilder Conforming() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse())
            .AddAcked(Ft.ReassocRequest(fte: Typical.ReassocFte with { ElementCount = 6 },
                more: [MakeElement.Rsnxe(), MakeElement.Rde(1, 1, 0), MakeElement.Any(75, 1, 0)])).AddAcked(Ft.ReassocResponse());
}
