using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>Message 1 four times, acknowledged and never answered.</summary>
internal sealed class M1NoM2Scenario : IRuleScenario
{
    private static readonly Typical Psk = new(2);

    public string Rule => "m1-no-m2";

    public CaptureBuilder Violation()
    {
        CaptureBuilder capture = Psk.Association();
        for (ulong replay = 1; replay <= 4; replay++)
        {
            capture.AddAcked(Psk.M1(replay), 500);
        }

        return capture.AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 1000);
    }

    public CaptureBuilder Conforming() =>
        Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M1(2), 500).AddAcked(Psk.M2(2)).AddAcked(Psk.M3(3)).AddAcked(Psk.M4(3));
}
