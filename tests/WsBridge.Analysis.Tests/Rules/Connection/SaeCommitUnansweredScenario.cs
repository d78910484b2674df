using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>Three commits that the AP acknowledges and does not answer; in the twin it answers the second one.</summary>
internal sealed class SaeCommitUnansweredScenario : IRuleScenario
{
    public string Rule => "sae-commit-unanswered";

    public CaptureBuilder Violation() =>
        SaeFrames.Begin().AddAcked(SaeFrames.Commit(), 5).AddAcked(SaeFrames.Commit(), 300).AddAcked(SaeFrames.Commit(), 300)
            .AddBeacons(3000);

    public CaptureBuilder Conforming() => SaeFrames.Begin().AddAcked(SaeFrames.Commit(), 5).AddSuccess();
}
