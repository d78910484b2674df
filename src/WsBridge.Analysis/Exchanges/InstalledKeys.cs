using System.Security.Cryptography;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// The temporal keys between a STA and an AP, the latest first. A rekey is encrypted with the one before, and so is what was queued before
/// a new attempt: a few earlier ones are kept.
/// </summary>
internal sealed class InstalledKeys : IDisposable
{
    private const int Most = 3;
    private readonly List<InstalledKey> _keys = new(1);

    /// <summary>How many there are.</summary>
    public int Count => _keys.Count;

    /// <summary>The key at this place, the latest at 0.</summary>
    public InstalledKey this[int index] => _keys[index];

    /// <summary>The key that is in use now, whether or not it is new.</summary>
    /// <param name="cipher">The pairwise cipher.</param>
    /// <param name="temporalKey">TK.</param>
    /// <param name="request">The (Re)Association Request of the attempt.</param>
    /// <param name="handshake">The handshake that made it; null where none did.</param>
    /// <returns>False when nothing can be decrypted with it: the cipher is none of those that are read.</returns>
    public bool Learn(CipherSuite cipher, ReadOnlySpan<byte> temporalKey, StoredFrame? request, Handshake? handshake)
    {
        foreach (InstalledKey known in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(known.Cipher.Key, temporalKey))
            {
                return true;
            }
        }

        if (DataCipher.Of(cipher, temporalKey) is not { } data)
        {
            return false;
        }

        if (_keys.Count == Most)
        {
            _keys[^1].Dispose();
            _keys.RemoveAt(Most - 1);
        }

        _keys.Insert(0, new InstalledKey(data, request, handshake));
        return true;
    }

    public void Dispose()
    {
        foreach (InstalledKey key in _keys)
        {
            key.Dispose();
        }

        _keys.Clear();
    }
}
