using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>
/// Message 2 of another mobility domain, refused, then with another policy, accepted; the twin repeats the MDE of the last response of
/// several.
/// </summary>
internal sealed class FtM2MdeMismatchScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-m2-mde-mismatch";

    public CaptureBuilder Violation() =>
        Ft.Association().AddAcked(Ft.M1()).AddAcked(M2(MakeElement.Mde(0x0304)))
            .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 2), 8)
            .AddAcked(Ft.AuthRequest(), 500).AddAcked(Ft.AuthResponse()).AddAcked(Ft.AssocRequest()).AddAcked(Ft.AssocResponse())
            .AddAcked(Ft.M1()).AddAcked(M2(MakeElement.Mde(capability: 0))).AddAcked(Ft.M3()).AddAcked(Ft.M4());

    public CaptureBuilder Conforming() =>
        new CaptureBuilder().Add(Ft.Beacon()).AddAcked(Ft.AuthRequest(), 5).AddAcked(Ft.AuthResponse()).AddAcked(Ft.AssocRequest())
            .AddAcked(Response(0x0506)).AddAcked(Response(0x0102), 100).AddAcked(Ft.M1()).AddAcked(Ft.M2()).AddAcked(Ft.M3())
                .AddAcked(Ft.M4());

    private static byte[] M2(byte[] mde) => Ft.M2With(1, Ft.Rsne(Typical.PmkR1Name), mde, Typical.InitialFte);

    private static byte[] Response(int mdid) =>
        Frame.AssociationResponse(Typical.Sta, Typical.Ap, 0, MakeElement.SupportedRates(), MakeElement.Mde(mdid), Typical.InitialFte);
}
