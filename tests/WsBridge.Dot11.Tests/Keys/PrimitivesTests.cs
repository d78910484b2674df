using WsBridge.Dot11.Keys;

namespace WsBridge.Dot11.Tests.Keys;

/// <summary>The building blocks, by the vectors of the documents that define them.</summary>
[TestFixture]
internal sealed class PrimitivesTests
{
    /// <summary>RFC 4493, section 4.</summary>
    [TestCase(0, "bb1d6929e95937287fa37d129b756746")]
    [TestCase(16, "070a16b46b4d4144f79bdd9dd04a287c")]
    [TestCase(40, "dfa66747de9ae63030ca32611497c827")]
    [TestCase(64, "51f0bebf7e3b9d92fc49741779363cfe")]
    public void AES_CMAC_gives_the_MACs_of_RFC_4493(int length, string mac)
    {
        var message =
            Hex.Of("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");
        var computed = new byte[AesCmac.Size];

        AesCmac.Compute(Hex.Of("2b7e151628aed2a6abf7158809cf4f3c"), message.AsSpan(0, length), computed);

        Assert.That(Hex.Of(computed), Is.EqualTo(mac));
    }

    /// <summary>RFC 5297, A.1 and A.2.</summary>
    [TestCase("fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff", "112233445566778899aabbccddee",
        "85632d07c6e8f37f950acd320a2ecc9340c02b9690c4dc04daef7f6afe5c", "101112131415161718191a1b1c1d1e1f2021222324252627")]
    [TestCase("7f7e7d7c7b7a79787776757473727170404142434445464748494a4b4c4d4e4f",
        "7468697320697320736f6d6520706c61696e7465787420746f20656e6372797074207573696e67205349562d414553",
        "7bdb6e3b432667eb06f4d14bff2fbd0fcb900f2fddbe404326601965c889bf17dba77ceb094fa663b7a3f748ba8af829ea64ad544a272e9c485b62a3fd5c0d",
        "00112233445566778899aabbccddeeffdeaddadadeaddadaffeeddccbbaa99887766554433221100", "102030405060708090a0",
        "09f911029d74e35bd84156c5635688c0")]
    public void AES_SIV_gives_what_RFC_5297_has(string key, string clear, string encrypted, params string[] associated)
    {
        byte[][] others = [.. associated.Select(Hex.Of)];
        var output = new byte[clear.Length / 2];
        byte[] changed = Hex.Of(encrypted);
        changed[^1] ^= 1;

        Assert.That(Hex.Of(AesSiv.Seal(Hex.Of(key), Hex.Of(clear), others)), Is.EqualTo(encrypted));
        Assert.That(AesSiv.TryOpen(Hex.Of(key), Hex.Of(encrypted), output, others), Is.True);
        Assert.That(Hex.Of(output), Is.EqualTo(clear));
        Assert.That(AesSiv.TryOpen(Hex.Of(key), changed, output, others), Is.False);
        Assert.That(output, Is.All.Zero);
        Assert.That(AesSiv.TryOpen(Hex.Of(key), Hex.Of(encrypted).AsSpan(0, 15), output, others), Is.False);
    }

    /// <summary>RFC 3394, sections 4.1 to 4.6.</summary>
    [TestCase(16, "00112233445566778899aabbccddeeff", "1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5")]
    [TestCase(24, "00112233445566778899aabbccddeeff", "96778b25ae6ca435f92b5b97c050aed2468ab8a17ad84e5d")]
    [TestCase(32, "00112233445566778899aabbccddeeff", "64e8c3f9ce0f5ba263e9777905818a2a93c8191e7d6e8ae7")]
    [TestCase(24, "00112233445566778899aabbccddeeff0001020304050607", "031d33264e15d33268f24ec260743edce1c6c7ddee725a936ba814915c6762d2")]
    [TestCase(32, "00112233445566778899aabbccddeeff0001020304050607", "a8f9bc1612c68b3ff6e6f4fbe30e71e4769c8b80a32cb8958cd5d17d6b254da1")]
    [TestCase(32, "00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f",
        "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21")]
    public void AES_key_wrap_unwraps_the_keys_of_RFC_3394(int kekLength, string plain, string wrapped)
    {
        var output = new byte[plain.Length / 2];

        Assert.That(AesKeyWrap.TryUnwrap(Hex.Counting(kekLength), Hex.Of(wrapped), output), Is.True);
        Assert.That(Hex.Of(output), Is.EqualTo(plain));
    }

    [Test]
    public void A_wrapped_key_with_one_octet_changed_does_not_unwrap_and_leaves_nothing_behind([Range(0, 23)] int changed)
    {
        var wrapped = Hex.Of("1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5");
        wrapped[changed] ^= 1;
        var output = new byte[16];

        Assert.That(AesKeyWrap.TryUnwrap(Hex.Counting(16), wrapped, output), Is.False);
        Assert.That(output, Is.All.Zero);
    }

    [TestCase(0, 16)]
    [TestCase(16, 16)]
    [TestCase(23, 16)]
    [TestCase(25, 16)]
    [TestCase(24, 0)]
    [TestCase(24, 17)]
    [TestCase(24, 64)]
    public void A_length_that_cannot_be_does_not_unwrap(int wrapped, int kek)
    {
        Assert.That(AesKeyWrap.TryUnwrap(new byte[kek], new byte[wrapped], new byte[64]), Is.False);
    }

    /// <summary>RFC 6229, section 2, 128-bit key, as the XOR of zeros.</summary>
    [TestCase(0, "9ac7cc9a609d1ef7b2932899cde41b97")]
    [TestCase(256, "d39d566bc6bce3010768151549f3873f")]
    [TestCase(1024, "bdf0324e6083dcc6d3cedd3ca8c53c16")]
    public void RC4_gives_the_key_stream_of_RFC_6229(int skip, string stream)
    {
        var data = new byte[16];

        Rc4.Apply(Hex.Of("0102030405060708090a0b0c0d0e0f10"), skip, data);

        Assert.That(Hex.Of(data), Is.EqualTo(stream));
    }

    /// <summary>iwd, unit/test-crypto.c; the last is that of wpa2-ft-psk.pcapng.</summary>
    [TestCase("password", "IEEE", "f42c6fc52df0ebef9ebb4b90b38a5f902e83fe1b135a70e23aed762e9710a12e")]
    [TestCase("ThisIsAPassword", "ThisIsASSID", "0dc0d6eb90555ed6419756b9a15ec3e3209b63df707dd508d14581f8982721af")]
    [TestCase("12345678", "wireshark-ft-psk", "b71e6f3bacf0de61e944d96e2521d55672fed40b17bca0d76a7f7d547f6bd8d2")]
    public void A_passphrase_and_an_SSID_give_the_PSK(string passphrase, string ssid, string psk)
    {
        var derived = new byte[Psk.Size];

        Psk.Derive(System.Text.Encoding.UTF8.GetBytes(passphrase), System.Text.Encoding.UTF8.GetBytes(ssid), derived);

        Assert.That(Hex.Of(derived), Is.EqualTo(psk));
    }

    /// <summary>Of 1 to 17 passphrases, of every length that there is, so that lanes stay empty too.</summary>
    [TestCase(1, "a")]
    [TestCase(7, "an SSID of thirty-two octets, all")]
    [TestCase(8, "")]
    [TestCase(17, "IEEE")]
    public void PSKs_of_several_passphrases_are_those_of_each(int count, string ssid)
    {
        byte[] salt = System.Text.Encoding.UTF8.GetBytes(ssid)[..Math.Min(32, ssid.Length)];
        byte[][] passphrases =
            [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, 8 + i * 55 / 16).Select(j => (byte)(33 + (i * 7 + j) % 94)).ToArray())];
        byte[] blocks = new byte[count * Psk.KeyBlock];
        byte[] psks = new byte[count * Psk.Size];
        byte[] expected = new byte[count * Psk.Size];
        for (int i = 0; i < count; i++)
        {
            passphrases[i].CopyTo(blocks, i * Psk.KeyBlock);
            Psk.Derive(passphrases[i], salt, expected.AsSpan(i * Psk.Size));
        }

        Psk.DeriveAll(blocks, salt, psks);

        Assert.That(psks, Is.EqualTo(expected));
    }

    /// <summary>The PRF vectors of 802.11i.</summary>
    [TestCase("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "Hi There",
        "bcd4c650b30b9684951829e0d75f9d54b862175ed9f00606e17d8da35402ffee75df78c3d31e0f889f012120c0862beb67753e7439ae242edb8373698356cf5a")]
    [TestCase("4a656665", "what do ya want for nothing?",
        "51f4de5b33f249adf81aeb713a3c20f4fe631446fabdfa58244759ae58ef9009a99abf4eac2ca5fa87e692c440eb40023e7babb206d61de7b92f41529092b8fc")]
    public void PRF_SHA1_gives_the_octets_of_the_standard_and_a_shorter_output_is_their_beginning(string key, string data, string output)
    {
        var octets = System.Text.Encoding.ASCII.GetBytes(data);
        foreach (var length in (int[])[16, 24, 32, 48, 64])
        {
            var derived = new byte[length];

            PrfSha1.Derive(Hex.Of(key), "prefix"u8, octets, derived);

            Assert.That(Hex.Of(derived), Is.EqualTo(output[..(2 * length)]));
        }
    }

    [Test]
    public void With_the_KDF_another_length_changes_every_octet([Values(KeyHash.Sha256, KeyHash.Sha384, KeyHash.Sha512)] KeyHash hash)
    {
        var shorter = new byte[32];
        var longer = new byte[96];

        Kdf.Derive(hash, Hex.Counting(32), "label"u8, Hex.Counting(10), shorter);
        Kdf.Derive(hash, Hex.Counting(32), "label"u8, Hex.Counting(10), longer);

        Assert.That(longer.AsSpan(0, 32).SequenceEqual(shorter), Is.False);
    }

    [Test]
    public void A_holder_shows_no_key_and_forgets_it()
    {
        var secret = new Secret(Hex.Counting(32));

        Assert.That((secret.Length, secret.ToString(), $"{secret}"), Is.EqualTo((32, "key of 32 octets", "key of 32 octets")));
        var octets = secret.Octets;
        secret.Dispose();
        Assert.That(secret.Length, Is.Zero);
        Assert.That(octets.ContainsAnyExcept((byte)0), Is.False);
    }
}
