using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>A repeated message 1 with a new ANonce, and a message 3 with a third one; the twin keeps the ANonce.</summary>
internal sealed class AnonceChangedScenario : IRuleScenario
{
    private static readonly Typical Psk = new(2);

    public string Rule => "anonce-changed";

    public CaptureBuilder Violation() => Handshake(0xA2, 0xA3);

    public CaptureBuilder Conforming() => Handshake(0xA1, 0xA1).AddAcked(Psk.M4(3));

    private static CaptureBuilder Handshake(byte second, byte third) =>
        Psk.Association().AddAcked(Psk.M1()).AddAcked(Key(MakeEapol.M1(Octets.Repeat(second, 32), replay: 2)), 1000).AddAcked(Psk.M2(2))
            .AddAcked(Key(MakeEapol.M3(Octets.Repeat(third, 32), Octets.Repeat(0xEE, 56), replay: 3)));

    private static byte[] Key(EapolKeyOptions options) => Frame.EapolKey(Typical.Sta, Typical.Ap, options);
}
