namespace WsBridge.Dot11;

/// <summary>What a sensor says of a frame that it heard. A null says that it does not tell.</summary>
public readonly record struct RadioHeader
{
    /// <summary>TSF timer of the sensor in microseconds.</summary>
    public ulong? Tsf { get; init; }

    /// <summary>The frame ends in an FCS.</summary>
    public bool HasFcs { get; init; }

    /// <summary>The sensor found the FCS wrong.</summary>
    public bool BadFcs { get; init; }

    /// <summary>The frame had the short preamble.</summary>
    public bool ShortPreamble { get; init; }

    /// <summary>Rate in units of 500 kb/s.</summary>
    public int? Rate { get; init; }

    /// <summary>Centre frequency of the channel in MHz.</summary>
    public int? FrequencyMHz { get; init; }

    /// <summary>Signal in dBm.</summary>
    public int? SignalDbm { get; init; }

    /// <summary>Noise in dBm.</summary>
    public int? NoiseDbm { get; init; }

    /// <summary>Signal on the sensor's own scale, where it does not say how much that is in dBm.</summary>
    public int? RelativeSignal { get; init; }

    /// <summary>Modulation of an 802.11n, 802.11ac or 802.11ax frame.</summary>
    public Modulation? Modulation { get; init; }
}

/// <summary>The generation of the physical layer.</summary>
public enum ModulationKind
{
    /// <summary>802.11n.</summary>
    Ht,

    /// <summary>802.11ac.</summary>
    Vht,

    /// <summary>802.11ax.</summary>
    He,
}

/// <summary>How a frame was modulated.</summary>
/// <param name="Kind">The generation.</param>
/// <param name="McsIndex">The MCS; with 802.11n it says the spatial streams too.</param>
/// <param name="SpatialStreams">Spatial streams, from 1.</param>
/// <param name="BandwidthMHz">20, 40, 80 or 160; null when not told.</param>
/// <param name="ShortGuardInterval">The guard interval is the short one; null when not told.</param>
public readonly record struct Modulation(ModulationKind Kind, int McsIndex, int SpatialStreams, int? BandwidthMHz,
    bool? ShortGuardInterval);
