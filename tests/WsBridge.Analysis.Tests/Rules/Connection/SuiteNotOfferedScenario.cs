using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>SAE asked for where the Beacon offers SAE with group-dependent hash alone; the twin asks for what is offered.</summary>
internal sealed class SuiteNotOfferedScenario : IRuleScenario
{
    public string Rule => "suite-not-offered";

    public CaptureBuilder Violation() =>
        new CaptureBuilder().Add(new Typical(24).Beacon()).AddCommits().AddAcked(SaeFrames.Confirm(), 5)
            .AddAcked(SaeFrames.Confirm(fromAp: true))
            .AddAcked(SaeFrames.Network.AssocRequest()).AddAcked(SaeFrames.Network.AssocResponse(43));

    public CaptureBuilder Conforming() => SaeFrames.Begin().AddSuccess();
}
