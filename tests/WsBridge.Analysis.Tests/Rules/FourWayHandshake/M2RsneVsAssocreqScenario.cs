using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>Message 2 claims management frame protection, the request did not; the twin only writes the PMKID Count of 0 out.</summary>
internal sealed class M2RsneVsAssocreqScenario : IRuleScenario
{
    private static readonly Typical Psk = new(2);

    public string Rule => "m2-rsne-vs-assocreq";

    public CaptureBuilder Violation() =>
        Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2(rsne: MakeElement.Rsne(2, 0x80)))
            .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 2), 3);

    public CaptureBuilder Conforming() =>
        Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2(rsne: MakeElement.Rsne(new RsneOptions { Akms = [2], Pmkids = [] })))
            .AddAcked(Psk.M3()).AddAcked(Psk.M4());
}
