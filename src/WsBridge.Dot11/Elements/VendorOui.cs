namespace WsBridge.Dot11;

/// <summary>OUIs of vendor specific elements that the analysis asks for.</summary>
public static class VendorOui
{
    /// <summary>Microsoft: WPA (type 1), WMM (2), WPS (4).</summary>
    public const int Microsoft = 0x0050F2;

    /// <summary>Wi-Fi Alliance: OSEN (type 18), Transition Disable (0x20), RSN overriding (0x29 to 0x2D).</summary>
    public const int WifiAlliance = 0x506F9A;
}
