using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>An AP that asks for its anti-clogging token, and a client that sends its commit without it; the twin returns it.</summary>
internal sealed class SaeTokenNotReturnedScenario : IRuleScenario
{
    public string Rule => "sae-token-not-returned";

    private static readonly byte[] Token = Octets.Repeat(0x70, 32);

    public CaptureBuilder Violation() =>
        SaeFrames.Begin().AddAcked(SaeFrames.Commit(), 5).AddAcked(SaeFrames.Commit(true, 76, token: Token))
            .AddAcked(SaeFrames.Commit(), 300).AddAcked(SaeFrames.Commit(true, 76, token: Token)).AddBeacons(7000);

    public CaptureBuilder Conforming() =>
        SaeFrames.Begin().AddAcked(SaeFrames.Commit(), 5).AddAcked(SaeFrames.Commit(true, 76, token: Token))
            .AddAcked(SaeFrames.Commit(token: Token)).AddAcked(SaeFrames.Commit(fromAp: true))
            .AddAcked(SaeFrames.Confirm(), 5).AddAcked(SaeFrames.Confirm(fromAp: true)).AddAssociation();
}
