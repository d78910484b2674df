using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>
/// Message 2 without a PMKID, refused at once, then with a PMKID Count of 0; the twin rekeys in the clear without a PMKID after a whole
/// handshake.
/// </summary>
internal sealed class FtM2NoPmkr1nameScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-m2-no-pmkr1name";

    public CaptureBuilder Violation() =>
        Ft.Association().AddAcked(Ft.M1()).AddAcked(Ft.M2(rsne: Ft.Rsne())).AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 2), 8)
            .AddAcked(Ft.AuthRequest(), 500).AddAcked(Ft.AuthResponse()).AddAcked(Ft.AssocRequest()).AddAcked(Ft.AssocResponse())
            .AddAcked(Ft.M1()).AddAcked(Ft.M2(rsne: MakeElement.Rsne(new RsneOptions { Akms = [4], Pmkids = [] })))
                .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 2), 8);

    public CaptureBuilder Conforming()
    {
        EapolKeyOptions m1 = MakeEapol.M1(Octets.Repeat(0xA2, 32), version: 3, replay: 3);
        EapolKeyOptions m2 = MakeEapol.M2(Octets.Repeat(0x52, 32), Octets.Join([Ft.Rsne(), MakeElement.Mde(), Typical.InitialFte]),
            version: 3, replay: 3);
        return Ft.Handshake()
            .AddAcked(Frame.EapolKey(Typical.Sta, Typical.Ap, m1 with { KeyInformation = m1.KeyInformation | 0x0200 }), 5000)
            .AddAcked(Frame.EapolKey(Typical.Sta, Typical.Ap, m2 with { KeyInformation = m2.KeyInformation | 0x0200 }))
            .AddAcked(Ft.M3(4)).AddAcked(Ft.M4(4));
    }
}
