using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Mic;

/// <summary>The client uses the passphrase of another SSID; the twin the right one.</summary>
internal sealed class MicHStalePmkScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(2);

    public string Rule => "mic-h-stale-pmk";

    public IReadOnlyList<KnownKey> Keys =>

        [
            KeyedTypical.GivenPassphrase,
            new KnownKey(KeyKind.Passphrase, "guest passphrase"u8, "keys.txt, line 2", new KeyBinding { Ssid = "Guests"u8.ToArray() }),
        ];

    public CaptureBuilder Violation() => Network.InVain(new Making { Pmk = KeyedTypical.PskOf("guest passphrase") });

    public CaptureBuilder Conforming() => Network.Handshake();
}
