using WsBridge.Analysis.Keys;
using WsBridge.Dot11;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>Whose key is looked for.</summary>
internal ref struct KeyOwner
{
    /// <summary>The STA.</summary>
    public MacAddress Sta;

    /// <summary>The SSID.</summary>
    public ReadOnlySpan<byte> Ssid;

    /// <summary>The AKM.</summary>
    public AkmSuite Akm;

    /// <summary>When, in microseconds since the Unix epoch.</summary>
    public long TimeMicroseconds;

    /// <summary>The key that was right last between this STA and this AP.</summary>
    public KnownKey? Last;
}
