using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>A cached PMKID beside PMKR1Name, then PMKR0Name in its place.</summary>
internal sealed class FtReassocreqPmkidScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-reassocreq-pmkid";

    public CaptureBuilder Violation() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse())
            .AddAcked(Ft.ReassocRequest(rsne: Ft.Rsne(Typical.PmkR1Name, Typical.CachedPmkid)))
            .AddAcked(Ft.FtRequest(), 500).AddAcked(Ft.FtResponse()).AddAcked(Ft.ReassocRequest(rsne: Ft.Rsne(Typical.PmkR0Name)));

    public CaptureBuilder Conforming() =>
        Ft.Roam();
}
