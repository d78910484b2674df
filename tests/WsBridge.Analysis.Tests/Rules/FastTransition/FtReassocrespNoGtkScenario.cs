using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>
/// A response without GTK, then one with GTK and no IGTK although both sides are capable of protection; the twin brings the GTK.
/// </summary>
internal sealed class FtReassocrespNoGtkScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-reassocresp-no-gtk";

    private const int Mfpc = 0x0080;
    private static readonly byte[] NoKey = MakeElement.Any(5, 81, 1, 0);

    public CaptureBuilder Violation()
    {
        byte[] rsne = MakeElement.Rsne(4, Mfpc, Typical.PmkR1Name);
        byte[] beacon = Frame.Beacon(Typical.OtherAp, MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(),
            MakeElement.Rsne(4, Mfpc), MakeElement.Mde());
        return Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse()).AddAcked(Ft.ReassocRequest())
            .AddAcked(Ft.ReassocResponse(fte: Typical.ReassocFte with { MoreSubelements = NoKey }))
            .Add(beacon, 1000).AddAcked(Ft.FtRequest(rsne: MakeElement.Rsne(4, Mfpc, Typical.PmkR0Name)),
                50).AddAcked(Ft.FtResponse(rsne: MakeElement.Rsne(4, Mfpc, Typical.PmkR0Name)))
            .AddAcked(Ft.ReassocRequest(rsne)).AddAcked(Ft.ReassocResponse(rsne: rsne));
    }

    public CaptureBuilder Conforming() => Ft.Roam();
}
