using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Pmk;

/// <summary>A PMKID is offered and EAP follows; message 2 repeats the stale PMKID, which is right. In the twin the AP takes it.</summary>
internal sealed class PmksaCacheMissScenario : IRuleScenario
{
    private static readonly Typical Eap = new(1);
    private static readonly byte[] NewPmkid = Octets.Repeat(0xC9, 16);

    public string Rule => "pmksa-cache-miss";

    public CaptureBuilder Violation() =>
        Eap.Association(Typical.CachedPmkid).AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, 1), 3)
            .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 2, 1, 1)).AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 3, 9), 80)
            .AddAcked(Eap.M1(pmkid: NewPmkid)).AddAcked(Eap.M2(rsne: Eap.Rsne(Typical.CachedPmkid))).AddAcked(Eap.M3()).AddAcked(Eap.M4());

    public CaptureBuilder Conforming() =>
        Eap.Association(Typical.CachedPmkid).AddAcked(Eap.M1(pmkid: Typical.CachedPmkid))
            .AddAcked(Eap.M2(rsne: Eap.Rsne(Typical.CachedPmkid))).AddAcked(Eap.M3()).AddAcked(Eap.M4());
}
