using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;

namespace WsBridge.Testing;

/// <summary>The way there, which the product never goes.</summary>
public static class MakeKeys
{
    /// <summary>AES Key Wrap of octets, a multiple of eight. RFC 3394, 2.2.1.</summary>
    public static byte[] Wrap(ReadOnlySpan<byte> kek, ReadOnlySpan<byte> plain)
    {
        using var aes = Aes.Create();
        aes.SetKey(kek);
        byte[] wrapped = [.. Octets.Repeat(0xA6, 8), .. plain];
        var block = new byte[16];
        for (var step = 0; step < 6 * plain.Length / 8; step++)
        {
            var at = wrapped.AsSpan(8 + step % (plain.Length / 8) * 8, 8);
            wrapped.AsSpan(0, 8).CopyTo(block);
            at.CopyTo(block.AsSpan(8));
            aes.EncryptEcb(block, block, PaddingMode.None);
            BinaryPrimitives.WriteUInt64BigEndian(wrapped, BinaryPrimitives.ReadUInt64BigEndian(block) ^ (ulong)(step + 1));
            block.AsSpan(8).CopyTo(at);
        }

        return wrapped;
    }

    /// <summary>The frame with its body encrypted by CCMP or GCMP, as management frame protection does it.</summary>
    public static byte[] EncryptManagement(CipherSuite cipher, ReadOnlySpan<byte> key, byte[] frame, byte number = 1)
    {
        ArgumentNullException.ThrowIfNull(frame);
        const int headerSize = 24;
        byte[] header = frame[..headerSize];
        header[1] |= 0x40;
        byte[] aad = [header[0], (byte)(header[1] & ~0x38), .. header[4..22], (byte)(header[22] & 0xF), 0];
        byte[] nonce = [0x10, .. header[10..16], 0, 0, 0, 0, 0, number];
        byte[] encrypted = new byte[frame.Length - headerSize];
        byte[] mic = new byte[cipher == CipherSuite.Ccmp128 ? 8 : 16];
        if (cipher == CipherSuite.Ccmp128 || cipher == CipherSuite.Ccmp256)
        {
            using var ccm = new AesCcm(key);
            ccm.Encrypt(nonce, frame.AsSpan(headerSize), encrypted, mic, aad);
        }
        else
        {
            using var gcm = new AesGcm(key, mic.Length);
            gcm.Encrypt(nonce.AsSpan(1), frame.AsSpan(headerSize), encrypted, mic, aad);
        }

        return [.. header, number, 0, 0, 0x20, 0, 0, 0, 0, .. encrypted, .. mic];
    }

    /// <summary>
    /// The data frame with its body encrypted by CCMP, GCMP or TKIP. The header may have anything; an A-MSDU is not protected as such.
    /// </summary>
    /// <param name="cipher">The cipher.</param>
    /// <param name="key">TK or GTK.</param>
    /// <param name="frame">The frame in the clear, without FCS.</param>
    /// <param name="number">Packet number, or TKIP sequence counter.</param>
    /// <param name="named">Multi-link: what stands for an address of the header. Null for the address itself.</param>
    public static byte[] EncryptData(CipherSuite cipher, ReadOnlySpan<byte> key, byte[] frame, byte number = 1,
        Func<MacAddress, MacAddress>? named = null)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (!MacHeader.TryParse(frame, out MacHeader clear, out ParseError error))
        {
            throw new ArgumentException($"No frame: {error}", nameof(frame));
        }

        byte[] sent = frame[..clear.Length];
        sent[1] |= 0x40;
        CipherAddresses addresses = named is null ? CipherAddresses.Of(clear) : CipherAddresses.Of(clear, named);
        return cipher.IsTkip
            ? [.. sent, 0, 0x20, number, 0x20, 0, 0, 0, 0, .. TkipBody(key, clear, addresses, number)]
            : [.. sent, number, 0, 0, 0x20, 0, 0, 0, 0, .. AeadBody(cipher, key, clear, addresses, number)];
    }

    private static byte[] AeadBody(CipherSuite cipher, ReadOnlySpan<byte> key, MacHeader clear, CipherAddresses addresses, byte number)
    {
        byte control = (byte)(clear.Octets[1] & ~0x38 | 0x40);
        byte[] fourth = clear.Address4 is { } address ? OctetsOf(address) : [];
        byte[] aad =
        [
            (byte)(clear.Octets[0] & 0x8F), (byte)(clear.HasQosControl ? control & 0x7F : control), .. OctetsOf(addresses.Receiver),
            .. OctetsOf(addresses.Transmitter), .. OctetsOf(addresses.Third), (byte)clear.FragmentNumber, 0, .. fourth,
            .. clear.HasQosControl ? (byte[])[(byte)(clear.QosControl & 0xF), 0] : [],
        ];
        byte[] nonce = [(byte)(clear.QosControl & 0xF), .. OctetsOf(addresses.Transmitter), 0, 0, 0, 0, 0, number];
        byte[] encrypted = new byte[clear.Body.Length];
        byte[] mic = new byte[cipher == CipherSuite.Ccmp128 ? 8 : 16];
        if (cipher == CipherSuite.Ccmp128 || cipher == CipherSuite.Ccmp256)
        {
            using var ccm = new AesCcm(key);
            ccm.Encrypt(nonce, clear.Body, encrypted, mic, aad);
        }
        else
        {
            using var gcm = new AesGcm(key, mic.Length);
            gcm.Encrypt(nonce.AsSpan(1), clear.Body, encrypted, mic, aad);
        }

        return [.. encrypted, .. mic];
    }

    private static byte[] TkipBody(ReadOnlySpan<byte> key, MacHeader clear, CipherAddresses addresses, byte number)
    {
        byte[] mic = new byte[Michael.Size];
        byte[] covered =
        [
            .. OctetsOf(clear.ToDs ? addresses.Third : addresses.Receiver),
            .. OctetsOf(clear.FromDs ? clear.Address4 ?? addresses.Third : addresses.Transmitter),
            (byte)(clear.QosControl & 0xF), 0, 0, 0, .. clear.Body,
        ];
        Michael.Compute(key.Slice(clear.FromDs ? 16 : 24, Michael.Size), covered, mic);
        byte[] plain = [.. clear.Body, .. mic];
        plain = [.. plain, .. Crc32.Hash(plain)];
        byte[] seed = new byte[TkipKeyMixing.SeedSize];
        TkipKeyMixing.Seed(key[..16], addresses.Transmitter, number, seed);
        Rc4.Apply(seed, 0, plain);
        return plain;
    }

    private static byte[] OctetsOf(MacAddress address)
    {
        byte[] octets = new byte[MacAddress.Size];
        address.CopyTo(octets);
        return octets;
    }
}
