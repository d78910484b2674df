using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>Refused at once, then 4 s after the last of two requests, then for a second PMKID; the twin is slow and says yes.</summary>
internal sealed class FtAuthStatus53Scenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    private static FteOptions Again => Typical.FtRequestFte with { SNonce = Octets.Repeat(0x52, 32) };

    public string Rule => "ft-auth-status-53";

    public CaptureBuilder Violation() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse(status: 53), 15)
            .AddAcked(Ft.FtRequest(fte: Again), 5000).AddAcked(Ft.FtRequest(fte: Again), 100).AddAcked(Ft.FtResponse(status: 53), 4000)
            .AddAcked(Ft.FtRequest(rsne: Ft.Rsne(Typical.PmkR0Name, Typical.CachedPmkid)), 5000).AddAcked(Ft.FtResponse(status: 53), 15);

    public CaptureBuilder Conforming() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtRequest(), 100).AddAcked(Ft.FtResponse(), 80)
            .AddAcked(Ft.ReassocRequest()).AddAcked(Ft.ReassocResponse());
}
