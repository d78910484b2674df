using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>FT message 3 carries an MDE of other FT capabilities than the association response, and no FTE.</summary>
internal sealed class FtM3MdeFteMismatchScenario : IRuleScenario
{
    private static readonly KeyedTypical Ft = new(4);

    public string Rule => "ft-m3-mde-fte-mismatch";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() => Ft.RefusedM3([Ft.M2Rsne, MakeElement.Mde(capability: 0)], 1);

    public CaptureBuilder Conforming() => Ft.Handshake();
}
