namespace WsBridge.Dot11;

/// <summary>Frequencies of the channels that senders name by number alone: those of 2.4 and 5 GHz.</summary>
public static class ChannelFrequency
{
    /// <summary>The centre frequency in MHz; null where there is no such channel.</summary>
    public static int? Of(int channel) => channel switch
    {
        >= 1 and <= 13 => 2407 + (5 * channel),
        14 => 2484,
        >= 32 and <= 177 => 5000 + (5 * channel),
        _ => null,
    };

    /// <summary>The centre frequency in MHz of a channel of a global operating class; null for a class of a country.</summary>
    public static int? Of(int operatingClass, int channel) => (operatingClass, channel) switch
    {
        ( >= 81 and <= 84, >= 1 and <= 14) => Of(channel),
        ( >= 115 and <= 130, >= 32 and <= 177) => Of(channel),
        (136, 2) => 5935,
        ( >= 131 and <= 137, >= 1 and <= 233) => 5950 + (5 * channel),
        _ => null,
    };
}
