using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>
/// Two associations with the same nonces, then one with the ANonce alone; the twin takes new ones and repeats a message 1 within one
/// handshake.
/// </summary>
internal sealed class NonceReuseScenario : IRuleScenario
{
    private static readonly Typical Psk = new(2);

    public string Rule => "nonce-reuse";

    public CaptureBuilder Violation() => Add(Add(Psk.Handshake(), 0xA1, 0x51), 0xA1, 0x52);

    public CaptureBuilder Conforming() => Add(Add(Psk.Handshake(), 0xA2, 0x52), 0xA3, 0x53);

    private static CaptureBuilder Add(CaptureBuilder capture, byte aNonce, byte sNonce) => capture
        .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 3, fromAp: false),
            500).AddAcked(Psk.AuthRequest()).AddAcked(Psk.AuthResponse()).AddAcked(Psk.AssocRequest()).AddAcked(Psk.AssocResponse())
        .AddAcked(Key(MakeEapol.M1(Octets.Repeat(aNonce, 32)))).AddAcked(Key(MakeEapol.M1(Octets.Repeat(aNonce, 32), replay: 2)),
            1000).AddAcked(Key(MakeEapol.M2(Octets.Repeat(sNonce, 32), Psk.Rsne(), replay: 2)))
        .AddAcked(Key(MakeEapol.M3(Octets.Repeat(aNonce, 32), Octets.Repeat(0xEE, 56), replay: 3))).AddAcked(Psk.M4(3));

    private static byte[] Key(EapolKeyOptions options) => Frame.EapolKey(Typical.Sta, Typical.Ap, options);
}
