using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Roaming;

/// <summary>An association and a roam that succeed; the twin ends before the handshake.</summary>
internal sealed class RoamSummaryScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "roam-summary";

    public CaptureBuilder Violation() => Ft.Roam();

    public CaptureBuilder Conforming() => Ft.Association();
}
