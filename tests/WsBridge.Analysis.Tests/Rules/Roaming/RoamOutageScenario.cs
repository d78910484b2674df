using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Roaming;

/// <summary>
/// Data every 20 ms, an FT roam, and data again in both directions after a second and a half; the twin has the same gap after pings, one a
/// second.
/// </summary>
internal sealed class RoamOutageScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "roam-outage";

    public CaptureBuilder Violation() =>
        DataAgain(Ft.AddRoam(Data(frames: 50, everyMilliseconds: 20), Typical.Ap, Typical.OtherAp, 20), 1500);

    public CaptureBuilder Conforming() =>
        DataAgain(Ft.AddRoam(Data(frames: 5, everyMilliseconds: 1000), Typical.Ap, Typical.OtherAp, 20), 1500);

    private static CaptureBuilder Data(int frames, double everyMilliseconds)
    {
        CaptureBuilder capture = Ft.BeforeRoam();
        for (int i = 0; i < frames; i++)
        {
            capture.Add(Frame.ProtectedData(Typical.Sta, Typical.Ap, fromAp: i % 2 == 0), everyMilliseconds);
        }

        return capture;
    }

    private static CaptureBuilder DataAgain(CaptureBuilder capture, double afterMilliseconds) =>
        capture.Add(Frame.ProtectedData(Typical.Sta, Typical.OtherAp, fromAp: false),
            afterMilliseconds).Add(Frame.ProtectedData(Typical.Sta, Typical.OtherAp, fromAp: true), 5);
}
