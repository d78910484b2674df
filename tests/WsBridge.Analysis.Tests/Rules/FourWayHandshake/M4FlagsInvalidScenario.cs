using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>Message 4 without Secure; the twin has the key data of a multi-link client.</summary>
internal sealed class M4FlagsInvalidScenario : IRuleScenario
{
    private const int Secure = 0x0200;

    private static readonly Typical Psk = new(2);

    public string Rule => "m4-flags-invalid";

    public CaptureBuilder Violation()
    {
        EapolKeyOptions good = MakeEapol.M4();
        return UpToM3().AddAcked(Frame.EapolKey(Typical.Sta, Typical.Ap, good with { KeyInformation = good.KeyInformation & ~Secure }));
    }

    public CaptureBuilder Conforming() =>
        UpToM3().AddAcked(Frame.EapolKey(Typical.Sta, Typical.Ap, MakeEapol.M4() with { KeyData = MakeKde.Mac(Typical.Sta) }));

    private static CaptureBuilder UpToM3() => Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2()).AddAcked(Psk.M3());
}
