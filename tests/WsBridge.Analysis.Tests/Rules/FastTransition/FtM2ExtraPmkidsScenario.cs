using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>An AP that takes both PMKIDs: a warning and no more.</summary>
internal sealed class FtM2ExtraPmkidsScenario : IRuleScenario
{
    private static readonly Typical Ft = new(3);

    public string Rule => "ft-m2-extra-pmkids";

    public CaptureBuilder Violation() =>
        Ft.Association(Typical.CachedPmkid).AddAcked(Ft.M1(pmkid: Typical.CachedPmkid))
            .AddAcked(Ft.M2(rsne: Ft.Rsne(Typical.PmkR1Name, Typical.CachedPmkid))).AddAcked(Ft.M3()).AddAcked(Ft.M4());

    public CaptureBuilder Conforming() =>
        Ft.Association(Typical.CachedPmkid).AddAcked(Ft.M1(pmkid: Typical.CachedPmkid)).AddAcked(Ft.M2()).AddAcked(Ft.M3())
            .AddAcked(Ft.M4());
}
