using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>An ANonce that the AP never sent, then a response with an SNonce of its own.</summary>
internal sealed class FtReassocNoncesScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-reassoc-nonces";

    public CaptureBuilder Violation() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse())
            .AddAcked(Ft.ReassocRequest(fte: Typical.ReassocFte with { ANonce = Octets.Repeat(0xA9, 32) }))
            .AddAcked(Ft.FtRequest(), 500).AddAcked(Ft.FtResponse()).AddAcked(Ft.ReassocRequest())
                .AddAcked(Ft.ReassocResponse(fte: Typical.ReassocFte with { SNonce = Octets.Repeat(0x59, 32) }));

    public CaptureBuilder Conforming() =>
        Ft.Roam();
}
