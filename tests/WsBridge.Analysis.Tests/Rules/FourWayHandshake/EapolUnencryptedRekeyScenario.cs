using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>
/// A rekey in the clear with management frame protection; the twin is a new association, of which the capture has only the handshake.
/// </summary>
internal sealed class EapolUnencryptedRekeyScenario : IRuleScenario
{
    private const int Secure = 0x0200;

    private static readonly Typical Psk = new(6);

    public string Rule => "eapol-unencrypted-rekey";

    public CaptureBuilder Violation() => Second(Secure);

    public CaptureBuilder Conforming() => Second(0);

    private static byte[] Rsne => MakeElement.Rsne(6, 0x0080);

    private static byte[][] Elements => [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), Rsne];

    private static CaptureBuilder Second(int flags)
    {
        EapolKeyOptions m1 = MakeEapol.M1(Octets.Repeat(0xA2, 32), version: 3, replay: 5);
        EapolKeyOptions m2 = MakeEapol.M2(Octets.Repeat(0x52, 32), Rsne, version: 3, replay: 5);
        return new CaptureBuilder().Add(Frame.Beacon(Typical.Ap, Elements)).AddAcked(Psk.AuthRequest(), 5).AddAcked(Psk.AuthResponse())
            .AddAcked(Frame.AssociationRequest(Typical.Sta, Typical.Ap, Elements)).AddAcked(Psk.AssocResponse())
            .AddAcked(Psk.M1()).AddAcked(Psk.M2(rsne: Rsne)).AddAcked(Psk.M3()).AddAcked(Psk.M4())
            .AddAcked(Key(m1 with { KeyInformation = m1.KeyInformation | flags }),
                3000).AddAcked(Key(m2 with { KeyInformation = m2.KeyInformation | flags }))
            .AddAcked(Key(MakeEapol.M3(Octets.Repeat(0xA2, 32), Octets.Repeat(0xEE, 56), version: 3, replay: 6))).AddAcked(Psk.M4(6));
    }

    private static byte[] Key(EapolKeyOptions options) => Frame.EapolKey(Typical.Sta, Typical.Ap, options);
}
