using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>
/// Another PMKR0Name in the response, then none, then no RSNE; the twin has a late response to an earlier request with another PMKR0Name.
/// </summary>
internal sealed class FtAuthrespPmkidScenario : IRuleScenario
{
    private static readonly Typical Ft = new(3);

    public string Rule => "ft-authresp-pmkid";

    public CaptureBuilder Violation() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse(rsne: Ft.Rsne(Typical.CachedPmkid)))
            .AddAcked(Ft.FtRequest(), 100).AddAcked(Ft.FtResponse(rsne: Ft.Rsne()))
            .AddAcked(Ft.FtRequest(), 100)
            .AddAcked(Frame.Authentication(Typical.Sta, Typical.OtherAp, 2, 2, 0, MakeElement.Mde(),
                MakeElement.Fte(Typical.FtResponseFte)));

    public CaptureBuilder Conforming()
    {
        byte[] earlier = Octets.Repeat(0x50, 32);
        byte[] otherName = Octets.Repeat(0xB9, 16);
        return Ft.BeforeRoam().AddAcked(Ft.FtRequest(rsne: Ft.Rsne(otherName), fte: Typical.FtRequestFte with { SNonce = earlier }),
            50).AddAcked(Ft.FtRequest(), 50)
            .AddAcked(Ft.FtResponse(rsne: Ft.Rsne(otherName), fte: Typical.FtResponseFte with { SNonce = earlier }))
            .AddAcked(Ft.FtResponse(), 5).AddAcked(Ft.ReassocRequest()).AddAcked(Ft.ReassocResponse());
    }
}
