namespace WsBridge.Analysis.Frames;

/// <summary>What a data frame's header tells of traffic.</summary>
/// <param name="Control">The second octet of the Frame Control field. IEEE Std 802.11-2020, 9.2.4.1.</param>
/// <param name="Sequence">The Sequence Control field.</param>
internal readonly record struct DataFlags(byte Control, ushort Sequence)
{
    private const byte Retry = 0x08;
    private const byte MoreData = 0x20;

    /// <summary>The frame was sent before.</summary>
    public bool IsRetry => (Control & Retry) != 0;

    /// <summary>The AP has buffered more for the STA.</summary>
    public bool HasMore => (Control & MoreData) != 0;
}
