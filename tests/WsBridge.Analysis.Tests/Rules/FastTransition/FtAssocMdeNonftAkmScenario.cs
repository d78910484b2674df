using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>PSK with an MDE, refused with status 43, then taken by the AP; the twin names the FT AKM.</summary>
internal sealed class FtAssocMdeNonftAkmScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-assoc-mde-nonft-akm";

    public CaptureBuilder Violation() =>
        new CaptureBuilder().Add(Ft.Beacon()).AddAcked(Ft.AuthRequest(), 5).AddAcked(Ft.AuthResponse()).AddAcked(Request())
            .AddAcked(Ft.AssocResponse(status: 43))
            .AddAcked(Ft.AuthRequest(), 500).AddAcked(Ft.AuthResponse()).AddAcked(Request())
                .AddAcked(Frame.AssociationResponse(Typical.Sta, Typical.Ap, 0, MakeElement.SupportedRates()));

    public CaptureBuilder Conforming() => Ft.Handshake();

    private static byte[] Request() =>
        Frame.AssociationRequest(Typical.Sta, Typical.Ap, MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(),
            MakeElement.Rsne(2), MakeElement.Mde());
}
