using WsBridge.Dot11;

namespace WsBridge.Analysis.Frames;

/// <summary>What is known of a PMKID.</summary>
/// <param name="Kind">What it stands for.</param>
public sealed record PmkidMeaning(PmkidKind Kind)
{
    private static readonly PmkidMeaning[] Plain = [.. Enum.GetValues<PmkidKind>().Select(kind => new PmkidMeaning(kind))];
    private static readonly PmkidMeaning[] ByPlace = [.. Plain.Select(plain => plain with { IsByPlace = true })];

    /// <summary>Nothing is known.</summary>
    public static PmkidMeaning Unknown => Of(PmkidKind.Unknown);

    /// <summary>Where the PMKSA behind it was made; null when the capture does not show it.</summary>
    public MacAddress? MadeAt { get; init; }

    /// <summary>
    /// The frame that began it: the first EAP packet, the client's SAE commit, else the (Re)Association Request; null when the capture does
    /// not show it.
    /// </summary>
    public FrameRef? Made { get; init; }

    /// <summary>The AP that it was computed for, where that is another one than the frame goes to or comes from.</summary>
    public MacAddress? ComputedFor { get; init; }

    /// <summary>
    /// Told by where it stands alone: the standard has room for nothing else there. Whether it is the right one only keys can tell.
    /// </summary>
    public bool IsByPlace { get; init; }

    /// <summary>The kind is known and nothing else.</summary>
    internal static PmkidMeaning Of(PmkidKind kind) => Plain[(int)kind];

    /// <summary>The kind is told by the place alone.</summary>
    internal static PmkidMeaning OfPlace(PmkidKind kind) => kind == PmkidKind.Unknown ? Unknown : ByPlace[(int)kind];
}
