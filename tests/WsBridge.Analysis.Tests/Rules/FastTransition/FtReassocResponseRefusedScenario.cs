using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>
/// The FT Reassociation Response has an RSNXE that the Beacon does not have: the client leaves with reason 13 and associates anew. In the
/// twin it stays.
/// </summary>
internal sealed class FtReassocResponseRefusedScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-reassoc-response-refused";

    public CaptureBuilder Violation() =>
        BeforeResponse().AddAcked(Ft.ReassocResponse(fte: Typical.ReassocFte with { ElementCount = 4 }, more: [MakeElement.Rsnxe()]))
        .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.OtherAp, 13, fromAp: false), 70).AddAcked(Ft.AuthRequest(), 100);

    public CaptureBuilder Conforming() => BeforeResponse().AddAcked(Ft.ReassocResponse());

    private static CaptureBuilder BeforeResponse() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse()).AddAcked(Ft.ReassocRequest());
}
