using WsBridge.Dot11.Keys;

namespace WsBridge.Dot11.Tests.Keys;

/// <summary>PTK without FT, and what the AKM says of keys.</summary>
[TestFixture]
internal sealed class PtkTests
{
    /// <summary>IEEE Std 802.11-2024, J.13.</summary>
    [Test]
    public void A_PTK_with_KDK_is_that_of_the_standard_and_without_it_another_one()
    {
        var ptk = new Ptk();
        AkmKeys.TryGet(AkmSuite.Rsn(8), 32, 0, out var akm);
        var pmk = Hex.Of("def43e5567e01ca6649265f19a290eeff8bd888f6c1d9cc9d10f04bd378f3cad");
        var aNonce = Hex.Of("be7a1ca284347b5bd67dbd2dfdb4d99f1afae0b88ba18e008718417e4b27ef5f");
        var sNonce = Hex.Of("404b012ffb43ed0fb43ea1f287c91f2506d21b4a92d74b5ea50c943350ce8671");

        ptk.Derive(akm, 16, pmk, Hex.Address("c0ffd4a8dbc1"), Hex.Address("00904c01c107"), aNonce, sNonce, withKdk: true);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Hex.Of(ptk.Kck), Is.EqualTo("cd7b9e7555362df0b63568484a8112f5"));
            Assert.That(Hex.Of(ptk.Kek), Is.EqualTo("99cad3588da0f1e63fd190191039bb4b"));
            Assert.That(Hex.Of(ptk.Tk), Is.EqualTo("9e2e9377e7532e737a1bc250fe194a03"));
            Assert.That(Hex.Of(ptk.Kdk), Is.EqualTo("6c7fb97ceb55b01acff00f070942bdf5291feb4bee38e0365b25a250bb2ac9ff"));
        }

        ptk.Derive(akm, 16, pmk, Hex.Address("c0ffd4a8dbc1"), Hex.Address("00904c01c107"), aNonce, sNonce);
        Assert.That(Hex.Of(ptk.Kck), Is.EqualTo("f254ca101dee0728d7fe6501e21a4086"));
        Assert.That(ptk.Kdk.Length, Is.Zero);
    }

    /// <summary>hostap 2.10 with the inputs of <see cref="FtHierarchyTests"/>.</summary>
    [TestCase(5, 16, "e27bdf0ae90b62308cec2264c580432a", "3549a207987e66e273c56d18d2397707", "3e7ddc75e0c85d5555dc4aa7a0a0b5b4")]
    [TestCase(12, 32, "e7350d454b1e43649dfe8c7fa82d7cc75511c2548fa49f96",
        "37e2ff87473783621da4edfaaf95281b85219264f1c64150ef5a7f9f7f1a17fb",
        "23a24b2827b5f5e401d119608751ad20ae28d408699fef4a6b14cb2b78351863")]
    public void KDFs_of_both_lengths_give_the_PTK_of_hostap(int akmType, int temporalKeyLength, string kck, string kek, string tk)
    {
        using var ptk = new Ptk();
        AkmKeys.TryGet(AkmSuite.Rsn((byte)akmType), 32, 0, out var akm);

        ptk.Derive(akm, temporalKeyLength, Hex.Counting(akmType == 12 ? 48 : 32), Hex.Address("020000000100"), Hex.Address("020000000200"),
            FtHierarchyTests.ANonce, FtHierarchyTests.SNonce);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Hex.Of(ptk.Kck), Is.EqualTo(kck));
            Assert.That(Hex.Of(ptk.Kek), Is.EqualTo(kek));
            Assert.That(Hex.Of(ptk.Tk), Is.EqualTo(tk));
            Assert.That(ptk.FteKck.SequenceEqual(ptk.Kck) && ptk.FteKek.SequenceEqual(ptk.Kek), Is.True);
        }
    }

    [TestCase(1, 32, 1, KeyHash.Sha1, 16, 16, MicAlgorithm.HmacMd5, 16)]
    [TestCase(2, 32, 2, KeyHash.Sha1, 16, 16, MicAlgorithm.HmacSha1, 16)]
    [TestCase(3, 32, 3, KeyHash.Sha256, 16, 16, MicAlgorithm.AesCmac, 16)]
    [TestCase(4, 32, 3, KeyHash.Sha256, 16, 16, MicAlgorithm.AesCmac, 16)]
    [TestCase(5, 32, 3, KeyHash.Sha256, 16, 16, MicAlgorithm.AesCmac, 16)]
    [TestCase(6, 32, 3, KeyHash.Sha256, 16, 16, MicAlgorithm.AesCmac, 16)]
    [TestCase(8, 32, 0, KeyHash.Sha256, 16, 16, MicAlgorithm.AesCmac, 16)]
    [TestCase(9, 32, 0, KeyHash.Sha256, 16, 16, MicAlgorithm.AesCmac, 16)]
    [TestCase(11, 32, 0, KeyHash.Sha256, 16, 16, MicAlgorithm.HmacSha256, 16)]
    [TestCase(12, 48, 0, KeyHash.Sha384, 24, 32, MicAlgorithm.HmacSha384, 24)]
    [TestCase(13, 48, 0, KeyHash.Sha384, 24, 32, MicAlgorithm.HmacSha384, 24)]
    [TestCase(14, 32, 0, KeyHash.Sha256, 0, 32, MicAlgorithm.None, 0)]
    [TestCase(15, 48, 0, KeyHash.Sha384, 0, 64, MicAlgorithm.None, 0)]
    [TestCase(16, 32, 0, KeyHash.Sha256, 0, 32, MicAlgorithm.None, 0)]
    [TestCase(17, 48, 0, KeyHash.Sha384, 0, 64, MicAlgorithm.None, 0)]
    [TestCase(18, 32, 0, KeyHash.Sha256, 16, 16, MicAlgorithm.HmacSha256, 16)]
    [TestCase(18, 48, 0, KeyHash.Sha384, 24, 32, MicAlgorithm.HmacSha384, 24)]
    [TestCase(18, 64, 0, KeyHash.Sha512, 32, 32, MicAlgorithm.HmacSha512, 32)]
    [TestCase(22, 48, 0, KeyHash.Sha384, 24, 32, MicAlgorithm.HmacSha384, 24)]
    [TestCase(23, 48, 0, KeyHash.Sha384, 24, 32, MicAlgorithm.HmacSha384, 24)]
    [TestCase(24, 48, 0, KeyHash.Sha384, 24, 32, MicAlgorithm.HmacSha384, 24)]
    [TestCase(25, 64, 0, KeyHash.Sha512, 32, 32, MicAlgorithm.HmacSha512, 32)]
    public void An_AKM_says_which_KDF_lengths_and_MIC(int akmType, int pmkLength, int version, KeyHash kdf, int kck, int kek,
        MicAlgorithm mic, int micLength)
    {
        var suite = AkmSuite.Rsn((byte)akmType);

        Assert.That(AkmKeys.TryGet(suite, pmkLength, version, out var akm), Is.True);
        Assert.That((akm.Kdf, akm.KckLength, akm.KekLength, akm.EapolMic, akm.EapolMicLength, akm.IsFt),
            Is.EqualTo((kdf, kck, kek, mic, micLength, suite.IsFt)));
        if (suite.IsMicLengthKnown)
        {
            Assert.That(akm.EapolMicLength, Is.EqualTo(suite.EapolMicLength));
        }

        if (suite.IsFt && akmType != 25)
        {
            Assert.That(akm.FteMicLength, Is.EqualTo(suite.FteMicLength));
        }
    }

    [TestCase(7, 32)]
    [TestCase(19, 48)]
    [TestCase(20, 48)]
    [TestCase(21, 32)]
    [TestCase(24, 33)]
    [TestCase(99, 32)]
    public void What_nobody_implements_is_not_known(int akmType, int pmkLength)
    {
        Assert.That(AkmKeys.TryGet(AkmSuite.Rsn((byte)akmType), pmkLength, 0, out _), Is.False);
    }

    /// <summary>
    /// The PMK of wpa2-ft-psk.pcapng, at its AP and at the next one (OKC); the last is hostap 2.10 with the FT-EAP XXKey of 32 octets.
    /// </summary>
    [TestCase("b71e6f3bacf0de61e944d96e2521d55672fed40b17bca0d76a7f7d547f6bd8d2", KeyHash.Sha1, "020000000000",
        "8825cc48431ff11e3a61a3860976187e")]
    [TestCase("b71e6f3bacf0de61e944d96e2521d55672fed40b17bca0d76a7f7d547f6bd8d2", KeyHash.Sha1, "020000000100",
        "c70b5f960f41548f02f616f694a95e97")]
    [TestCase("b71e6f3bacf0de61e944d96e2521d55672fed40b17bca0d76a7f7d547f6bd8d2", KeyHash.Sha256, "020000000000",
        "3421af927f0fd6c573ac4d8b3e5e7591")]
    [TestCase("b1471711baffb8611b28d2a09cc1a6aaffbbfdf3cccf12db57f175c53bfe2b7b", KeyHash.Sha1, "020000000100",
        "bdb9abcb4051a9ef14bbf9ac2bc415c1")]
    [TestCase("b1471711baffb8611b28d2a09cc1a6aaffbbfdf3cccf12db57f175c53bfe2b7b", KeyHash.Sha256, "020000000100",
        "e9e9f101cdd6abb6374b7abedb393ce9")]
    [TestCase("fc3fe399f0ab9eeb5b6e87b6e2b276d828e874de1773d4a925f5410d96565b22", KeyHash.Sha1, "020000000100",
        "7b7e6bbe6ff14229762c1b574d0630ec")]
    [TestCase("fc3fe399f0ab9eeb5b6e87b6e2b276d828e874de1773d4a925f5410d96565b22", KeyHash.Sha256, "020000000100",
        "3acfa7e530a8e728c8d429688079b483")]
    [TestCase("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", KeyHash.Sha1, "020000000100",
        "88fea6c6212d3258273dc2f4811cd5c3")]
    [TestCase("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", KeyHash.Sha256, "020000000100",
        "4c7057d916d11d1e60fc319bc896f963")]
    [TestCase("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f", KeyHash.Sha384,
        "020000000100", "3edc44dcc66d3156023abacbd4e06cb2")]
    public void PMKIDs_by_every_hash_and_at_another_AP(string pmk, KeyHash hash, string aa, string pmkid)
    {
        var computed = new byte[Pmkid.Size];

        Pmkid.Compute(hash, Hex.Of(pmk), Hex.Address(aa), Hex.Address("020000000200"), computed);

        Assert.That(Hex.Of(computed), Is.EqualTo(pmkid));
    }

    [Test]
    public void The_MSK_is_cut_as_the_AKM_says()
    {
        var msk = Hex.Counting(64);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Msk.Pmk(AkmSuite.Rsn(1), msk).ToArray(), Is.EqualTo(msk[..32]));
            Assert.That(Msk.Pmk(AkmSuite.Rsn(12), msk).ToArray(), Is.EqualTo(msk[..48]));
            Assert.That(Msk.XxKey(AkmSuite.Rsn(3), msk).ToArray(), Is.EqualTo(msk[32..]));
            Assert.That(Msk.XxKey(AkmSuite.Rsn(13), msk).ToArray(), Is.EqualTo(msk[..48]));
            Assert.That(Msk.XxKey(AkmSuite.Rsn(3), msk.AsSpan(0, 32)).Length, Is.Zero);
            Assert.That(Msk.Pmk(AkmSuite.Rsn(12), msk.AsSpan(0, 32)).Length, Is.Zero);
        }
    }
}
