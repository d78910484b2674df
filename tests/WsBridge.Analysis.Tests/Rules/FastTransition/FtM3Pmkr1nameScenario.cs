using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>FT message 3 carries a PMKID of something else than PMK-R1 beside PMKR1Name.</summary>
internal sealed class FtM3Pmkr1nameScenario : IRuleScenario
{
    private static readonly KeyedTypical Ft = new(4);

    public string Rule => "ft-m3-pmkr1name";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() => Ft.RefusedM3([Ft.Typical.Rsne(Ft.PmkR1Name(), Typical.CachedPmkid), .. Ft.MdeAndFte], 1);

    public CaptureBuilder Conforming() => Ft.Handshake();
}
