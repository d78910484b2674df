using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>
/// An AP that takes none of the groups that the client offers, and later a commit it cannot take at all; the twin offers group 19.
/// </summary>
internal sealed class SaeCommitRefusedScenario : IRuleScenario
{
    public string Rule => "sae-commit-refused";

    public CaptureBuilder Violation() =>
        SaeFrames.Begin().AddAcked(SaeFrames.Commit(group: 21), 5).AddAcked(SaeFrames.Commit(true, 77, 21))
            .AddAcked(SaeFrames.Commit(group: 20), 300).AddAcked(SaeFrames.Commit(true, 77, 20))
            .AddBeacons(7000).AddAcked(SaeFrames.Commit()).AddAcked(SaeFrames.Commit(true, 1));

    public CaptureBuilder Conforming() => SaeFrames.Begin().AddSuccess();
}
