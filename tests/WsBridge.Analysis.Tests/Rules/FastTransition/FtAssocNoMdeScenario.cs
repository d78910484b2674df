using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>FT-PSK without MDE, refused, then FT-PSK beside PSK without MDE, which the AP takes as PSK; the twin carries the MDE.</summary>
internal sealed class FtAssocNoMdeScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-assoc-no-mde";

    public CaptureBuilder Violation() =>
        new CaptureBuilder().Add(Ft.Beacon()).AddAcked(Ft.AuthRequest(), 5).AddAcked(Ft.AuthResponse()).AddAcked(Request(4))
            .AddAcked(Ft.AssocResponse(status: 54))
            .AddAcked(Ft.AuthRequest(), 500).AddAcked(Ft.AuthResponse()).AddAcked(Request(4, 2))
                .AddAcked(Frame.AssociationResponse(Typical.Sta, Typical.Ap, 0, MakeElement.SupportedRates()));

    public CaptureBuilder Conforming() => Ft.Handshake();

    private static byte[] Request(params IReadOnlyList<int> akms) =>
        Frame.AssociationRequest(Typical.Sta, Typical.Ap, MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(),
            MakeElement.Rsne(new RsneOptions { Akms = akms }));
}
