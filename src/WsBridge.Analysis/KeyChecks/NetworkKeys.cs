using WsBridge.Analysis.Keys;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>The PSKs of one SSID: each passphrase is derived once, when it is first tried.</summary>
internal sealed class NetworkKeys(byte[] ssid) : IDisposable
{
    private readonly Dictionary<KnownKey, Secret> _psks = [];

    /// <summary>The key that was right last at this SSID with an AKM of a preshared key; null while none was.</summary>
    public KnownKey? LastRight { get; set; }

    /// <summary>An AP of this SSID has proven that it has <see cref="LastRight"/>: a message 3 verified with it.</summary>
    public KnownKey? OfAp { get; set; }

    /// <summary>How often a key of no STA in particular was tried here in vain since one was right.</summary>
    public int TriedInVain { get; set; }

    /// <summary>For how many PMKIDs keys that no MIC has proven were tried here in vain since one was right.</summary>
    public int PmkidsInVain { get; set; }

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

    public void Dispose()
    {
        foreach (Secret psk in _psks.Values)
        {
            psk.Dispose();
        }

        _psks.Clear();
    }
}
