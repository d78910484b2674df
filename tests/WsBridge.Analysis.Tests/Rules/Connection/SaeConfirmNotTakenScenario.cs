using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>A client that starts SAE over after the confirm of the AP; the twin associates.</summary>
internal sealed class SaeConfirmNotTakenScenario : IRuleScenario
{
    public string Rule => "sae-confirm-not-taken";

    public CaptureBuilder Violation() =>
        SaeFrames.Begin().AddCommits().AddAcked(SaeFrames.Confirm(fromAp: true), 5).AddAcked(SaeFrames.Confirm()).AddCommits(1000);

    public CaptureBuilder Conforming() => SaeFrames.Begin().AddSuccess();
}
