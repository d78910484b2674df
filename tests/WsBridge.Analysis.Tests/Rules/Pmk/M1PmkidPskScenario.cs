using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Pmk;

/// <summary>Message 1 of a PSK network with a PMKID; the twin has none.</summary>
internal sealed class M1PmkidPskScenario : IRuleScenario
{
    private static readonly Typical Psk = new(2);

    public string Rule => "m1-pmkid-psk";

    public CaptureBuilder Violation() => Handshake(Typical.CachedPmkid);

    public CaptureBuilder Conforming() => Handshake(null);

    private static CaptureBuilder Handshake(byte[]? pmkid) =>
        Psk.Association().AddAcked(Psk.M1(pmkid: pmkid)).AddAcked(Psk.M2()).AddAcked(Psk.M3()).AddAcked(Psk.M4());
}
