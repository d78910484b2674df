using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Roaming;

/// <summary>The client knows no candidate to move to; the twin accepts.</summary>
internal sealed class BtmRejectedScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "btm-rejected";

    public CaptureBuilder Violation() => Ask(status: 7);

    public CaptureBuilder Conforming() => Ask(status: 0);

    private static CaptureBuilder Ask(int status) => Ft.BeforeRoam().AddAcked(Frame.BtmRequest(Typical.Sta, Typical.Ap, token: 3))
        .AddAcked(Frame.BtmResponse(Typical.Sta, Typical.Ap, status, status == 0 ? Typical.OtherAp : null, token: 3), 5);
}
