using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>A client of Suite B with SHA-384 whose message 2 has a MIC of 16 octets; the twin has 24.</summary>
internal sealed class MicLengthScenario : IRuleScenario
{
    public string Rule => "mic-length";

    public CaptureBuilder Violation() => Handshake(16);

    public CaptureBuilder Conforming() =>
        Handshake(24).AddAcked(Key(MakeEapol.M3(Typical.ANonce, Octets.Repeat(0xEE, 56), Octets.Repeat(0x33, 24), 0)))
            .AddAcked(Key(MakeEapol.M4(Octets.Repeat(0x44, 24), 0)));

    private static CaptureBuilder Handshake(int micLength)
    {
        var suiteB = new Typical(12);
        return suiteB.Association().AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, 1))
            .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 3, 9), 80)
            .AddAcked(Key(MakeEapol.M1(Typical.ANonce, version: 0) with { Mic = new byte[24] }))
            .AddAcked(Key(MakeEapol.M2(Typical.SNonce, suiteB.Rsne(), Octets.Repeat(0x22, micLength), 0)));
    }

    private static byte[] Key(EapolKeyOptions options) => Frame.EapolKey(Typical.Sta, Typical.Ap, options);
}
