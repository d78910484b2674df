using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Roaming;

/// <summary>Three associations that the AP refuses for the PMKIDs of message 2; the twin associates at once.</summary>
internal sealed class RepeatFailurePatternScenario : IRuleScenario
{
    public string Rule => "repeat-failure-pattern";

    public CaptureBuilder Violation() => Attempts(3);

    public CaptureBuilder Conforming() => Attempts(0);

    private static CaptureBuilder Attempts(int failed)
    {
        var capture = new CaptureBuilder();
        for (int round = 0; round <= failed; round++)
        {
            var ft = new Typical(4) { Round = round };
            capture.Add(ft.Beacon(), 500).AddAcked(ft.AuthRequest()).AddAcked(ft.AuthResponse()).AddAcked(ft.AssocRequest())
                .AddAcked(ft.AssocResponse()).AddAcked(ft.M1());
            _ = round < failed
                ? capture.AddAcked(ft.M2(rsne: ft.Rsne(Typical.PmkR1Name, Typical.CachedPmkid)))
                    .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 2))
                : capture.AddAcked(ft.M2()).AddAcked(ft.M3()).AddAcked(ft.M4());
        }

        return capture;
    }
}
