namespace WsBridge.Reports.Summaries;

/// <summary>What attempts are counted by, with the words of <c>--by</c>.</summary>
public static class Dimension
{
    /// <summary>Vendor of the client, by its address.</summary>
    public const string ClientVendor = "client-vendor";

    /// <summary>The client.</summary>
    public const string Client = "client";

    /// <summary>BSSID of the target.</summary>
    public const string Ap = "ap";

    /// <summary>Vendor of the AP, as it says itself, else by its BSSID.</summary>
    public const string ApVendor = "ap-vendor";

    /// <summary>The name that the AP was given, as it says itself.</summary>
    public const string ApName = "ap-name";

    /// <summary>Model of the AP, as it says itself, with its vendor.</summary>
    public const string ApModel = "ap-model";

    /// <summary>Model and firmware of the AP, as it says itself.</summary>
    public const string ApFirmware = "ap-firmware";

    /// <summary>The network.</summary>
    public const string Ssid = "ssid";

    /// <summary>Where the capture is from.</summary>
    public const string Site = "site";

    /// <summary>The AKM that the client selected.</summary>
    public const string Akm = "akm";

    /// <summary>Day of the attempt, UTC, with the site.</summary>
    public const string Day = "day";

    /// <summary>All, in the order in which a summary shows them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Client, Ap, ApName, ClientVendor, ApVendor, ApModel, ApFirmware, Ssid, Site, Akm, Day];
}
