using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>
/// A request that announces hash-to-element after a commit by hunting-and-pecking; the commit of the twin was made by hash-to-element.
/// </summary>
internal sealed class SaeH2eClaimedNotUsedScenario : IRuleScenario
{
    public string Rule => "sae-h2e-claimed-not-used";

    public CaptureBuilder Violation() => Asked(0).AddAcked(SaeFrames.Network.AssocResponse(1));

    public CaptureBuilder Conforming() =>
        Asked(126).AddAcked(SaeFrames.Network.AssocResponse()).AddAcked(SaeFrames.Network.M1())
            .AddAcked(SaeFrames.Network.M2With(1, SaeFrames.Network.Rsne(), MakeElement.Rsnxe())).AddAcked(SaeFrames.Network.M3())
            .AddAcked(SaeFrames.Network.M4());

    private static CaptureBuilder Asked(int commitStatus) =>
        new CaptureBuilder()
            .Add(Frame.Beacon(Typical.Ap,
                [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), SaeFrames.Network.Rsne(), MakeElement.Rsnxe()]))
            .AddAcked(SaeFrames.Commit(status: commitStatus), 5).AddAcked(SaeFrames.Commit(true, commitStatus))
            .AddAcked(SaeFrames.Confirm()).AddAcked(SaeFrames.Confirm(fromAp: true))
            .AddAcked(Frame.AssociationRequest(Typical.Sta, Typical.Ap,
                [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), SaeFrames.Network.Rsne(), MakeElement.Rsnxe()]));
}
