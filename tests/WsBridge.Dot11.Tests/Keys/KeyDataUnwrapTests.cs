using WsBridge.Dot11.Keys;
using WsBridge.Testing;

namespace WsBridge.Dot11.Tests.Keys;

[TestFixture]
internal sealed class KeyDataUnwrapTests
{
    /// <summary>Key data of message 3 in iwd, unit/test-eapol.c, padded.</summary>
    private static readonly byte[] s_keyData = Hex.Of(
        "30260100000fac040100000fac040100000fac0481000100dece50a09ef08c4ebef2f1dbe967b4d43603123401dd16000fac01010074e02c2321c0f92dd7e1f15f4d2e71bb3762" +
        new string('0', 2 * 82) + "0106020000000000030664756d6d793038050160ea000038050200000000dd");

    private static EapolKey Read(ReadOnlySpan<byte> pdu, int micLength = 16)
    {
        Assert.That(Eapol.TryReadLenient(pdu, out var eapol, out _), Is.True);
        Assert.That(EapolKey.TryReadLenient(eapol, micLength, out var key, out _), Is.True);
        return key;
    }

    /// <summary>The MIC proves the ciphertext: the frame is that of iwd to the octet.</summary>
    [Test]
    public void Message_3_of_iwd_verifies_and_its_key_data_unwrap()
    {
        using var ptk = FtHierarchyTests.PtkOf(FtHierarchyTests.Iwd);
        var pdu =
            MakeEapol.Key(MakeEapol.M3(Hex.Of(FtHierarchyTests.Iwd.ANonce), MakeKeys.Wrap(ptk.Kek, s_keyData),
                Hex.Of("12e36def965b07aa58ceedb15783517e")) with
            {
                KeyInformation = 0x13CB,
                KeyLength = 16,
                ReplayCounter = 2,
            });
        var output = new byte[pdu.Length];

        var result = KeyDataUnwrap.Unwrap(Read(pdu), ptk.Kek, output, out var length);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(EapolMic.Verify(ptk.Akm.EapolMic, ptk.Kck, Read(pdu)), Is.True);
            Assert.That(result, Is.EqualTo(UnwrapResult.Done));
            Assert.That(Hex.Of(output.AsSpan(0, length)), Is.EqualTo(Hex.Of(s_keyData)));
            Assert.That(new Kdes(output.AsSpan(0, length)).TryFind(KdeType.Gtk, out var kde)
                && GtkKde.TryParse(kde.Data, out var gtk, out _) && gtk.Gtk.Length == 16, Is.True);
        }
    }

    [Test]
    public void With_key_descriptor_version_1_the_key_data_are_RC4_after_256_octets_of_key_stream()
    {
        var kek = Hex.Counting(16);
        var iv = Octets.Repeat(0x5A, 16);
        var encrypted = s_keyData.ToArray();
        Rc4.Apply([.. iv, .. kek], 256, encrypted);
        var pdu = MakeEapol.Key(MakeEapol.M3(new byte[32], encrypted) with { KeyInformation = 0x13C9 });
        iv.CopyTo(pdu, 49);
        var output = new byte[pdu.Length];

        Assert.That(KeyDataUnwrap.Unwrap(Read(pdu), kek, output, out var length), Is.EqualTo(UnwrapResult.Done));
        Assert.That(Hex.Of(output.AsSpan(0, length)), Is.EqualTo(Hex.Of(s_keyData)));
    }

    [Test]
    public void What_cannot_be_decrypted_says_why()
    {
        var kek = Hex.Counting(16);
        var m3 = MakeEapol.M3(new byte[32], MakeKeys.Wrap(kek, s_keyData));
        var output = new byte[1000];

        UnwrapResult Of(EapolKeyOptions options, int micLength = 16) =>
            KeyDataUnwrap.Unwrap(Read(MakeEapol.Key(options), micLength), kek, output, out _);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Of(m3), Is.EqualTo(UnwrapResult.Done));
            Assert.That(KeyDataUnwrap.Unwrap(Read(MakeEapol.Key(m3)), new byte[16], output, out _), Is.EqualTo(UnwrapResult.Failed));
            Assert.That(KeyDataUnwrap.Unwrap(Read(MakeEapol.Key(m3)), default, output, out _), Is.EqualTo(UnwrapResult.Failed));
            Assert.That(KeyDataUnwrap.Unwrap(Read(MakeEapol.Key(m3)), kek, output.AsSpan(0, 10), out _),
                Is.EqualTo(UnwrapResult.Malformed));
            Assert.That(Of(m3 with { KeyData = new byte[31] }), Is.EqualTo(UnwrapResult.Malformed));
            Assert.That(Of(m3 with { KeyData = new byte[16] }), Is.EqualTo(UnwrapResult.Malformed));
            Assert.That(Of(m3 with { DeclaredKeyDataLength = 1000 }), Is.EqualTo(UnwrapResult.Malformed));
            Assert.That(Of(m3 with { KeyInformation = 0x03CA }), Is.EqualTo(UnwrapResult.InClear));
            Assert.That(Of(m3 with { Mic = [] }, 0), Is.EqualTo(UnwrapResult.NotSupported));
        }
    }

    [Test]
    public void No_octets_make_unwrapping_throw()
    {
        var pdu = MakeEapol.Key(MakeEapol.M3(new byte[32], MakeKeys.Wrap(Hex.Counting(16), s_keyData)));
        var output = new byte[1000];

        Assert.That(() =>
        {
            foreach (var octets in Garbage.From(pdu))
            {
                if (!Eapol.TryReadLenient(octets, out var eapol, out _))
                {
                    continue;
                }

                foreach (var micLength in (ReadOnlySpan<int>)[0, 16, 24, 32])
                {
                    if (EapolKey.TryReadLenient(eapol, micLength, out var key, out _))
                    {
                        KeyDataUnwrap.Unwrap(key, Hex.Counting(16), output, out _);
                        EapolMic.Verify(MicAlgorithm.AesCmac, Hex.Counting(16), key);
                        EapolMic.Verify(MicAlgorithm.HmacSha384, Hex.Counting(24), key);
                    }
                }
            }
        }, Throws.Nothing);
    }
}
