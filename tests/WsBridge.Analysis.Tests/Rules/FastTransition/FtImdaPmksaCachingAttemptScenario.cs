using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>
/// A cached PMKID offered and message 1 without EAP, twice: named in message 1, and told by the time alone; the twin goes through EAP.
/// </summary>
internal sealed class FtImdaPmksaCachingAttemptScenario : IRuleScenario
{
    private static readonly Typical Ft = new(3);
    private static readonly Typical Again = Ft with { Round = 1 };

    public string Rule => "ft-imda-pmksa-caching-attempt";

    public CaptureBuilder Violation() =>
        Ft.Association(Typical.CachedPmkid).AddAcked(Ft.M1(pmkid: Typical.CachedPmkid)).AddAcked(Ft.M2()).AddAcked(Ft.M3())
            .AddAcked(Ft.M4())
            .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 3, fromAp: false), 2000)
            .AddAcked(Ft.AuthRequest(), 500).AddAcked(Ft.AuthResponse()).AddAcked(Ft.AssocRequest(Typical.CachedPmkid))
                .AddAcked(Ft.AssocResponse())
            .AddAcked(Again.M1(), 12).AddAcked(Again.M2()).AddAcked(Again.M3()).AddAcked(Again.M4());

    public CaptureBuilder Conforming() =>
        Ft.Association(Typical.CachedPmkid)
            .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, 1)).AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 2, 1, 1, "user"u8))
                .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 3, 2), 40)
            .AddAcked(Ft.M1()).AddAcked(Ft.M2()).AddAcked(Ft.M3()).AddAcked(Ft.M4());
}
