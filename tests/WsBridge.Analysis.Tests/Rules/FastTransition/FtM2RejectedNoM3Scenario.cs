using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>The forum case: message 2 with two PMKIDs, message 1 again and again, reason 15.</summary>
internal sealed class FtM2RejectedNoM3Scenario : IRuleScenario
{
    private static readonly Typical Ft = new(3);

    public string Rule => "ft-m2-rejected-no-m3";

    public CaptureBuilder Violation()
    {
        CaptureBuilder capture = Ft.Association(Typical.CachedPmkid);
        for (ulong replay = 1; replay <= 4; replay++)
        {
            capture.AddAcked(Ft.M1(replay, Typical.CachedPmkid),
                replay == 1 ? 1 : 1000).AddAcked(Ft.M2(replay, Ft.Rsne(Typical.PmkR1Name, Typical.CachedPmkid)), 5);
        }

        return capture.AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 1000);
    }

    public CaptureBuilder Conforming() =>
        Ft.Association(Typical.CachedPmkid).AddAcked(Ft.M1(pmkid: Typical.CachedPmkid)).AddAcked(Ft.M2()).AddAcked(Ft.M3())
            .AddAcked(Ft.M4());
}
