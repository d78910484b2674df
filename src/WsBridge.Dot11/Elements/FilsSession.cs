namespace WsBridge.Dot11;

/// <summary>
/// The FILS Session element, with which the elements of a (Re)Association frame of FILS end that are in the clear: what follows is
/// encrypted. IEEE Std 802.11-2020, 9.4.2.175 and 12.11.2.7.
/// </summary>
public static class FilsSession
{
    /// <summary>Element ID Extension.</summary>
    public const byte ExtensionId = 4;

    /// <summary>The frame is of FILS.</summary>
    public static bool IsIn(scoped in Elements elements) => elements.TryFindExtension(ExtensionId, out _);
}
