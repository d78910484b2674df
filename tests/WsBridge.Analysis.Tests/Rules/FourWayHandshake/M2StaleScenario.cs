using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>The client always answers the message 1 before the latest one, and the AP gives up; the twin answers the latest.</summary>
internal sealed class M2StaleScenario : IRuleScenario
{
    private static readonly Typical Psk = new(2);

    public string Rule => "m2-stale";

    public CaptureBuilder Violation()
    {
        CaptureBuilder capture = Psk.Association().AddAcked(Psk.M1());
        for (ulong replay = 2; replay <= 4; replay++)
        {
            capture.AddAcked(Psk.M1(replay), 100).AddAcked(Psk.M2(replay - 1), 5);
        }

        return capture.AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 100);
    }

    public CaptureBuilder Conforming() =>
        Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M1(2), 100).AddAcked(Psk.M2(2), 5).AddAcked(Psk.M3(3)).AddAcked(Psk.M4(3));
}
