using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>Another MDID, refused with status 54, then another policy, taken; the twin repeats the MDE of the Beacon.</summary>
internal sealed class FtAssocMdidMismatchScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-assoc-mdid-mismatch";

    public CaptureBuilder Violation() =>
        new CaptureBuilder().Add(Ft.Beacon()).AddAcked(Ft.AuthRequest(), 5).AddAcked(Ft.AuthResponse())
            .AddAcked(Request(MakeElement.Mde(0x0304))).AddAcked(Ft.AssocResponse(status: 54))
            .AddAcked(Ft.AuthRequest(), 500).AddAcked(Ft.AuthResponse()).AddAcked(Request(MakeElement.Mde(capability: 0)))
                .AddAcked(Ft.AssocResponse());

    public CaptureBuilder Conforming() => Ft.Handshake();

    private static byte[] Request(byte[] mde) =>
        Frame.AssociationRequest(Typical.Sta, Typical.Ap, MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), Ft.Rsne(),
            mde);
}
