using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>
/// The AP answers a repeated FT request twice with two ANonces and refuses the reassociation with the first; then one whose FTE agrees in
/// all but perhaps the MIC.
/// </summary>
internal sealed class FtAuthStatus55Scenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-auth-status-55";

    public CaptureBuilder Violation() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtRequest(), 108).AddAcked(Ft.FtResponse(), 20)
            .AddAcked(Ft.FtResponse(fte: Typical.FtResponseFte with { ANonce = Octets.Repeat(0xA2, 32) }), 35)
            .AddAcked(Ft.ReassocRequest(), 20).AddAcked(Ft.ReassocResponse(status: 55), 6)
            .AddAcked(Ft.FtRequest(), 1000).AddAcked(Ft.FtResponse(), 20).AddAcked(Ft.ReassocRequest(), 20)
                .AddAcked(Ft.ReassocResponse(status: 55), 6);

    public CaptureBuilder Conforming() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtRequest(), 108).AddAcked(Ft.FtResponse(), 20)
            .AddAcked(Ft.FtResponse(), 35).AddAcked(Ft.ReassocRequest(), 20).AddAcked(Ft.ReassocResponse(), 6);
}
