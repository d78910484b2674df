using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Configuration;

/// <summary>An RSNXE in the request and none in message 2, which the AP refuses; the twin has it in both.</summary>
internal sealed class RsnxeMismatchScenario : IRuleScenario
{
    private static readonly Typical Sae = new(8);

    public string Rule => "rsnxe-mismatch";

    public CaptureBuilder Violation() => UpToM1().AddAcked(Sae.M2()).AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 2));

    public CaptureBuilder Conforming() =>
        UpToM1().AddAcked(Sae.M2With(1, Sae.Rsne(), MakeElement.Rsnxe())).AddAcked(Sae.M3()).AddAcked(Sae.M4());

    private static CaptureBuilder UpToM1() =>
        new CaptureBuilder().Add(Sae.Beacon()).AddAcked(Sae.AuthRequest(), 5).AddAcked(Sae.AuthResponse())
        .AddAcked(Frame.AssociationRequest(Typical.Sta, Typical.Ap,
            [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), Sae.Rsne(), MakeElement.Rsnxe()]))
        .AddAcked(Sae.AssocResponse()).AddAcked(Sae.M1());
}
