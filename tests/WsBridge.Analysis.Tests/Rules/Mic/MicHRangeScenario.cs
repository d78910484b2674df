using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Mic;

/// <summary>The client leaves the EAPOL header out of the MIC.</summary>
internal sealed class MicHRangeScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(2);

    public string Rule => "mic-h-range";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() => Network.InVain(new Making { Covered = static pdu => pdu[4..] });

    public CaptureBuilder Conforming() => Network.Handshake();
}
