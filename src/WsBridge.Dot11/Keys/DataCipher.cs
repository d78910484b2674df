using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>
/// Decrypts data frames, unicast and group, with one temporal key: CCMP and GCMP (IEEE Std 802.11-2020, 12.5.3 and 12.5.5) and TKIP
/// (12.5.2). Very many frames can be asked what they hold at the price of a block or two: <see cref="HoldsEapol"/>.
/// </summary>
public sealed class DataCipher : IDisposable
{
    private const int BlockSize = 16;
    private const int SubframeHeaderSize = 14;
    private const int MostAad = 2 + 4 * MacAddress.Size + 2 + 2;
    private const byte Retry = 0x08;
    private const byte PowerManagement = 0x10;
    private const byte MoreData = 0x20;
    private const byte Protected = 0x40;
    private const byte Order = 0x80;
    private const byte ExtendedIv = 0x20;
    private const byte AMsduPresent = 0x80;

    private readonly Secret _key;
    private readonly byte[] _counters = new byte[2 * BlockSize];
    private readonly byte[] _stream = new byte[2 * BlockSize];
    private Aes? _aes;
    private ICryptoTransform? _blocks;

    private DataCipher(CipherSuite cipher, ReadOnlySpan<byte> key)
    {
        Cipher = cipher;
        _key = new Secret(key);
    }

    /// <summary>The cipher.</summary>
    public CipherSuite Cipher { get; }

    /// <summary>The temporal key: TK, or a GTK.</summary>
    public ReadOnlySpan<byte> Key => _key.Octets;

    /// <summary>With this key; null where the cipher is none of those, or the key is not of its length.</summary>
    public static DataCipher? Of(CipherSuite cipher, ReadOnlySpan<byte> key) =>
        (AeadBody.IsCcm(cipher) || AeadBody.IsGcm(cipher) || cipher.IsTkip) && cipher.TemporalKeyLength == key.Length
            ? new DataCipher(cipher, key)
            : null;

    /// <summary>
    /// The body begins with LLC/SNAP of EAPOL when this key decrypts it, in an A-MSDU its first subframe. With another key that is one
    /// chance in 2^64; <see cref="Decrypt"/> verifies it.
    /// </summary>
    /// <param name="frame">A protected data frame, which may be cut off behind its first octets.</param>
    /// <param name="addresses">Its addresses.</param>
    public bool HoldsEapol(scoped in MacHeader frame, CipherAddresses addresses)
    {
        ReadOnlySpan<byte> body = frame.Body;
        int before = frame.HasAMsdu ? SubframeHeaderSize : 0;
        int length = before + Llc.Size;
        if (body.Length < AeadBody.HeaderSize + length || (body[3] & ExtendedIv) == 0 || frame.FragmentNumber != 0)
        {
            return false;
        }

        Span<byte> first = stackalloc byte[2 * BlockSize];
        first = first[..length];
        body.Slice(AeadBody.HeaderSize, length).CopyTo(first);
        if (Cipher.IsTkip)
        {
            TkipBody.Decrypt(_key.Octets, addresses.Transmitter, body, first);
        }
        else
        {
            Xor(first, body, frame, addresses);
        }

        return Llc.TryGetEapol(first[before..], out _);
    }

    /// <summary>The body in the clear.</summary>
    /// <param name="frame">A protected data frame, whole and without FCS.</param>
    /// <param name="addresses">Its addresses.</param>
    /// <returns>Null when a MIC is wrong, or nothing can be decrypted this way.</returns>
    public byte[]? Decrypt(scoped in MacHeader frame, CipherAddresses addresses)
    {
        ReadOnlySpan<byte> body = frame.Body;
        if (!frame.IsDataWithBody || body.Length < AeadBody.HeaderSize || (body[3] & ExtendedIv) == 0)
        {
            return null;
        }

        if (Cipher.IsTkip)
        {
            return TkipBody.Open(_key.Octets, frame, addresses);
        }

        Span<byte> nonce = stackalloc byte[AeadBody.NonceSize];
        AeadBody.WriteNonce((byte)(frame.QosControl & 0xF), addresses.Transmitter, body, nonce);
        Span<byte> aad = stackalloc byte[MostAad];
        int length = WriteAad(aad, frame, addresses, aMsdu: 0);
        byte[]? clear = AeadBody.Open(Cipher, _key.Octets, nonce, aad[..length], body);
        if (clear is null && frame.HasAMsdu)
        {
            // Signaling and payload protected A-MSDUs, where both sides are capable of them.
            length = WriteAad(aad, frame, addresses, AMsduPresent);
            clear = AeadBody.Open(Cipher, _key.Octets, nonce, aad[..length], body);
        }

        return clear;
    }

    /// <summary>Zeroes the key.</summary>
    public void Dispose()
    {
        _blocks?.Dispose();
        _aes?.Dispose();
        _key.Dispose();
        CryptographicOperations.ZeroMemory(_stream);
    }

    /// <summary>The cipher, never the key.</summary>
    public override string ToString() => $"{Cipher}, {_key}";

    /// <summary>What a retransmission, sleep or a queue may change is not authenticated, and counts as 0.</summary>
    private static int WriteAad(Span<byte> aad, scoped in MacHeader frame, CipherAddresses addresses, byte aMsdu)
    {
        ReadOnlySpan<byte> octets = frame.Octets;
        aad[0] = (byte)(octets[0] & 0x8F);
        aad[1] = (byte)(octets[1] & ~(Retry | PowerManagement | MoreData | (frame.HasQosControl ? Order : 0)) | Protected);
        addresses.CopyTo(aad[2..]);
        int length = 2 + 3 * MacAddress.Size;
        aad[length++] = (byte)frame.FragmentNumber;
        aad[length++] = 0;
        if (frame.Address4 is { } fourth)
        {
            fourth.CopyTo(aad[length..]);
            length += MacAddress.Size;
        }

        if (frame.HasQosControl)
        {
            aad[length++] = (byte)(frame.QosControl & 0xF | frame.QosControl & aMsdu);
            aad[length++] = 0;
        }

        return length;
    }

    /// <summary>The first blocks of the key stream: CTR mode, in which CCM and GCM count from other numbers.</summary>
    private void Xor(Span<byte> octets, ReadOnlySpan<byte> body, scoped in MacHeader frame, CipherAddresses addresses)
    {
        if (_blocks is null)
        {
            _aes = Aes.Create();
            _aes.SetKey(_key.Octets);
            _aes.Mode = CipherMode.ECB; // single blocks: the counter mode of CCM and GCM is made of them
            _aes.Padding = PaddingMode.None;
            _blocks = _aes.CreateEncryptor();
        }

        int size = octets.Length > BlockSize ? 2 * BlockSize : BlockSize;
        Span<byte> nonce = stackalloc byte[AeadBody.NonceSize];
        AeadBody.WriteNonce((byte)(frame.QosControl & 0xF), addresses.Transmitter, body, nonce);
        bool isCcm = AeadBody.IsCcm(Cipher);
        for (int block = 0; block < size / BlockSize; block++)
        {
            Span<byte> counter = _counters.AsSpan(block * BlockSize, BlockSize);
            counter.Clear();
            if (isCcm)
            {
                counter[0] = 1; // the length field of CCM has two octets
                nonce.CopyTo(counter[1..]);
                counter[^1] = (byte)(1 + block);
            }
            else
            {
                nonce[1..].CopyTo(counter);
                counter[^1] = (byte)(2 + block);
            }
        }

        _blocks.TransformBlock(_counters, 0, size, _stream, 0);
        for (int i = 0; i < octets.Length; i++)
        {
            octets[i] ^= _stream[i];
        }
    }
}
