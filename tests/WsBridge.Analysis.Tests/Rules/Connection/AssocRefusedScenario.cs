using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>An association refused because the AP is full, then with a code that says nothing; the twin gets in.</summary>
internal sealed class AssocRefusedScenario : IRuleScenario
{
    public string Rule => "assoc-refused";

    private static readonly Typical Network = new(2);

    public CaptureBuilder Violation() =>
        new CaptureBuilder().Add(Network.Beacon()).AddAcked(Network.AuthRequest(), 5).AddAcked(Network.AuthResponse())
            .AddAcked(Network.AssocRequest()).AddAcked(Network.AssocResponse(17))
            .AddAcked(Network.AuthRequest(), 6000).AddAcked(Network.AuthResponse()).AddAcked(Network.AssocRequest())
            .AddAcked(Network.AssocResponse(12));

    public CaptureBuilder Conforming() => Network.Handshake();
}
