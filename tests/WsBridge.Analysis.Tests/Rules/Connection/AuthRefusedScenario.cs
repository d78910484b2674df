using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>Shared Key authentication with a wrong key, then Open System at an AP that is full; the twin gets in.</summary>
internal sealed class AuthRefusedScenario : IRuleScenario
{
    public string Rule => "auth-refused";

    public CaptureBuilder Violation() => SharedKey(15).AddAcked(Frame.Authentication(Typical.Sta, Typical.Ap), 6000)
        .AddAcked(Frame.Authentication(Typical.Sta, Typical.Ap, transaction: 2, status: 17));

    public CaptureBuilder Conforming() => SharedKey(0)
        .AddAcked(Frame.AssociationRequest(Typical.Sta, Typical.Ap, [MakeElement.Ssid("Wep"), MakeElement.SupportedRates()]))
        .AddAcked(Frame.AssociationResponse(Typical.Sta, Typical.Ap, 0, [MakeElement.SupportedRates()]));

    private static CaptureBuilder SharedKey(int status) => new CaptureBuilder()
        .Add(Frame.Beacon(Typical.Ap, [MakeElement.Ssid("Wep"), MakeElement.SupportedRates()]))
        .AddAcked(Frame.Authentication(Typical.Sta, Typical.Ap, 1), 5)
        .AddAcked(Frame.Authentication(Typical.Sta, Typical.Ap, 1, 2, 0, [MakeElement.Any(16, Octets.Repeat(0xC7, 128))]))
        .AddAcked(Frame.Between(Dot11.FrameKind.Authentication, Typical.Sta, Typical.Ap, false, Octets.Repeat(0xE7, 144),
            new FrameOptions { Protected = true }))
        .AddAcked(Frame.Authentication(Typical.Sta, Typical.Ap, 1, 4, status));
}
