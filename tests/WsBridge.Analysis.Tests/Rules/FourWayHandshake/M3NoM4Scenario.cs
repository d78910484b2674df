using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>Message 3 four times and reason 15; the twin's client answers the third.</summary>
internal sealed class M3NoM4Scenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "m3-no-m4";

    public CaptureBuilder Violation()
    {
        CaptureBuilder capture = BeforeM3();
        for (ulong replay = 2; replay <= 5; replay++)
        {
            capture.AddAcked(Ft.M3(replay), 500);
        }

        return capture.AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 1000);
    }

    public CaptureBuilder Conforming() =>
        BeforeM3().AddAcked(Ft.M3(), 1).AddAcked(Ft.M3(3), 100).AddAcked(Ft.M3(4), 1000).AddAcked(Ft.M4(4));

    private static CaptureBuilder BeforeM3() => Ft.Association().AddAcked(Ft.M1()).AddAcked(Ft.M2());
}
