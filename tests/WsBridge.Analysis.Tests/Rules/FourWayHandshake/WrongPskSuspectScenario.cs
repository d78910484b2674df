using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>Message 2 four times in vain on a PSK network; the twin has one that failed and then a good one.</summary>
internal sealed class WrongPskSuspectScenario : IRuleScenario
{
    private static readonly Typical Psk = new(2);

    public string Rule => "wrong-psk-suspect";

    public CaptureBuilder Violation()
    {
        CaptureBuilder capture = Psk.Association();
        for (ulong replay = 1; replay <= 4; replay++)
        {
            capture.AddAcked(Psk.M1(replay), replay == 1 ? 1 : 1000).AddAcked(Psk.M2(replay), 5);
        }

        return capture.AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 1000);
    }

    public CaptureBuilder Conforming() =>
        Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2()).AddAcked(Psk.M1(2), 1000).AddAcked(Psk.M2(2)).AddAcked(Psk.M3(3))
            .AddAcked(Psk.M4(3));
}
