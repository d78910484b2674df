using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>Two PMKIDs over the air, none over the DS, no RSNE at all; the twin roams on both paths.</summary>
internal sealed class FtAuthPmkidCountScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-auth-pmkid-count";

    public CaptureBuilder Violation() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(rsne: Ft.Rsne(Typical.PmkR0Name, Typical.CachedPmkid)),
            50).AddAcked(Ft.FtResponse(status: 53))
            .AddAcked(OverDs(1, Ft.Rsne(), MakeElement.Mde(), MakeElement.Fte(Typical.FtRequestFte)), 50)
            .AddAcked(Frame.Authentication(Typical.Sta, Typical.OtherAp, 2, 1, 0, MakeElement.Mde(),
                MakeElement.Fte(Typical.FtRequestFte)), 50);

    public CaptureBuilder Conforming() =>
        Ft.Roam().Add(Ft.Beacon(Typical.OtherAp), 200)
            .AddAcked(OverDs(1, Ft.Rsne(Typical.PmkR0Name), MakeElement.Mde(), MakeElement.Fte(Typical.FtRequestFte)), 50)
            .AddAcked(OverDs(2, Ft.Rsne(Typical.PmkR0Name), MakeElement.Mde(), MakeElement.Fte(Typical.FtResponseFte)))
            .AddAcked(Ft.ReassocRequest()).AddAcked(Ft.ReassocResponse());

    private static byte[] OverDs(int action, params IEnumerable<byte[]> elements) =>
        Frame.FtAction(Typical.Sta, Typical.Ap, Typical.OtherAp, action, elements: elements);
}
