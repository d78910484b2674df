using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>The response carries RSN Capabilities that the Beacon does not.</summary>
internal sealed class FtReassocrespRsneScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-reassocresp-rsne";

    public CaptureBuilder Violation() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse()).AddAcked(Ft.ReassocRequest())
            .AddAcked(Ft.ReassocResponse(rsne: MakeElement.Rsne(4, 0x000C, Typical.PmkR1Name)));

    public CaptureBuilder Conforming() =>
        Ft.Roam();
}
