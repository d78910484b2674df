using System.Globalization;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Verdicts;

/// <summary>How a verdict speaks of keys.</summary>
internal static class KeyText
{
    /// <summary>A known key by what it is and where it is from: <c>the passphrase (key file keys.txt, line 3)</c>.</summary>
    public static string Name(KnownKey key) => key.IsFromRadius
        ? $"the key that RADIUS delivered{TimeOf(key)}"
        : $"the {(key.Kind == KeyKind.Passphrase ? "passphrase" : "key")} ({key.Source})";

    /// <summary>Which key would tell who is right.</summary>
    public static string Needed(AkmSuite? akm) => akm switch
    {
        { IsPsk: true } => "the passphrase of this SSID (--psk or --keys; WSBRIDGE_KEYS in Wireshark)",
        { Is8021X: true } => "a capture between AP and RADIUS server with their secret (--radius; WSBRIDGE_RADIUS in Wireshark), or the "
            + "MSK (--keys)",
        _ => "the PMK of this attempt from the client's or AP's log (--keys; WSBRIDGE_KEYS in Wireshark)",
    };

    private static string TimeOf(KnownKey key) =>
        key.Binding.FromMicroseconds is { } from
            ? DateTime.UnixEpoch.AddMicroseconds(from).ToString("' at 'HH:mm:ss", CultureInfo.InvariantCulture)
            : "";
}
