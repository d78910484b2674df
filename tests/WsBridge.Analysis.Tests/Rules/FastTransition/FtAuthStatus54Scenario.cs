using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>The MDE of the request names another mobility domain than the Beacon.</summary>
internal sealed class FtAuthStatus54Scenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-auth-status-54";

    public CaptureBuilder Violation() =>
        Ft.BeforeRoam()
            .AddAcked(Frame.Authentication(Typical.Sta, Typical.OtherAp, 2, 1, 0, Ft.Rsne(Typical.PmkR0Name), MakeElement.Mde(0x0909),
                MakeElement.Fte(Typical.FtRequestFte)), 50)
            .AddAcked(Ft.FtResponse(status: 54));

    public CaptureBuilder Conforming() =>
        Ft.Roam();
}
