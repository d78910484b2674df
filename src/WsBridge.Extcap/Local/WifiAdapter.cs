namespace WsBridge.Extcap.Local;

/// <summary>A network interface that can hear 802.11 frames, or could in monitor mode.</summary>
/// <param name="Name">E.g. wlan0.</param>
/// <param name="IsMonitor">It gives 802.11 frames as it is: its type is 801, 802 or 803 (ARPHRD_IEEE80211 and its two with a radio
/// header).</param>
/// <param name="IsUp">It is up.</param>
internal sealed record WifiAdapter(string Name, bool IsMonitor, bool IsUp)
{
    /// <summary>What the dialog shows.</summary>
    public string Display => IsMonitor ? $"{Name} (in monitor mode)" : $"{Name} (put into monitor mode while it captures)";
}
