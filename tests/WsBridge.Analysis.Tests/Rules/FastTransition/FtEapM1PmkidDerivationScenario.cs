using WsBridge.Analysis.Keys;
using WsBridge.Dot11.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>
/// Message 1 after full EAP with the PMKID of hostapd up to 2.10; the twin has one that is made in none of the known ways.
/// </summary>
internal sealed class FtEapM1PmkidDerivationScenario : IRuleScenario
{
    private static readonly byte[] Msk = Enumerable.Range(1, 64).Select(octet => (byte)octet).ToArray();
    private static readonly KeyedTypical Ft = new(3) { Pmk = Msk[32..] };

    public string Rule => "ft-eap-m1-pmkid-derivation";

    public IReadOnlyList<KnownKey> Keys => [new(KeyKind.Msk, Msk, "keys.txt, line 1")];

    public CaptureBuilder Violation()
    {
        byte[] pmkid = new byte[Pmkid.Size];
        Pmkid.Compute(KeyHash.Sha1, Msk.AsSpan(0, 32), Typical.Ap, Typical.Sta, pmkid);
        return WithPmkid(pmkid);
    }

    public CaptureBuilder Conforming() => WithPmkid(Octets.Repeat(0xC1, 16));

    private static CaptureBuilder WithPmkid(byte[] pmkid) => Ft.Association()
        .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, 25)).AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 3, 1))
        .AddAcked(Ft.M1(pmkid: pmkid)).AddAcked(Ft.M2()).AddAcked(Ft.M3()).AddAcked(Ft.M4());
}
