using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>
/// The STA asks anew with another SNonce; the AP answers the first request, and once more with an SNonce of nobody and an ANonce of zero.
/// </summary>
internal sealed class FtAuthrespSnonceScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-authresp-snonce";

    public CaptureBuilder Violation() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50)
            .AddAcked(Ft.FtRequest(fte: Typical.FtRequestFte with { SNonce = Octets.Repeat(0x52, 32) }), 100)
            .AddAcked(Ft.FtResponse()).AddAcked(
                Ft.FtResponse(fte: Typical.FtResponseFte with { SNonce = Octets.Repeat(0x53, 32), ANonce = new byte[32] }));

    public CaptureBuilder Conforming() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtRequest(), 100).AddAcked(Ft.FtResponse()).AddAcked(Ft.ReassocRequest())
            .AddAcked(Ft.ReassocResponse());
}
