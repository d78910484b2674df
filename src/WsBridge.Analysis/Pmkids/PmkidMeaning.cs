using WsBridge.Analysis.Exchanges;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Pmkids;

/// <summary>What is known of a PMKID.</summary>
/// <param name="Kind">What it stands for.</param>
public readonly record struct PmkidMeaning(PmkidKind Kind)
{
    /// <summary>Nothing is known.</summary>
    public static PmkidMeaning Unknown => default;

    /// <summary>Where the PMKSA behind it was made; null when the capture does not show it.</summary>
    public MacAddress? MadeAt { get; init; }

    /// <summary>
    /// The frame that began it: the first EAP packet, else the (Re)Association Request; null when the capture does not show it.
    /// </summary>
    public FrameRef? Made { get; init; }

    /// <summary>The AP that it was computed for, where that is another one than the frame goes to or comes from.</summary>
    public MacAddress? ComputedFor { get; init; }

    /// <summary>
    /// Told by where it stands alone: the standard has room for nothing else there. Whether it is the right one only keys can tell.
    /// </summary>
    public bool IsByPlace { get; init; }
}
