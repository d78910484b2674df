using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>
/// Three FT requests that the AP acknowledges and never answers, then one over the DS after which the client starts over; in the twin the
/// response takes 800 ms.
/// </summary>
internal sealed class FtAuthNoResponseScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-auth-no-response";

    public CaptureBuilder Violation() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtRequest(), 100).AddAcked(Ft.FtRequest(), 100)
            .Add(Ft.Beacon(Typical.OtherAp), 600).Add(Ft.Beacon(Typical.OtherAp), 600)
            .Add(OverTheDs(), 1000).Add(Ft.Beacon(), 300).Add(Ft.AuthRequest(Typical.OtherAp), 100);

    public CaptureBuilder Conforming() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtRequest(), 100).Add(Ft.Beacon(Typical.OtherAp), 600)
            .AddAcked(Ft.FtResponse(), 200).AddAcked(Ft.ReassocRequest()).AddAcked(Ft.ReassocResponse())
                .Add(Ft.Beacon(Typical.OtherAp), 2000);

    private static byte[] OverTheDs() =>
        Frame.FtAction(Typical.Sta, Typical.Ap, Typical.OtherAp, 1, 0, Ft.Rsne(Typical.PmkR0Name), MakeElement.Mde(),
            MakeElement.Fte(Typical.FtRequestFte));
}
