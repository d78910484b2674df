using WsBridge.Dot11.Keys;
using WsBridge.Testing;

namespace WsBridge.Dot11.Tests.Keys;

/// <summary>MICs of EAPOL-Key frames, right ones and those that come of known mistakes.</summary>
[TestFixture]
internal sealed class EapolMicTests
{
    private const string PmkR1Name = "94a8eeb64f69df004cc5dc5e99c31ec0";
    private const string OtherPmkid = "00112233445566778899aabbccddeeff";
    private static readonly MacAddress s_ap = Hex.Address("020000000000");
    private static readonly MacAddress s_sta = Hex.Address("020000000200");

    /// <summary>Message 2 of wpa2-ft-psk.pcapng with other PMKIDs and MIC, if wanted.</summary>
    private static byte[] M2(string mic = "c24646626f7dd147bbd582eebacb4167", params string[] pmkids)
    {
        var rsne = $"0100000fac040100000fac040100000fac040000{pmkids.Length:x2}00{string.Concat(pmkids)}";
        // zero up to SNonce, then R1KH-ID, R0KH-ID
        var fte = "3767" + new string('0', 2 * 82) + "0106020000000000" + "030b6b616e73747275702d6674";
        var keyData = $"30{rsne.Length / 2:x2}{rsne}" + "3603010201" + fte;
        var key = "02" + "010b" + "0000" + "0000000000000001" + FtHierarchyTests.WiresharkFtPsk.SNonce + new string('0', 2 * 32) + mic
            + $"{keyData.Length / 2:x4}" + keyData;
        return Hex.Of("0103" + $"{key.Length / 2:x4}" + key);
    }

    private static EapolKey Read(ReadOnlySpan<byte> pdu, int micLength = 16)
    {
        Assert.That(Eapol.TryParse(pdu, out var eapol, out _), Is.True);
        Assert.That(EapolKey.TryParse(eapol, micLength, out var key, out _), Is.True);
        return key;
    }

    [TestCase("56d1e143de518c14095b95c7567229c9", PmkR1Name, OtherPmkid)]
    [TestCase("1c79bf02cc17d9b252027496f5bb90c4", OtherPmkid, PmkR1Name)]
    [TestCase("c24646626f7dd147bbd582eebacb4167", PmkR1Name)]
    public void Message_2_verifies_whatever_PMKIDs_it_carries(string mic, params string[] pmkids)
    {
        using var ptk = FtHierarchyTests.PtkOf(FtHierarchyTests.WiresharkFtPsk);
        var pdu = M2(mic, pmkids);

        Assert.That(EapolMic.Verify(ptk.Akm.EapolMic, ptk.Kck, Read(pdu)), Is.True);
        pdu[^1] ^= 1;
        Assert.That(EapolMic.Verify(ptk.Akm.EapolMic, ptk.Kck, Read(pdu)), Is.False);
    }

    /// <summary>iwd, unit/test-eapol.c.</summary>
    [Test]
    public void Message_2_of_iwd_verifies()
    {
        using var ptk = FtHierarchyTests.PtkOf(FtHierarchyTests.Iwd);
        var pdu =
            Hex.Of("020300f002010b00000000000000000001ac1eb2c70b208ce60ae207b2389e441fff39863d449f81246fe36ede0f1f56ce000000000000000000000000000000000000000000000000000000000000000079a19519e85fcf2e607d6ffbd9e804b0009130260100000fac040100000fac040100000fac0400000100dece50a09ef08c4ebef2f1dbe967b4d436031234013762000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000106020000000000030664756d6d7930");

        Assert.That(EapolMic.Verify(ptk.Akm.EapolMic, ptk.Kck, Read(pdu)), Is.True);
    }

    [Test]
    public void Message_4_of_iwd_verifies()
    {
        using var ptk = FtHierarchyTests.PtkOf(FtHierarchyTests.Iwd);
        var pdu = MakeEapol.Key(MakeEapol.M4(Hex.Of("3e853a3c83714a94e430dfb20665a1d4")) with { KeyInformation = 0x030B });

        Assert.That(EapolMic.Verify(ptk.Akm.EapolMic, ptk.Kck, Read(pdu)), Is.True);
    }

    /// <summary>What the MIC of message 2 becomes by one mistake each; only the first is the right one.</summary>
    [TestCase("correct", "c24646626f7dd147bbd582eebacb4167")]
    [TestCase("non-FT PTK by PRF-SHA1", "a90998ab93d75b298e507c910c0c4d77")]
    [TestCase("non-FT PTK by KDF-SHA256", "889368423bd521754a542b62e3c41374")]
    [TestCase("R1KH-ID of another AP", "3285ca660aeab11d50f31956f976a239")]
    [TestCase("BSSID of another AP", "9f98d35bc29b06f6a2166b90d7a220e1")]
    [TestCase("both of another AP", "2f2333b9040467a3f11157bd984c9469")]
    [TestCase("R0KH-ID truncated", "3b4475ea6bbd3f6be370820a2bfe23d3")]
    [TestCase("MDID swapped", "b0e5577ae020bffca2bc7a2b6a7cad64")]
    [TestCase("nonces swapped", "0c4aa52a977cccc834c7ea488b01733a")]
    [TestCase("HMAC-SHA1", "c8a688ae9e616801f2c44355b2e31900")]
    [TestCase("HMAC-SHA256", "8014a04362ff3245b2caee80fb4633b3")]
    [TestCase("another passphrase", "28014d8d8c1f7001f147a9a83e7c3a8e")]
    [TestCase("MIC field not zeroed", "e892abaecf384364995b043eedf06cc9")]
    [TestCase("without the EAPOL header", "ac0760bbbcfaf769a26bcc49b7aa0b5f")]
    public void Every_known_mistake_gives_its_own_MIC(string mistake, string mic)
    {
        var good = FtHierarchyTests.WiresharkFtPsk;
        var vector = mistake switch
        {
            "R1KH-ID of another AP" => good with { R1khId = "020000000100" },
            "BSSID of another AP" => good with { Bssid = "020000000100" },
            "both of another AP" => good with { R1khId = "020000000100", Bssid = "020000000100" },
            "R0KH-ID truncated" => good with { R0khId = "kanstrup" },
            "MDID swapped" => good with { Mdid = 0x0201 },
            "nonces swapped" => good with { ANonce = good.SNonce, SNonce = good.ANonce },
            "another passphrase" => good with { XxKey = Convert.ToHexString(PskOf("12345679")) },
            _ => good,
        };
        using var ptk = FtHierarchyTests.PtkOf(vector);
        if (mistake.StartsWith("non-FT", StringComparison.Ordinal))
        {
            AkmKeys.TryGet(AkmSuite.Rsn((byte)(mistake.EndsWith("SHA1", StringComparison.Ordinal) ? 2 : 6)), 32, 0, out var akm);
            ptk.Derive(akm, 16, Hex.Of(good.XxKey), s_ap, s_sta, Hex.Of(good.ANonce), Hex.Of(good.SNonce));
        }

        var pdu = M2(pmkids: PmkR1Name);
        var computed = new byte[16];
        var there = mistake switch
        {
            "HMAC-SHA1" => EapolMic.TryCompute(MicAlgorithm.HmacSha1, ptk.Kck, pdu, computed),
            "HMAC-SHA256" => EapolMic.TryCompute(MicAlgorithm.HmacSha256, ptk.Kck, pdu, computed),
            "MIC field not zeroed" => MicAlgorithm.AesCmac.TryCompute(ptk.Kck, pdu, computed),
            "without the EAPOL header" =>
                MicAlgorithm.AesCmac.TryCompute(ptk.Kck, [.. pdu[4..81], .. new byte[16], .. pdu[97..]], computed),
            _ => EapolMic.TryCompute(MicAlgorithm.AesCmac, ptk.Kck, pdu, computed),
        };

        Assert.That(there, Is.True);
        Assert.That(Hex.Of(computed), Is.EqualTo(mic));
    }

    [TestCase(MicAlgorithm.HmacMd5, 16)]
    [TestCase(MicAlgorithm.HmacSha1, 16)]
    [TestCase(MicAlgorithm.HmacSha256, 16)]
    [TestCase(MicAlgorithm.HmacSha384, 24)]
    [TestCase(MicAlgorithm.HmacSha512, 32)]
    public void HMACs_are_cut_to_the_length_of_the_MIC(MicAlgorithm algorithm, int length)
    {
        var pdu = MakeEapol.Key(MakeEapol.M2(Hex.Counting(32), [], Octets.Repeat(0x22, length), version: 0));
        byte[] zeroed = [.. pdu];
        zeroed.AsSpan(81, length).Clear();
        var kck = Hex.Counting(24);
        var whole = algorithm switch
        {
            MicAlgorithm.HmacMd5 => System.Security.Cryptography.HMACMD5.HashData(kck, zeroed),
            MicAlgorithm.HmacSha1 => System.Security.Cryptography.HMACSHA1.HashData(kck, zeroed),
            MicAlgorithm.HmacSha256 => System.Security.Cryptography.HMACSHA256.HashData(kck, zeroed),
            MicAlgorithm.HmacSha384 => System.Security.Cryptography.HMACSHA384.HashData(kck, zeroed),
            _ => System.Security.Cryptography.HMACSHA512.HashData(kck, zeroed),
        };
        var mic = new byte[length];

        Assert.That(EapolMic.TryCompute(algorithm, kck, pdu, mic), Is.True);
        Assert.That(mic, Is.EqualTo(whole[..length]));
        Assert.That(EapolMic.Verify(algorithm, kck, Read(pdu, length)), Is.False);
        mic.CopyTo(pdu, 81);
        Assert.That(EapolMic.Verify(algorithm, kck, Read(pdu, length)), Is.True);
    }

    [TestCase(MicAlgorithm.None, 16, 16)]
    [TestCase(MicAlgorithm.AesCmac, 24, 16)]
    [TestCase(MicAlgorithm.AesCmac, 16, 24)]
    [TestCase(MicAlgorithm.HmacMd5, 16, 24)]
    [TestCase(MicAlgorithm.HmacSha1, 16, 32)]
    [TestCase(MicAlgorithm.HmacSha256, 16, 0)]
    public void What_an_algorithm_cannot_make_it_does_not_make(MicAlgorithm algorithm, int kck, int mic)
    {
        Assert.That(EapolMic.TryCompute(algorithm, new byte[kck], new byte[200], new byte[mic]), Is.False);
    }

    [Test]
    public void A_PDU_that_ends_before_the_MIC_does_not_verify()
    {
        Assert.That(EapolMic.TryCompute(MicAlgorithm.HmacSha1, new byte[16], new byte[96], new byte[16]), Is.False);
    }

    private static byte[] PskOf(string passphrase)
    {
        var psk = new byte[Psk.Size];
        Psk.Derive(System.Text.Encoding.ASCII.GetBytes(passphrase), "wireshark-ft-psk"u8, psk);
        return psk;
    }
}
