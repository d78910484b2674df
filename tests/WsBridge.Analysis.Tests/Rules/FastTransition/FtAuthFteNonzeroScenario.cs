using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>
/// A request with an SNonce of zero, then one with a MIC and ANonce, then a response with a MIC; the twin only has RSNXE Used set.
/// </summary>
internal sealed class FtAuthFteNonzeroScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-auth-fte-nonzero";

    public CaptureBuilder Violation() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(fte: new FteOptions { R0khId = Typical.R0khId }), 50).AddAcked(Ft.FtResponse(status: 1))
            .AddAcked(Ft.FtRequest(
                fte: Typical.FtRequestFte with { Mic = Octets.Repeat(0x77, 16), ElementCount = 3, ANonce = Typical.ANonce }), 500)
            .AddAcked(Ft.FtResponse(fte: Typical.FtResponseFte with { Mic = Octets.Repeat(0x77, 16) }))
            .AddAcked(Ft.ReassocRequest()).AddAcked(Ft.ReassocResponse());

    public CaptureBuilder Conforming() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(fte: Typical.FtRequestFte with { MicControl = 1 }), 50)
            .AddAcked(Ft.FtResponse(fte: Typical.FtResponseFte with { MicControl = 1 })).AddAcked(Ft.ReassocRequest())
                .AddAcked(Ft.ReassocResponse());
}
