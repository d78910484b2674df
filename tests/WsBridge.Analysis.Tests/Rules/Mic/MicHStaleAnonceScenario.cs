using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Mic;

/// <summary>The AP makes a new ANonce when it repeats message 1, and the client keeps the first one.</summary>
internal sealed class MicHStaleAnonceScenario : IRuleScenario
{
    private static readonly byte[] Later = Octets.Repeat(0xA7, 32);
    private static readonly KeyedTypical Network = new(2);

    public string Rule => "mic-h-stale-anonce";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() => Network.Association()
        .AddAcked(Network.M1())
        .AddAcked(Network.M1(2, Later), 1000).AddAcked(Network.M2(2), 5)
        .AddAcked(Network.M1(3, Later), 1000).AddAcked(Network.M2(3), 5)
        .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 1000);

    public CaptureBuilder Conforming() => Network.Handshake();
}
