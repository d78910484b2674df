using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>What came of decrypting key data.</summary>
public enum UnwrapResult
{
    /// <summary>They are in clear now.</summary>
    Done,
    /// <summary>They were not encrypted.</summary>
    InClear,
    /// <summary>The KEK is another one, or octets were changed.</summary>
    Failed,
    /// <summary>Not of a length that encrypted key data can have, or cut off.</summary>
    Malformed,
    /// <summary>An AEAD cipher (FILS), which is not read.</summary>
    NotSupported,
}

/// <summary>Decrypts what a KEK protects: key data of EAPOL-Key frames, and the keys in an FTE.</summary>
public static class KeyDataUnwrap
{
    private const int Rc4Skip = 256;

    /// <summary>Decrypts the key data of a frame: AES Key Wrap, RC4 with Key Descriptor Version 1.</summary>
    /// <param name="key">The frame.</param>
    /// <param name="kek">The KEK.</param>
    /// <param name="output">Receives the key data; as long as those of the frame is enough.</param>
    /// <param name="length">How many octets it received.</param>
    /// <remarks>
    /// RC4 has no check of its own: with another KEK the result is <see cref="UnwrapResult.Done"/> and the octets mean nothing, so the MIC
    /// comes first.
    /// </remarks>
    public static UnwrapResult Unwrap(in EapolKey key, ReadOnlySpan<byte> kek, Span<byte> output, out int length)
    {
        length = 0;
        if (!key.HasEncryptedKeyData)
        {
            return UnwrapResult.InClear;
        }

        if (key.MicLength == 0)
        {
            return UnwrapResult.NotSupported;
        }

        var data = key.KeyData;
        if (data.Length < key.KeyDataLength || data.IsEmpty || output.Length < data.Length)
        {
            return UnwrapResult.Malformed;
        }

        if (key.Information.DescriptorVersion == 1)
        {
            Span<byte> rc4Key = stackalloc byte[16 + 16];
            key.Iv.CopyTo(rc4Key);
            kek[..Math.Min(kek.Length, 16)].CopyTo(rc4Key[16..]);
            data.CopyTo(output);
            Rc4.Apply(rc4Key, Rc4Skip, output[..data.Length]);
            CryptographicOperations.ZeroMemory(rc4Key);
            length = data.Length;
            return UnwrapResult.Done;
        }

        if (data.Length % 8 != 0 || data.Length < 24)
        {
            return UnwrapResult.Malformed;
        }

        if (!AesKeyWrap.TryUnwrap(kek, data, output))
        {
            return UnwrapResult.Failed;
        }

        length = data.Length - AesKeyWrap.Overhead;
        return UnwrapResult.Done;
    }

    /// <summary>Unwraps the key of a GTK, IGTK or BIGTK subelement of an FTE, without the padding that shorter keys have.</summary>
    /// <param name="wrapped">Wrapped Key.</param>
    /// <param name="keyLength">Key Length of the subelement.</param>
    /// <param name="kek">KEK, or KEK2 where there is one (<see cref="Ptk.FteKek"/>).</param>
    /// <returns>The key in a holder of its own; null when it does not unwrap.</returns>
    public static Secret? UnwrapFteKey(ReadOnlySpan<byte> wrapped, int keyLength, ReadOnlySpan<byte> kek)
    {
        // A subelement has up to 255 octets.
        Span<byte> plain = stackalloc byte[256];
        Secret? key = null;
        if (wrapped.Length <= plain.Length && AesKeyWrap.TryUnwrap(kek, wrapped, plain)
            && keyLength <= wrapped.Length - AesKeyWrap.Overhead)
        {
            key = new Secret(plain[..keyLength]);
        }

        CryptographicOperations.ZeroMemory(plain);
        return key;
    }
}
