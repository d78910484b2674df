using WsBridge.Analysis.Keys;
using WsBridge.Dot11.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Pmk;

/// <summary>
/// After EAP the AP names a PMKID of another PMK than the one that the client uses and RADIUS delivered; in the twin it is of that one.
/// </summary>
internal sealed class M1PmkidMismatchScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(1) { Pmk = Octets.Repeat(0x3C, 32) };

    public string Rule => "m1-pmkid-mismatch";

    public IReadOnlyList<KnownKey> Keys =>
        [new KnownKey(KeyKind.Pmk, Network.Pmk, "keys.txt, line 1", new KeyBinding { Sta = Typical.Sta })];

    public CaptureBuilder Violation()
    {
        CaptureBuilder capture = AfterEap();
        for (ulong replay = 1; replay <= 3; replay++)
        {
            capture.AddAcked(M1(Octets.Repeat(0x3D, 32), replay), replay == 1 ? 1 : 1000).AddAcked(Network.M2(replay), 5);
        }

        return capture.AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 1000);
    }

    public CaptureBuilder Conforming() =>
        AfterEap().AddAcked(M1(Network.Pmk)).AddAcked(Network.M2()).AddAcked(Network.M3()).AddAcked(Network.M4());

    private static CaptureBuilder AfterEap() =>
        Network.Association().AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, 1)).AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 3, 9), 80);

    private static byte[] M1(byte[] pmk, ulong replay = 1)
    {
        byte[] pmkid = new byte[Pmkid.Size];
        Pmkid.Compute(KeyHash.Sha1, pmk, Typical.Ap, Typical.Sta, pmkid);
        return Frame.EapolKey(Typical.Sta, Typical.Ap, MakeEapol.M1(Typical.ANonce, MakeKde.Pmkid(pmkid), replay: replay));
    }
}
