namespace WsBridge.Keys.Wireshark;

/// <summary>Where Wireshark keeps the user's settings; what <c>tshark -G folders</c> calls the personal configuration.</summary>
/// <remarks>tshark(1), ENVIRONMENT VARIABLES; get_persconffile_dir_no_profile in Wireshark's wsutil/filesystem.c.</remarks>
public static class WiresharkProfile
{
    private const string DefaultProfile = "Default";
    private const string KeyTable = "80211_keys";
    private const string RecentFile = "recent_common";
    private const string LastUsed = "gui.last_used_profile: ";

    /// <summary>The table of 802.11 keys of a profile, which need not be there.</summary>
    /// <param name="system">The machine.</param>
    /// <param name="profile">Name of the profile; null for the default one.</param>
    public static string KeyTablePath(WiresharkSystem system, string? profile)
    {
        ArgumentNullException.ThrowIfNull(system);

        string folder = Folder(system);
        return profile is null or DefaultProfile ? system.Join(folder, KeyTable) : system.Join(folder, "profiles", profile, KeyTable);
    }

    /// <summary>
    /// The profile that Wireshark's window begins with when no <c>-C</c> names one: the last that was used in it. tshark begins with the
    /// default one.
    /// </summary>
    /// <returns>Its name; null for the default one.</returns>
    public static string? LastUsedInWindow(WiresharkSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);

        string folder = Folder(system);
        try
        {
            string? line = File.ReadLines(system.Join(folder, RecentFile))
                .LastOrDefault(line => line.StartsWith(LastUsed, StringComparison.Ordinal));
            string? profile = line?[LastUsed.Length..].Trim();
            return profile is null or "" or DefaultProfile || !system.HasFolder(system.Join(folder, "profiles", profile)) ? null : profile;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The folder of the settings, without a profile's.</summary>
    public static string Folder(WiresharkSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);

        if (system.NonEmpty("WIRESHARK_CONFIG_DIR") is { } told)
        {
            return told;
        }

        return system.IsWindows ? WindowsFolder(system) : UnixFolder(system);
    }

    private static string WindowsFolder(WiresharkSystem system) =>
        system.NonEmpty("WIRESHARK_APPDATA")
        ?? (system.NonEmpty("APPDATA") is { } data ? system.Join(data, "Wireshark") : null)
        ?? system.Join(system.NonEmpty("USERPROFILE") ?? system.Home, "Application Data", "Wireshark");

    private static string UnixFolder(WiresharkSystem system)
    {
        string home = system.NonEmpty("HOME") ?? system.Home;
        string configuration = system.Join(system.NonEmpty("XDG_CONFIG_HOME") ?? system.Join(home, ".config"), "wireshark");
        string old = system.Join(home, ".wireshark");
        return !system.HasFolder(configuration) && system.HasFolder(old) ? old : configuration;
    }
}
