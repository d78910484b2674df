using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>Confirms that the AP acknowledges and does not answer, until the client starts over; in the twin it answers.</summary>
internal sealed class SaeConfirmUnansweredScenario : IRuleScenario
{
    public string Rule => "sae-confirm-unanswered";

    public CaptureBuilder Violation() =>
        SaeFrames.Begin().AddCommits().AddAcked(SaeFrames.Confirm(), 5).AddAcked(SaeFrames.Confirm(number: 2), 250)
            .AddAcked(SaeFrames.Confirm(number: 3), 250)
            .Add(SaeFrames.Network.Beacon(), 300).AddAcked(SaeFrames.Commit(), 300);

    public CaptureBuilder Conforming() => SaeFrames.Begin().AddCommits().AddAcked(SaeFrames.Confirm(), 5)
        .AddAcked(SaeFrames.Confirm(number: 2), 250).AddAcked(SaeFrames.Confirm(fromAp: true)).AddAssociation();
}
