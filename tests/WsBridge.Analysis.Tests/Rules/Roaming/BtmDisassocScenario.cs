using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Roaming;

/// <summary>
/// The AP announces a disassociation and carries it out while the client is still there; in the twin the client has roamed by then.
/// </summary>
internal sealed class BtmDisassocScenario : IRuleScenario
{
    private const int DisassociationImminent = 4;

    private static readonly Typical Ft = new(4);

    public string Rule => "btm-disassoc";

    public CaptureBuilder Violation() => SendAway(Announced());

    public CaptureBuilder Conforming() => SendAway(Ft.AddRoam(Announced(), Typical.Ap, Typical.OtherAp, 500));

    private static CaptureBuilder Announced() =>
        Ft.BeforeRoam().AddAcked(Frame.BtmRequest(Typical.Sta, Typical.Ap, DisassociationImminent, disassociationTimer: 20));

    private static CaptureBuilder SendAway(CaptureBuilder capture) =>
        capture.AddAcked(Frame.Disassociation(Typical.Sta, Typical.Ap, 12), 2000);
}
