using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>
/// Message 3 without Secure and with the key length of TKIP under CCMP; then one without Install. The twin is a good handshake.
/// </summary>
internal sealed class M3FlagsInvalidScenario : IRuleScenario
{
    private const int Install = 0x0040;
    private const int Secure = 0x0200;

    private static readonly Typical Psk = new(2);

    public string Rule => "m3-flags-invalid";

    public CaptureBuilder Violation()
    {
        EapolKeyOptions good = MakeEapol.M3(Typical.ANonce, Octets.Repeat(0xEE, 56));
        return Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2())
            .AddAcked(Frame.EapolKey(Typical.Sta, Typical.Ap, good with { KeyInformation = good.KeyInformation & ~Secure, KeyLength = 32 }))
            .AddAcked(Frame.EapolKey(Typical.Sta, Typical.Ap,
                good with { KeyInformation = good.KeyInformation & ~Install, ReplayCounter = 3 }), 1000);
    }

    public CaptureBuilder Conforming() => Psk.Handshake();
}
