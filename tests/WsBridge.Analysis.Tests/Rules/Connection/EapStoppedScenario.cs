using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>
/// An identity that the server does not answer, and a client that does not answer an EAP request; the twin gets EAP-Success.
/// </summary>
internal sealed class EapStoppedScenario : IRuleScenario
{
    public string Rule => "eap-stopped";

    private static readonly Typical Network = new(1);

    public CaptureBuilder Violation() =>
        Network.Association().AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, 1)).AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 2, 1, 1))
            .AddBeacons(6000).AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 23))
            .AddAcked(Network.AuthRequest(), 3000).AddAcked(Network.AuthResponse()).AddAcked(Network.AssocRequest())
            .AddAcked(Network.AssocResponse())
            .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 3, 1)).AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 3, 1), 3000)
            .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 23), 3000);

    public CaptureBuilder Conforming() =>
        Network.Association().AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, 1)).AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 2, 1, 1))
            .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 3, 1))
            .AddAcked(Network.M1()).AddAcked(Network.M2()).AddAcked(Network.M3()).AddAcked(Network.M4());
}
