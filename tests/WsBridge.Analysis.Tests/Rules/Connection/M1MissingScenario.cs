using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>Accepted three times without message 1: ended by the AP, by the client, and by another attempt; the twin gets it.</summary>
internal sealed class M1MissingScenario : IRuleScenario
{
    public string Rule => "m1-missing";

    private static readonly Typical Network = new(2);

    public CaptureBuilder Violation()
    {
        CaptureBuilder capture = Network.Handshake().AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 3, fromAp: false), 1000);
        Again(capture).Add(Network.Beacon(), 600).AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 600);
        Again(capture).Add(Network.Beacon(), 600).AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 3, fromAp: false), 600);
        Again(capture).Add(Network.Beacon(), 600);
        return Again(capture);
    }

    public CaptureBuilder Conforming() => Network.Handshake();

    private static CaptureBuilder Again(CaptureBuilder capture) =>
        capture.AddAcked(Network.AuthRequest(), 1500).AddAcked(Network.AuthResponse()).AddAcked(Network.AssocRequest())
            .AddAcked(Network.AssocResponse());
}
