namespace WsBridge.Testing;

/// <summary>Every way in which the tests make recordings anew.</summary>
public static class AllTransforms
{
    /// <summary>What receivers and tools do to a capture.</summary>
    public static IReadOnlyList<ITransform> OfCapturing { get; } =
    [
        new FcsTransform("FCS added", isThere: true, FcsTransform.FcsAtEnd),
        new FcsTransform("FCS added, not flagged", isThere: true, 0),
        new FcsTransform("FCS added, no flags at all", isThere: true, null),
        new FcsTransform("FCS flagged, not there", isThere: false, FcsTransform.FcsAtEnd),
        new CorruptCopies("corrupt copy before each frame", FcsTransform.FcsAtEnd, FcsTransform.FcsAtEnd),
        new CorruptCopies("corrupt copy before each frame, flagged", FcsTransform.FcsAtEnd, FcsTransform.FcsAtEnd | 0x40),
        new CorruptCopies("corrupt copy before each frame, FCS not flagged", 0, 0),
        .. ((int[])[64, 96, 128, 160, 256]).Select(octets => new SnapLength(octets)),
    ];

    /// <summary>What senders do.</summary>
    public static IReadOnlyList<ITransform> OfCarrying { get; } =
    [
        new EapolInAMsdu(isSecond: false),
        new EapolInAMsdu(isSecond: true),
        new EapolInFourAddresses(),
        new EapolWithHtControl(),
        new EapolInFragments(2),
        new EapolInFragments(3),
        .. Enum.GetValues<ProfileWay>().Select(way => new NontransmittedBssid(way)),
        new HiddenSsid(keepsLength: false),
        new HiddenSsid(keepsLength: true),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ITransform> All { get; } = [.. OfCapturing, .. OfCarrying];
}
