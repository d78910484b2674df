using System.Security.Cryptography;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>The PSKs of one SSID: each passphrase is derived once, when it is first tried.</summary>
internal sealed class NetworkKeys(byte[] ssid) : IDisposable
{
    private const int MaxAhead = 256;

    private readonly Dictionary<KnownKey, Secret> _psks = [];
    private int _ahead = 1;

    /// <summary>The key that was right last at this SSID with an AKM of a preshared key; null while none was.</summary>
    public KnownKey? LastRight { get; set; }

    /// <summary>An AP of this SSID has proven that it has <see cref="LastRight"/>: a message 3 verified with it.</summary>
    public KnownKey? OfAp { get; set; }

    /// <summary>How often a key of no STA in particular was tried here in vain since one was right.</summary>
    public int TriedInVain { get; set; }

    /// <summary>For how many PMKIDs keys that no MIC has proven were tried here in vain since one was right.</summary>
    public int PmkidsInVain { get; set; }

    /// <summary>Handshakes with a preshared key that came to message 3, and of which no known key made a MIC up to there.</summary>
    public int Unverified { get; set; }

    /// <summary>The octets of the SSID.</summary>
    public ReadOnlySpan<byte> Ssid => ssid;

    /// <summary>The PSK of a passphrase.</summary>
    public ReadOnlySpan<byte> PskOf(KnownKey passphrase)
    {
        if (!_psks.TryGetValue(passphrase, out Secret? psk))
        {
            psk = new Secret(Psk.Size);
            Psk.Derive(passphrase.Material, ssid, psk.Renew(Psk.Size));
            _psks.Add(passphrase, psk);
        }

        return psk.Octets;
    }

    /// <summary>
    /// Derives the PSKs of the passphrases that will be tried next, together: ever more of them, as one of the first is often right.
    /// </summary>
    /// <param name="keys">The keys in the order in which they are tried.</param>
    /// <param name="from">The next of them.</param>
    public void DeriveAhead(IReadOnlyList<KnownKey> keys, int from)
    {
        if (!IsMissing(keys[from]))
        {
            return;
        }

        var next = new List<KnownKey>(_ahead);
        for (int i = from; i < keys.Count && next.Count < _ahead; i++)
        {
            if (IsMissing(keys[i]) && KeyIndex.FitsSsid(keys[i], ssid))
            {
                next.Add(keys[i]);
            }
        }

        _ahead = Math.Min(_ahead * 4, MaxAhead);
        byte[] blocks = GC.AllocateArray<byte>(next.Count * Psk.KeyBlock, pinned: true);
        byte[] psks = GC.AllocateArray<byte>(next.Count * Psk.Size, pinned: true);
        try
        {
            for (int i = 0; i < next.Count; i++)
            {
                next[i].Material.CopyTo(blocks.AsSpan(i * Psk.KeyBlock));
            }

            Psk.DeriveAll(blocks, ssid, psks);
            for (int i = 0; i < next.Count; i++)
            {
                _psks[next[i]] = new Secret(psks.AsSpan(i * Psk.Size, Psk.Size));
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(blocks);
            CryptographicOperations.ZeroMemory(psks);
        }
    }

    public void Dispose()
    {
        foreach (Secret psk in _psks.Values)
        {
            psk.Dispose();
        }

        _psks.Clear();
    }

    private bool IsMissing(KnownKey key) => key.Kind == KeyKind.Passphrase && !_psks.ContainsKey(key);
}
