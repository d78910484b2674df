using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>Three Authentication requests that the AP acknowledges and does not answer; in the twin it answers the second one.</summary>
internal sealed class AuthUnansweredScenario : IRuleScenario
{
    public string Rule => "auth-unanswered";

    private static readonly Typical Network = new(2);

    public CaptureBuilder Violation() =>
        new CaptureBuilder().Add(Network.Beacon()).AddAcked(Network.AuthRequest(), 5).AddAcked(Network.AuthRequest(), 200)
            .AddAcked(Network.AuthRequest(), 200).AddBeacons(3000);

    public CaptureBuilder Conforming() => new CaptureBuilder().Add(Network.Beacon()).AddAcked(Network.AuthRequest(), 5)
        .AddAcked(Network.AuthRequest(), 200).AddAcked(Network.AuthResponse())
        .AddAcked(Network.AssocRequest()).AddAcked(Network.AssocResponse()).AddAcked(Network.M1()).AddAcked(Network.M2())
        .AddAcked(Network.M3()).AddAcked(Network.M4());
}
