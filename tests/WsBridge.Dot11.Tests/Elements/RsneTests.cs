using WsBridge.Testing;

namespace WsBridge.Dot11.Tests;

[TestFixture]
internal sealed class RsneTests
{
    private static readonly byte[] s_body = Octets.FromHex("""
        0100 000fac04
        0100 000fac04
        0200 000fac04 000fac19
        c000
        0100 94a8eeb64f69df004cc5dc5e99c31ec0
        000fac06
        """); // version 1, group CCMP-128 | pairwise CCMP-128 | AKMs 4 and 25 | MFPR, MFPC | one PMKID | BIP-CMAC-128

    [Test]
    public void Every_field_is_read()
    {
        Assert.That(Rsne.TryParse(s_body, out var rsne, out _), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rsne.Version, Is.EqualTo(1));
            Assert.That(rsne.GroupDataCipher, Is.EqualTo(CipherSuite.Ccmp128));
            Assert.That(rsne.PairwiseCiphers.Contains(CipherSuite.Ccmp128), Is.True);
            Assert.That(rsne.Akms.Count, Is.EqualTo(2));
            Assert.That(rsne.Akms[0].ToString(), Is.EqualTo("FT-PSK"));
            Assert.That(rsne.Akms[1], Is.EqualTo(AkmSuite.Rsn(25)));
            Assert.That(rsne.Capabilities!.Value.Mfpr && rsne.Capabilities.Value.Mfpc, Is.True);
            Assert.That(rsne.PmkidCount, Is.EqualTo(1));
            Assert.That(Convert.ToHexStringLower(rsne.Pmkid(0)), Is.EqualTo("94a8eeb64f69df004cc5dc5e99c31ec0"));
            Assert.That(rsne.PmkidOffset(0), Is.EqualTo(26));
            Assert.That(rsne.GroupManagementCipher, Is.EqualTo(CipherSuite.BipCmac128));
        }
    }

    [Test]
    public void A_field_that_is_absent_is_null_and_no_error()
    {
        Assert.That(Rsne.TryParse(s_body.AsSpan(0, 12), out var rsne, out _), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rsne.PairwiseCount, Is.EqualTo(1));
            Assert.That(rsne.AkmCount, Is.Null);
            Assert.That(rsne.Capabilities, Is.Null);
            Assert.That(rsne.PmkidCount, Is.Null);
        }
    }

    [Test]
    public void A_cut_off_RSNE_reports_the_missing_octets()
    {
        Assert.That(Rsne.TryParse(s_body.AsSpan(0, 30), out _, out var error), Is.False);
        Assert.That(error, Is.EqualTo(new ParseError("PMKID List", 26, 16, 4)));
        Assert.That(error.ShiftedBy(100).Offset, Is.EqualTo(126));
    }

    [Test]
    public void Cut_off_anywhere_it_keeps_the_fields_that_are_whole()
    {
        int[] ends = [2, 6, 12, 22, 24, 42, 46]; // a list ends where the next field begins; a count without its list is none of them
        for (var length = 0; length <= s_body.Length; length++)
        {
            var rsne = Rsne.ReadLenient(s_body.AsSpan(0, length), out var error);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(error is null, Is.EqualTo(ends.Contains(length)), $"{length} octets");
                Assert.That(rsne.Version.HasValue, Is.EqualTo(length >= 2));
                Assert.That(rsne.GroupDataCipher.HasValue, Is.EqualTo(length >= 6));
                Assert.That(rsne.PairwiseCount.HasValue, Is.EqualTo(length >= 8));
                Assert.That(rsne.PairwiseCiphers.Count, Is.EqualTo(length >= 12 ? 1 : 0));
                Assert.That(rsne.AkmCount.HasValue, Is.EqualTo(length >= 14));
                Assert.That(rsne.Akms.Count, Is.EqualTo(length >= 22 ? 2 : length >= 18 ? 1 : 0));
                Assert.That(rsne.Capabilities.HasValue, Is.EqualTo(length >= 24));
                Assert.That(rsne.PmkidCount.HasValue, Is.EqualTo(length >= 26));
                Assert.That(rsne.PmkidsThere, Is.EqualTo(length >= 42 ? 1 : 0));
                Assert.That(rsne.GroupManagementCipher.HasValue, Is.EqualTo(length >= 46));
                Assert.That(rsne.Trailing.IsEmpty, Is.True);
            }
        }
    }

    [Test]
    public void A_lenient_reading_keeps_the_PMKIDs_that_are_there_beside_the_count_declared()
    {
        var element = MakeElement.Rsne(new RsneOptions { Akms = [4], Pmkids = [Octets.Repeat(0x11, 16)], DeclaredPmkidCount = 2 });

        var rsne = Rsne.ReadLenient(element.AsSpan(2), out var error);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Rsne.TryParse(element.AsSpan(2), out _, out _), Is.False);
            Assert.That(rsne.PmkidCount, Is.EqualTo(2));
            Assert.That(rsne.PmkidsThere, Is.EqualTo(1));
            Assert.That(rsne.ContainsPmkid(Octets.Repeat(0x11, 16)), Is.True);
            Assert.That(error, Is.EqualTo(new ParseError("PMKID List", 22, 32, 16)));
        }
    }

    [Test]
    public void A_PMKID_count_of_zero_is_there_and_equals_an_absent_one_in_comparison()
    {
        var absent = new RsneValue(MakeElement.Rsne(4).AsSpan(2));
        var zero = new RsneValue(MakeElement.Rsne(new RsneOptions { Akms = [4], Pmkids = [] }).AsSpan(2));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(zero.View.PmkidCount, Is.Zero);
            Assert.That(absent.View.PmkidCount, Is.Null);
            Assert.That(Rsne.Differences(zero.View, absent.View, ignorePmkids: false), Is.EqualTo(RsneFields.None));
            Assert.That(zero, Is.Not.EqualTo(absent));
        }
    }

    [Test]
    public void Absent_capabilities_equal_capabilities_of_zero_in_comparison()
    {
        var absent = new RsneValue(MakeElement.Rsne(4, capabilities: null).AsSpan(2));
        var zero = new RsneValue(MakeElement.Rsne(4, capabilities: 0).AsSpan(2));

        Assert.That(Rsne.Differences(absent.View, zero.View, false), Is.EqualTo(RsneFields.None));
    }

    [Test]
    public void Differences_name_the_fields_and_leave_PMKIDs_out_when_asked()
    {
        var a = new RsneValue(MakeElement.Rsne(4, 0x80, Octets.Repeat(1, 16)).AsSpan(2));
        var b = new RsneValue(MakeElement.Rsne(2, 0xC0).AsSpan(2));

        Assert.That(Rsne.Differences(a.View, b.View, false), Is.EqualTo(RsneFields.Akms | RsneFields.Capabilities | RsneFields.Pmkids));
        Assert.That(Rsne.Differences(a.View, b.View, true), Is.EqualTo(RsneFields.Akms | RsneFields.Capabilities));
    }

    [Test]
    public void Suites_without_a_name_print_as_their_selector()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(AkmSuite.Rsn(200).ToString(), Is.EqualTo("00-0F-AC:200"));
            Assert.That(new AkmSuite(0x506F9A02).ToString(), Is.EqualTo("50-6F-9A:2"));
            Assert.That(CipherSuite.Rsn(3).ToString(), Is.EqualTo("00-0F-AC:3"));
            Assert.That(AkmSuite.Rsn(25).Selector, Is.EqualTo("00-0F-AC:25"));
        }
    }

    [TestCase(2, 16, 2, false)]
    [TestCase(3, 16, 3, true)]
    [TestCase(4, 16, 3, true)]
    [TestCase(6, 16, 3, false)]
    [TestCase(8, 16, 0, false)]
    [TestCase(9, 16, 0, true)]
    [TestCase(12, 24, 0, false)]
    [TestCase(13, 24, 0, true)]
    [TestCase(16, 0, 0, true)]
    [TestCase(22, 24, 0, true)]
    public void An_AKM_fixes_MIC_length_key_descriptor_version_and_FT(int type, int micLength, int version, bool isFt)
    {
        var akm = AkmSuite.Rsn((byte)type);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(akm.EapolMicLength, Is.EqualTo(micLength));
            Assert.That(akm.IsMicLengthKnown, Is.True);
            Assert.That(akm.ExpectedKeyDescriptorVersion(CipherSuite.Ccmp128), Is.EqualTo(version));
            Assert.That(akm.IsFt, Is.EqualTo(isFt));
        }
    }

    [Test]
    public void The_MIC_length_of_OWE_and_of_unknown_suites_is_not_known([Values(18, 24, 25, 99)] int type)
    {
        Assert.That(AkmSuite.Rsn((byte)type).IsMicLengthKnown, Is.False);
    }
}
