namespace WsBridge.Extcap.Channels;

/// <summary>
/// The channels of the 6 GHz band on which clients look for access points that no other band tells them of: every fourth channel of 20 MHz
/// from channel 5 on. IEEE Std 802.11ax-2021, 26.17.2.3.3.
/// </summary>
public static class PreferredScanningChannels
{
    private const int First = 5975;
    private const int Spacing = 80;
    private const int Count = 15;

    /// <summary>Their centre frequencies in MHz: of channels 5, 21, 37 and so on to 229.</summary>
    public static IReadOnlyList<int> Frequencies { get; } = [.. Enumerable.Range(0, Count).Select(index => First + (Spacing * index))];
}
