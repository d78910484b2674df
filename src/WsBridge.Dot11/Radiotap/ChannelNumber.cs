namespace WsBridge.Dot11;

/// <summary>Channel numbers of the 2.4, 4.9, 5 and 6 GHz bands.</summary>
public static class ChannelNumber
{
    /// <summary>The channel with this centre frequency in MHz; null where there is none.</summary>
    public static int? Of(int frequencyMHz) => frequencyMHz switch
    {
        2484 => 14,
        5935 => 2,
        >= 2412 and <= 2472 => Number(frequencyMHz, 2407),
        >= 4910 and <= 4980 => Number(frequencyMHz, 4000),
        >= 5005 and <= 5895 => Number(frequencyMHz, 5000),
        >= 5955 and <= 7115 => Number(frequencyMHz, 5950),
        _ => null,
    };

    private static int? Number(int frequencyMHz, int start) => (frequencyMHz - start) % 5 == 0 ? (frequencyMHz - start) / 5 : null;
}
