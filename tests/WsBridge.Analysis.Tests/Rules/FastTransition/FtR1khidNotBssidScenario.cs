using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>An FT response that names a controller as R1KH; the twin names the BSSID.</summary>
internal sealed class FtR1khidNotBssidScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-r1khid-not-bssid";

    public CaptureBuilder Violation()
    {
        FteOptions fte = Typical.FtResponseFte with { R1khId = MakeAddress.Ap(9) };
        FteOptions reassociation = fte with { ElementCount = 3, Mic = Octets.Repeat(0x77, 16) };
        return Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse(fte: fte))
            .AddAcked(Ft.ReassocRequest(fte: reassociation)).AddAcked(Ft.ReassocResponse(fte: reassociation));
    }

    public CaptureBuilder Conforming() => Ft.Roam();
}
