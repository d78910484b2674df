using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Pmk;

/// <summary>A cached PMKSA is offered and taken; the twin offers none and runs EAP.</summary>
internal sealed class PmksaCacheHitScenario : IRuleScenario
{
    private static readonly Typical Eap = new(1);

    public string Rule => "pmksa-cache-hit";

    public CaptureBuilder Violation() =>
        Eap.Association(Typical.CachedPmkid).AddAcked(Eap.M1(pmkid: Typical.CachedPmkid))
            .AddAcked(Eap.M2(rsne: Eap.Rsne(Typical.CachedPmkid))).AddAcked(Eap.M3()).AddAcked(Eap.M4());

    public CaptureBuilder Conforming() =>
        Eap.Association().AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, 1)).AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 2, 1, 1))
            .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 3, 9), 80)
            .AddAcked(Eap.M1(pmkid: Typical.CachedPmkid)).AddAcked(Eap.M2()).AddAcked(Eap.M3()).AddAcked(Eap.M4());
}
