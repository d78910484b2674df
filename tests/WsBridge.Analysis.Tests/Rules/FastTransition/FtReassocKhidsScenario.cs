using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>A request without R0KH-ID, then a response with another R1KH-ID.</summary>
internal sealed class FtReassocKhidsScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-reassoc-khids";

    public CaptureBuilder Violation() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse())
            .AddAcked(Ft.ReassocRequest(fte: Typical.ReassocFte with { R0khId = null }))
            .AddAcked(Ft.FtRequest(), 500).AddAcked(Ft.FtResponse()).AddAcked(Ft.ReassocRequest())
                .AddAcked(Ft.ReassocResponse(fte: Typical.ReassocFte with { R1khId = Typical.Ap }));

    public CaptureBuilder Conforming() =>
        Ft.Roam();
}
