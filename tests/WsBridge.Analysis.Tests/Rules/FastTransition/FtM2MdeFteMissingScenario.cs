using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>Message 2 without FTE, without MDE, without both; the twin's first message 2 is whole and its second one encrypted.</summary>
internal sealed class FtM2MdeFteMissingScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-m2-mde-fte-missing";

    public CaptureBuilder Violation()
    {
        var capture = new CaptureBuilder().Add(Ft.Beacon());
        byte[][] incomplete =
        [
            Ft.M2With(1, Ft.Rsne(Typical.PmkR1Name), MakeElement.Mde()),
            Ft.M2With(1, Ft.Rsne(Typical.PmkR1Name), Typical.InitialFte),
            Ft.M2With(1, Ft.Rsne(Typical.PmkR1Name)),
        ];
        foreach (byte[] m2 in incomplete)
        {
            capture.AddAcked(Ft.AuthRequest(), 500).AddAcked(Ft.AuthResponse()).AddAcked(Ft.AssocRequest()).AddAcked(Ft.AssocResponse())
                .AddAcked(Ft.M1()).AddAcked(m2).AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 2), 8);
        }

        return capture;
    }

    public CaptureBuilder Conforming()
    {
        EapolKeyOptions m2 = MakeEapol.M2(Typical.SNonce, Octets.Repeat(0xEE, 64), version: 3, replay: 2);
        return Ft.Association().AddAcked(Ft.M1()).Add(Ft.M2()).AddAcked(Ft.M1(2), 1000)
            .AddAcked(Frame.EapolKey(Typical.Sta, Typical.Ap, m2 with { KeyInformation = m2.KeyInformation | 0x1000 })).AddAcked(Ft.M3(3))
                .AddAcked(Ft.M4(3));
    }
}
