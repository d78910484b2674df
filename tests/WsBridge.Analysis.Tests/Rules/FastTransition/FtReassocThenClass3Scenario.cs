using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>Reason 6 right after the Reassociation Response, twice; in the twin the client has left before.</summary>
internal sealed class FtReassocThenClass3Scenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-reassoc-then-class3";

    public CaptureBuilder Violation() =>
        Ft.Roam().AddAcked(Frame.Deauthentication(Typical.Sta, Typical.OtherAp, 6),
            30).AddAcked(Frame.Deauthentication(Typical.Sta, Typical.OtherAp, 6), 100);

    public CaptureBuilder Conforming() =>
        Ft.Roam().AddAcked(Frame.Deauthentication(Typical.Sta, Typical.OtherAp, 3, fromAp: false),
            30).AddAcked(Frame.Deauthentication(Typical.Sta, Typical.OtherAp, 7), 100);
}
