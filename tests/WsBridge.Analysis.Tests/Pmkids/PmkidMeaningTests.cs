using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Pmkids;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Pmkids;

/// <summary>What no recording has.</summary>
internal sealed class PmkidMeaningTests
{
    private static readonly Typical Eap = new(1);
    private static readonly byte[] Pmk = Octets.Repeat(0x3C, 32);

    [Test]
    public void A_PMKID_of_zeros_names_nothing()
    {
        Assert.That(LastOf(Eap.Association().AddAcked(Eap.M1(pmkid: new byte[16]))).Kind, Is.EqualTo(PmkidKind.Zero));
    }

    [Test]
    public void A_PMKID_that_another_AP_has_named_was_computed_for_that_one()
    {
        PmkidMeaning meaning = LastOf(ThenAt(Typical.OtherAp, Typical.CachedPmkid));

        Assert.That((meaning.Kind, meaning.ComputedFor, meaning.MadeAt, meaning.Made?.Id),
            Is.EqualTo((PmkidKind.Pmksa, (MacAddress?)Typical.Ap, (MacAddress?)Typical.Ap, (long?)10)));
        Assert.That(PmkidText.Remark(meaning), Does.Contain(Typical.Ap.ToString()));
    }

    [Test]
    public void A_key_tells_for_which_AP_an_unseen_PMKID_was_computed()
    {
        using var keys = new KeyTable([new KnownKey(KeyKind.Pmk, Pmk, "keys.txt, line 1", new KeyBinding { Sta = Typical.Sta })]);

        Assert.That(LastOf(ThenAt(Typical.OtherAp, PmkidFor(Typical.Ap)), keys).ComputedFor, Is.EqualTo(Typical.Ap));
        Assert.That(LastOf(ThenAt(Typical.OtherAp, PmkidFor(Typical.OtherAp)), keys).Kind, Is.EqualTo(PmkidKind.Okc));
        Assert.That(LastOf(ThenAt(Typical.OtherAp, Octets.Repeat(7, 16)), keys).Kind, Is.EqualTo(PmkidKind.Unknown));
    }

    [Test]
    public void What_the_AP_refused_with_status_53_is_stale_the_next_time()
    {
        CaptureBuilder capture = ThenAt(Typical.Ap, Typical.CachedPmkid)
            .AddAcked(Frame.ReassociationResponse(Typical.Sta, Typical.Ap, 53, []))
            .AddAcked(Request(Typical.Ap, Typical.CachedPmkid), 50);

        Assert.That(LastOf(capture).Kind, Is.EqualTo(PmkidKind.Stale));
    }

    /// <summary>EAP and a handshake at one AP, then an association request with a PMKID.</summary>
    private static CaptureBuilder ThenAt(MacAddress to, byte[] pmkid) =>
        Eap.Association().AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, 1)).AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 3, 9), 80)
            .AddAcked(Eap.M1(pmkid: Typical.CachedPmkid)).AddAcked(Eap.M2()).AddAcked(Eap.M3()).AddAcked(Eap.M4())
            .Add(Eap.Beacon(to), 500).AddAcked(Eap.AuthRequest(to)).AddAcked(Eap.AuthResponse(to)).AddAcked(Request(to, pmkid));

    private static byte[] Request(MacAddress to, byte[] pmkid) =>
        Frame.ReassociationRequest(Typical.Sta, to, Typical.Ap,
            [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), Eap.Rsne(pmkid)]);

    private static byte[] PmkidFor(MacAddress ap)
    {
        byte[] pmkid = new byte[Pmkid.Size];
        Pmkid.Compute(KeyHash.Sha1, Pmk, ap, Typical.Sta, pmkid);
        return pmkid;
    }

    private static PmkidMeaning LastOf(CaptureBuilder capture, KeyTable? keys = null)
    {
        PmkidMeaning last = PmkidMeaning.Unknown;
        Analyzed.Octets(capture.ToArray(), keys, facts => last = facts.Pmkids is [.., var pmkid] ? pmkid.Meaning : last);
        return last;
    }
}
