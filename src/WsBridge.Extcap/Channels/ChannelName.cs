using System.Globalization;
using WsBridge.Dot11;

namespace WsBridge.Extcap.Channels;

/// <summary>
/// How people name a channel: by its number in the 2.4 and 5 GHz bands, and by its centre frequency in MHz elsewhere, because 6 GHz uses
/// the same numbers again.
/// </summary>
public static class ChannelName
{
    private const int FirstFrequency = 1000;

    /// <summary>The centre frequency in MHz; null where there is no such channel.</summary>
    public static int? FrequencyOf(int name) => name >= FirstFrequency ? name : ChannelFrequency.Of(name);

    /// <summary>The name of the channel at this centre frequency in MHz.</summary>
    public static int Of(int frequency) => frequency switch
    {
        2484 => 14,
        >= 2412 and <= 2472 => (frequency - 2407) / 5,
        >= 5160 and <= 5885 => (frequency - 5000) / 5,
        _ => frequency,
    };

    /// <summary>The name as text.</summary>
    public static string TextOf(int frequency) => Of(frequency).ToString(CultureInfo.InvariantCulture);

    /// <summary>The name beside the frequency: 36 (5180 MHz).</summary>
    public static string Describe(int frequency) =>
        Of(frequency) is var name && name == frequency
            ? $"{frequency} MHz"
            : string.Create(CultureInfo.InvariantCulture, $"{name} ({frequency} MHz)");
}
