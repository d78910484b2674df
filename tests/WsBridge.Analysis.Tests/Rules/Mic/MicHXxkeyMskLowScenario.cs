using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Mic;

/// <summary>The client takes the first half of the MSK as XXKey; the twin the second.</summary>
internal sealed class MicHXxkeyMskLowScenario : IRuleScenario
{
    private static readonly byte[] Msk = [.. Octets.Repeat(0x31, 32), .. Octets.Repeat(0x32, 32)];
    private static readonly KeyedTypical Network = new(3) { Pmk = Msk[32..] };

    public string Rule => "mic-h-xxkey-msk-low";

    public IReadOnlyList<KnownKey> Keys => [new KnownKey(KeyKind.Msk, Msk, "keys.txt, line 1")];

    public CaptureBuilder Violation() => Network.InVain(new Making { Pmk = Msk[..32] });

    public CaptureBuilder Conforming() => Network.Handshake();
}
