using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Pmk;

/// <summary>
/// Message 1 names another PMKID than the one offered, without EAP, and the client starts anew; in the twin EAP came in between.
/// </summary>
internal sealed class M1PmkidNotOfferedScenario : IRuleScenario
{
    private static readonly Typical Eap = new(1);
    private static readonly byte[] Another = Octets.Repeat(0xC9, 16);

    public string Rule => "m1-pmkid-not-offered";

    public CaptureBuilder Violation() =>
        Eap.Association(Typical.CachedPmkid).AddAcked(Eap.M1(pmkid: Another), 3)
            .AddAcked(Frame.Eapol(Typical.Sta, Typical.Ap, false, MakeEapol.Start()));

    public CaptureBuilder Conforming() =>
        Eap.Association(Typical.CachedPmkid).AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, 1), 3)
            .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 3, 9), 20)
            .AddAcked(Eap.M1(pmkid: Another)).AddAcked(Eap.M2(rsne: Eap.Rsne(Typical.CachedPmkid))).AddAcked(Eap.M3()).AddAcked(Eap.M4());
}
