using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>Three Association Requests that the AP acknowledges and does not answer; it answers the third one of the twin.</summary>
internal sealed class AssocUnansweredScenario : IRuleScenario
{
    public string Rule => "assoc-unanswered";

    private static readonly Typical Network = new(2);

    public CaptureBuilder Violation() => Asked().AddBeacons(3000);

    public CaptureBuilder Conforming() => Asked().AddAcked(Network.AssocResponse()).AddAcked(Network.M1()).AddAcked(Network.M2())
        .AddAcked(Network.M3()).AddAcked(Network.M4());

    private static CaptureBuilder Asked() =>
        new CaptureBuilder().Add(Network.Beacon()).AddAcked(Network.AuthRequest(), 5).AddAcked(Network.AuthResponse())
            .AddAcked(Network.AssocRequest()).AddAcked(Network.AssocRequest(), 200).AddAcked(Network.AssocRequest(), 200);
}
