using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>Message 1 with Key MIC, then one with an ANonce of zeros; the twin is a rekey, whose message 1 has Secure.</summary>
internal sealed class M1FlagsInvalidScenario : IRuleScenario
{
    private const int Mic = 0x0100;
    private const int Secure = 0x0200;

    private static readonly Typical Psk = new(2);
    private static readonly Typical Again = Psk with { Round = 1 };

    public string Rule => "m1-flags-invalid";

    public CaptureBuilder Violation()
    {
        EapolKeyOptions good = MakeEapol.M1(Typical.ANonce);
        return Psk.Association()
            .AddAcked(Frame.EapolKey(Typical.Sta, Typical.Ap, good with { KeyInformation = good.KeyInformation | Mic }))
            .AddAcked(Frame.EapolKey(Typical.Sta, Typical.Ap, good with { Nonce = new byte[32], ReplayCounter = 2 }), 1000);
    }

    public CaptureBuilder Conforming()
    {
        EapolKeyOptions rekey = MakeEapol.M1(Octets.Repeat(0xA2, 32), replay: 3);
        return Psk.Handshake()
            .AddAcked(Frame.EapolKey(Typical.Sta, Typical.Ap, rekey with { KeyInformation = rekey.KeyInformation | Secure }), 5000)
            .AddAcked(Again.M2(3)).AddAcked(Again.M3(4)).AddAcked(Again.M4(4));
    }
}
