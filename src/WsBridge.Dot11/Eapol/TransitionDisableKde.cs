namespace WsBridge.Dot11;

/// <summary>Transition modes that an AP turns off; the bits of the Transition Disable Bitmap. Wi-Fi Alliance, WPA3 Specification.</summary>
[Flags]
public enum TransitionModes : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>WPA3-Personal beside WPA2-Personal.</summary>
    Wpa3Personal = 1,

    /// <summary>SAE-PK beside SAE without it.</summary>
    SaePk = 2,

    /// <summary>WPA3-Enterprise beside WPA2-Enterprise.</summary>
    Wpa3Enterprise = 4,

    /// <summary>Wi-Fi Enhanced Open (OWE) beside open access.</summary>
    EnhancedOpen = 8,
}

/// <summary>
/// The Transition Disable KDE of message 3 (50-6F-9A, type 0x20): a bitmap, of which the first octet is defined. Wi-Fi Alliance,
/// WPA3 Specification.
/// </summary>
public static class TransitionDisableKde
{
    private const byte DataType = 0x20;

    /// <summary>The first octet of the bitmap, undefined bits included.</summary>
    /// <returns>False where there is no such KDE, or it has no bitmap.</returns>
    public static bool TryFind(in Kdes kdes, out TransitionModes modes)
    {
        modes = TransitionModes.None;
        foreach (Kde kde in kdes)
        {
            if (kde.Element.IsVendor(VendorOui.WifiAlliance, DataType) && kde.Data is [var bitmap, ..])
            {
                modes = (TransitionModes)bitmap;
                return true;
            }
        }

        return false;
    }
}
