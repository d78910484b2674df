using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Configuration;

/// <summary>Both sides set OCVC; message 2 has no OCI KDE, and the AP drops it; in the twin it has one.</summary>
internal sealed class OciMissingOrWrongScenario : IRuleScenario
{
    private static readonly Typical Psk = new(6);

    public string Rule => "oci-missing-or-wrong";

    public CaptureBuilder Violation() => UpToM1().AddAcked(Psk.M2(rsne: Rsne)).AddAcked(Psk.M1(2), 1000).AddAcked(Psk.M2(2, rsne: Rsne))
        .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 1000);

    public CaptureBuilder Conforming() =>
        UpToM1().AddAcked(Psk.M2With(1, Rsne, MakeKde.Any(13, 81, 1, 0))).AddAcked(Psk.M3()).AddAcked(Psk.M4());

    private static byte[] Rsne => MakeElement.Rsne(6, 0x4080);

    private static byte[][] Elements => [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), Rsne];

    private static CaptureBuilder UpToM1() =>
        new CaptureBuilder().Add(Frame.Beacon(Typical.Ap, Elements)).AddAcked(Psk.AuthRequest(), 5).AddAcked(Psk.AuthResponse())
        .AddAcked(Frame.AssociationRequest(Typical.Sta, Typical.Ap, Elements)).AddAcked(Psk.AssocResponse()).AddAcked(Psk.M1());
}
