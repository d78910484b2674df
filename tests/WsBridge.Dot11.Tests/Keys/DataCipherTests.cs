using System.Security.Cryptography;
using WsBridge.Dot11.Keys;
using WsBridge.Testing;

namespace WsBridge.Dot11.Tests.Keys;

/// <summary>Data frames come back from every cipher in every carriage, and from no other key or address.</summary>
[TestFixture]
internal sealed class DataCipherTests
{
    private const string Key = "c97c1f67ce371185514a8a19f2bdd52f";
    private const string LongKey = Key + "000102030405060708090a0b0c0d0e0f";
    private static readonly MacAddress Sta = MakeAddress.Sta();
    private static readonly MacAddress Ap = MakeAddress.Ap();
    private static readonly byte[] Eapol = Octets.FromHex("aaaa03000000888e0203005f02030a00000000000000000001");

    [OneTimeSetUp]
    public void Needs_both_modes() => Assume.That(AesCcm.IsSupported && AesGcm.IsSupported);

    /// <summary>The vectors of the standard for CCMP-128 and GCMP-128; the same with 256 bits by another implementation.</summary>
    [TestCase(4, Key, "0848c32c0fd2e128a57c5030f1844408abaea5b8fcba8033", "0ce70020769703b5",
        "f3d0a2fe9a3dbf2342a643e43246e80c3c04d0197845ce0b16f97623", "f8ba1a55d02f85ae967bb62fb6cda8eb7e78a050")]
    [TestCase(10, LongKey, "0848c32c0fd2e128a57c5030f1844408abaea5b8fcba8033", "0ce70020769703b5",
        "6d155d8832668256d6a92b78e11d8e54495dd17480aa56c9492e882b97642f80d50fe97b", "f8ba1a55d02f85ae967bb62fb6cda8eb7e78a050")]
    [TestCase(8, Key, "88480b000fd2e128a57c5030f18444085030f184440880330300", "082b00205f5f8900",
        "60e9700cc4d40ac6d288b201c38f5bf08b807442640a1596e5dbdad41d1f3623f45d7a12db7afb23def619c2a374b6df66ffa53b6c69d79e",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627")]
    [TestCase(9, LongKey, "88480b000fd2e128a57c5030f18444085030f184440880330300", "082b00205f5f8900",
        "658343c8b14447d9211defd46ad89c710c6fc33333236e3997b9176a5a8be779b21266555e70ad79114316859095473d5b1bd596b3dea3bf",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627")]
    public void Vectors_come_out_right(int cipher, string key, string header, string cipherHeader, string encrypted, string clear)
    {
        using DataCipher data = DataCipher.Of(CipherSuite.Rsn((byte)cipher), Hex.Of(key))!;
        byte[] sent = Hex.Of(header + cipherHeader + encrypted);
        Assert.That(MacHeader.TryParse(sent, out MacHeader frame, out _), Is.True);

        Assert.That(data.Decrypt(frame, CipherAddresses.Of(frame)), Is.EqualTo(Hex.Of(clear)));
    }

    [Test]
    public void What_was_encrypted_comes_back_and_is_told_to_be_EAPOL(
        [Values(2, 4, 8, 9, 10)] int cipher, [Values] Carriage carriage, [Values] bool fromAp)
    {
        byte[] key = Hex.Counting(CipherSuite.Rsn((byte)cipher).TemporalKeyLength!.Value);
        byte[] clear = Carry(carriage, fromAp);
        byte[] sent = MakeKeys.EncryptData(CipherSuite.Rsn((byte)cipher), key, clear).AsRetry();
        using DataCipher data = DataCipher.Of(CipherSuite.Rsn((byte)cipher), key)!;
        key[0] ^= 1;
        using DataCipher other = DataCipher.Of(CipherSuite.Rsn((byte)cipher), key)!;
        Assert.That(MacHeader.TryParse(clear, out MacHeader header, out _), Is.True);
        byte[] body = header.Body.ToArray();
        Assert.That(MacHeader.TryParse(sent, out MacHeader frame, out _), Is.True);
        CipherAddresses addresses = CipherAddresses.Of(frame);

        Assert.That(data.Decrypt(frame, addresses), Is.EqualTo(body));
        Assert.That(data.HoldsEapol(frame, addresses), Is.True);
        Assert.That(data.HoldsEapol(frame, addresses with { Transmitter = MakeAddress.Sta(9) }), Is.False);
        Assert.That(data.Decrypt(frame, addresses with { Transmitter = MakeAddress.Sta(9) }), Is.Null);
        Assert.That(other.HoldsEapol(frame, addresses), Is.False);
        Assert.That(other.Decrypt(frame, addresses), Is.Null);
    }

    [Test]
    public void Other_data_are_no_EAPOL_and_cut_off_frames_do_not_decrypt([Values(2, 4, 8, 9, 10)] int cipher)
    {
        byte[] key = Hex.Counting(CipherSuite.Rsn((byte)cipher).TemporalKeyLength!.Value);
        byte[] clear = Frame.Data(Sta, Ap, fromAp: false, Octets.FromHex("aaaa030000000800450000280001000040060000"));
        byte[] sent = MakeKeys.EncryptData(CipherSuite.Rsn((byte)cipher), key, clear);
        using DataCipher data = DataCipher.Of(CipherSuite.Rsn((byte)cipher), key)!;
        Assert.That(MacHeader.TryParse(sent, out MacHeader frame, out _), Is.True);

        Assert.That(data.HoldsEapol(frame, CipherAddresses.Of(frame)), Is.False);
        for (int length = 26; length < sent.Length; length++)
        {
            Assert.That(MacHeader.TryParse(sent.AsSpan(0, length), out MacHeader cut, out _), Is.True);
            Assert.That(data.Decrypt(cut, CipherAddresses.Of(cut)), Is.Null);
            Assert.That(data.HoldsEapol(cut, CipherAddresses.Of(cut)), Is.False);
        }
    }

    /// <summary>An AP encrypts group frames as it does others, with the GTK.</summary>
    [Test]
    public void Group_frames_come_back([Values(2, 4, 8, 9, 10)] int cipher)
    {
        byte[] key = Hex.Counting(CipherSuite.Rsn((byte)cipher).TemporalKeyLength!.Value);
        byte[] clear = Frame.Data(MacAddress.Broadcast, Ap, fromAp: true, Octets.FromHex("aaaa0300000008060001080006040001"));
        byte[] sent = MakeKeys.EncryptData(CipherSuite.Rsn((byte)cipher), key, clear);
        using DataCipher data = DataCipher.Of(CipherSuite.Rsn((byte)cipher), key)!;
        Assert.That(MacHeader.TryParse(sent, out MacHeader frame, out _), Is.True);

        Assert.That(data.Decrypt(frame, CipherAddresses.Of(frame)), Is.EqualTo(clear[26..]));
    }

    /// <summary>IEEE Std 802.11be-2024, 12.5.2.3.3: the addresses of the link are replaced.</summary>
    [Test]
    public void Multi_link_devices_encrypt_with_their_MLD_addresses([Values(4, 9)] int cipher)
    {
        byte[] key = Hex.Counting(CipherSuite.Rsn((byte)cipher).TemporalKeyLength!.Value);
        byte[] clear = Carry(Carriage.Qos, fromAp: false);
        byte[] sent = MakeKeys.EncryptData(CipherSuite.Rsn((byte)cipher), key, clear, named: Mld);
        using DataCipher data = DataCipher.Of(CipherSuite.Rsn((byte)cipher), key)!;
        Assert.That(MacHeader.TryParse(sent, out MacHeader frame, out _), Is.True);

        Assert.That(data.HoldsEapol(frame, CipherAddresses.Of(frame, Mld)), Is.True);
        Assert.That(data.Decrypt(frame, CipherAddresses.Of(frame, Mld)), Is.EqualTo(clear[26..]));
        Assert.That(data.Decrypt(frame, CipherAddresses.Of(frame)), Is.Null);

        static MacAddress Mld(MacAddress address) => new(address.Value ^ 0xFF00);
    }

    [TestCase(1, 16)]
    [TestCase(4, 32)]
    [TestCase(9, 16)]
    [TestCase(6, 16)]
    public void A_key_of_another_length_and_ciphers_without_data_are_none(int cipher, int length) =>
        Assert.That(DataCipher.Of(CipherSuite.Rsn((byte)cipher), Hex.Counting(length)), Is.Null);

    private static byte[] Carry(Carriage carriage, bool fromAp)
    {
        byte[] plain = Frame.Data(Sta, Ap, fromAp, Eapol);
        byte[] header = plain[..24];
        byte[] qos = [0x07, 0];
        switch (carriage)
        {
            case Carriage.Plain:
                header[0] &= 0x7F;
                return [.. header, .. Eapol];
            case Carriage.Qos:
                return [.. header, .. qos, .. Eapol];
            case Carriage.HtControl:
                header[1] |= 0x80;
                return [.. header, .. qos, 1, 2, 3, 4, .. Eapol];
            case Carriage.AMsdu:
                qos[0] |= 0x80;
                return [.. header, .. qos, .. plain[4..16], 0, (byte)Eapol.Length, .. Eapol];
            default:
                header[1] |= 3;
                return [.. header, .. plain[10..16], .. qos, .. Eapol];
        }
    }

    /// <summary>How EAPOL may be carried.</summary>
    internal enum Carriage
    {
        /// <summary>A data frame.</summary>
        Plain,

        /// <summary>With a QoS Control field.</summary>
        Qos,

        /// <summary>With an HT Control field as well.</summary>
        HtControl,

        /// <summary>In an A-MSDU.</summary>
        AMsdu,

        /// <summary>With four addresses.</summary>
        FourAddresses,
    }
}
