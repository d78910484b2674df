using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>Refused for the pairwise cipher, then put off for SA Query; the twin has nothing to put off.</summary>
internal sealed class FtAuthOtherStatusScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-auth-other-status";

    public CaptureBuilder Violation() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse(status: 42), 5)
            .AddAcked(Ft.FtRequest(), 500).AddAcked(Ft.FtResponse()).AddAcked(Ft.ReassocRequest())
            .AddAcked(Frame.ReassociationResponse(Typical.Sta, Typical.OtherAp, 30, MakeElement.SupportedRates(),
                MakeElement.TimeoutInterval(3, 1000)));

    public CaptureBuilder Conforming() =>
        Ft.Roam();
}
