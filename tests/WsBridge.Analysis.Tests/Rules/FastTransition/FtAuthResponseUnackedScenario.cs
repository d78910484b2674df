using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>
/// The FT response comes 250 ms late, is sent four times and never acknowledged; in the twin the third transmission is acknowledged and the
/// client goes on.
/// </summary>
internal sealed class FtAuthResponseUnackedScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-auth-response-unacked";

    public CaptureBuilder Violation() => Answered(times: 4).Add(Ft.Beacon(Typical.OtherAp), 600).Add(Ft.Beacon(Typical.OtherAp), 600);

    public CaptureBuilder Conforming() =>
        Answered(times: 3).Add(Frame.Ack(Typical.OtherAp), 0.05).AddAcked(Ft.ReassocRequest()).AddAcked(Ft.ReassocResponse())
            .Add(Ft.Beacon(Typical.OtherAp), 2000);

    private static CaptureBuilder Answered(int times)
    {
        CaptureBuilder capture = Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50);
        byte[] response = Ft.FtResponse().WithSequence(700);
        capture.Add(response, 250);
        for (int i = 1; i < times; i++)
        {
            capture.Add(response.AsRetry(), 1);
        }

        return capture;
    }
}
