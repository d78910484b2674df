namespace WsBridge.Analysis.Roams;

/// <summary>Bits of the second octet of the Frame Control field that tell of traffic. IEEE Std 802.11-2020, 9.2.4.1.</summary>
internal static class DataFlags
{
    /// <summary>The frame was sent before.</summary>
    public const byte Retry = 0x08;

    /// <summary>The AP has buffered more for the STA.</summary>
    public const byte MoreData = 0x20;
}
