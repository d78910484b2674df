using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>PEAP that ends with EAP-Failure; the twin gets EAP-Success.</summary>
internal sealed class EapFailedScenario : IRuleScenario
{
    public string Rule => "eap-failed";

    private static readonly Typical Network = new(1);

    public CaptureBuilder Violation() => Exchange().AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 4, 2))
        .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 23));

    public CaptureBuilder Conforming() => Exchange().AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 3, 2)).AddAcked(Network.M1())
        .AddAcked(Network.M2()).AddAcked(Network.M3()).AddAcked(Network.M4());

    private static CaptureBuilder Exchange() =>
        Network.Association().AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, 1)).AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 2, 1, 1))
            .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 2, 25), 20).AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 2, 2, 25));
}
