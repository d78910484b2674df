using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>The AP refuses a Reassociation Request with a wrong FTE MIC.</summary>
internal sealed class FtReassocMicBadScenario : IRuleScenario
{
    private static readonly KeyedTypical Ft = new(4);

    public string Rule => "ft-reassoc-mic-bad";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() =>
        Ft.BeforeReassociation().AddAcked(Ft.ReassocRequest(mic: Octets.Repeat(0x77, 16))).AddAcked(Ft.Typical.ReassocResponse(55));

    public CaptureBuilder Conforming() => Ft.Roam();
}
