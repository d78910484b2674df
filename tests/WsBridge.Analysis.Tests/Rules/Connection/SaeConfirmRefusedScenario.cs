using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>A wrong password, which the AP finds in the confirm; the twin has the right one.</summary>
internal sealed class SaeConfirmRefusedScenario : IRuleScenario
{
    public string Rule => "sae-confirm-refused";

    public CaptureBuilder Violation() => SaeFrames.Begin().AddCommits().AddAcked(SaeFrames.Confirm(), 5)
        .AddAcked(SaeFrames.Confirm(true, 15));

    public CaptureBuilder Conforming() => SaeFrames.Begin().AddSuccess();
}
