using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>A BSS as far as its own frames have told.</summary>
public sealed class Bss(MacAddress bssid)
{
    private readonly List<Association> _open = [];
    private readonly List<Association> _ftAsked = [];

    /// <summary>Its BSSID.</summary>
    public MacAddress Bssid { get; } = bssid;

    /// <summary>The latest Beacon or Probe Response; null when none was captured.</summary>
    public StoredFrame? Beacon { get; internal set; }

    /// <summary>The SSID in printable form; null when not known.</summary>
    public string? Ssid { get; internal set; }

    /// <summary>The frequency on which its frames were captured, in MHz; null when the capture does not say.</summary>
    public int? FrequencyMHz { get; internal set; }

    /// <summary>When it last transmitted, in microseconds since the Unix epoch.</summary>
    public long LastHeard { get; internal set; } = long.MinValue;

    /// <summary>Associations with a handshake that has not ended.</summary>
    internal List<Association> Open => _open;

    /// <summary>Associations with an FT request that this AP has to answer, its own or through it over the DS.</summary>
    internal List<Association> FtAsked => _ftAsked;
}
