using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Mic;

/// <summary>The client has another passphrase than the one given for the SSID; the twin has it.</summary>
internal sealed class MicInvalidScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(2);

    public string Rule => "mic-invalid";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() => Network.InVain(new Making { Pmk = KeyedTypical.PskOf("another passphrase") });

    public CaptureBuilder Conforming() => Network.Handshake();
}
