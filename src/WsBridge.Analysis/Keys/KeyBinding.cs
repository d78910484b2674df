using WsBridge.Dot11;

namespace WsBridge.Analysis.Keys;

/// <summary>Who a known key is of, as far as its source tells. What is null is not known, so that the key may be anybody's.</summary>
public sealed record KeyBinding
{
    /// <summary>Nothing is known.</summary>
    public static KeyBinding None { get; } = new();

    /// <summary>The STA.</summary>
    public MacAddress? Sta { get; init; }

    /// <summary>
    /// The AP where the key was made, as its source names it: some report another address of the AP than the BSSID. With FT, OKC and PMKSA
    /// caching the same key holds at other BSSIDs too.
    /// </summary>
    public MacAddress? Bssid { get; init; }

    /// <summary>The octets of the SSID; the wildcard SSID names none and becomes null.</summary>
    public ReadOnlyMemory<byte>? Ssid { get; init => field = value is { IsEmpty: false } ? value : null; }

    /// <summary>Microseconds since the Unix epoch from which it holds, by the clock of its source.</summary>
    public long? FromMicroseconds { get; init; }
}
