using System.Security.Cryptography;
using WsBridge.Dot11.Keys;
using WsBridge.Testing;

namespace WsBridge.Dot11.Tests.Keys;

/// <summary>Management frames come back from every cipher, and from no other key or address.</summary>
[TestFixture]
internal sealed class ManagementCipherTests
{
    private static readonly MacAddress Sta = MakeAddress.Sta();
    private static readonly MacAddress Ap = MakeAddress.Ap();

    [TestCase(4, 16)]
    [TestCase(8, 16)]
    [TestCase(9, 32)]
    [TestCase(10, 32)]
    public void What_was_encrypted_comes_back(int cipher, int keyLength)
    {
        Assume.That(AesCcm.IsSupported && AesGcm.IsSupported);
        byte[] key = Octets.Repeat(0x4B, keyLength);
        byte[] clear = Frame.SaQuery(Sta, Ap, fromAp: true, response: false);
        byte[] sent = MakeKeys.EncryptManagement(CipherSuite.Rsn((byte)cipher), key, clear).AsRetry();
        Assert.That(MacHeader.TryParse(sent, out MacHeader header, out _), Is.True);

        Assert.That(ManagementCipher.Decrypt(CipherSuite.Rsn((byte)cipher), key, header, new(Sta, Ap, Ap)), Is.EqualTo(clear[24..]));
        Assert.That(ManagementCipher.Decrypt(CipherSuite.Rsn((byte)cipher), key, header, new(Sta, Sta, Ap)), Is.Null);
        Assert.That(ManagementCipher.Decrypt(CipherSuite.Rsn((byte)cipher), Octets.Repeat(0x4C, keyLength), header, new(Sta, Ap, Ap)), Is.Null);
        Assert.That(ManagementCipher.Decrypt(CipherSuite.Tkip, Octets.Repeat(0x4B, 32), header, new(Sta, Ap, Ap)), Is.Null);
    }

    [Test]
    public void A_body_without_room_for_a_MIC_is_none()
    {
        byte[] sent = MakeKeys.EncryptManagement(CipherSuite.Ccmp128, Octets.Repeat(0x4B, 16), Frame.SaQuery(Sta, Ap, true, false))[..39];
        Assert.That(MacHeader.TryParse(sent, out MacHeader header, out _), Is.True);

        Assert.That(ManagementCipher.Decrypt(CipherSuite.Ccmp128, Octets.Repeat(0x4B, 16), header, new(Sta, Ap, Ap)), Is.Null);
    }
}
