using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Pmk;

/// <summary>Message 1 with a PMKID of zeros, twice; the twin names one.</summary>
internal sealed class M1PmkidZeroScenario : IRuleScenario
{
    private static readonly Typical Eap = new(1);

    public string Rule => "m1-pmkid-zero";

    public CaptureBuilder Violation() => Handshake(new byte[16]);

    public CaptureBuilder Conforming() => Handshake(Typical.CachedPmkid);

    private static CaptureBuilder Handshake(byte[] pmkid) =>
        Eap.Association().AddAcked(Eap.M1(pmkid: pmkid)).AddAcked(Eap.M1(2, pmkid), 1000).AddAcked(Eap.M2(2)).AddAcked(Eap.M3(3))
            .AddAcked(Eap.M4(3));
}
