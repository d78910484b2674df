namespace WsBridge.Sdk;

/// <summary>One captured frame as an analyzer sees it. The octets are valid only during the call that brings them.</summary>
public readonly ref struct Frame
{
    /// <summary>
    /// Identity within the session, increasing from 1. In Wireshark it is the bridge's own sequence number, which is bound to
    /// Wireshark's frame number only when that is final; from a file it is the frame number. A frame that was chosen with
    /// <see cref="FrameChoice.AfterSent"/> has none of its own in Wireshark, where it comes with the one of the frame before it.
    /// </summary>
    public required long Id { get; init; }

    /// <summary>Microseconds since the Unix epoch: what every way into the analysis can tell exactly.</summary>
    public required long TimeMicroseconds { get; init; }

    /// <summary>LINKTYPE_ number of pcap: 105 is 802.11, 127 radiotap.</summary>
    public required int LinkType { get; init; }

    /// <summary>The captured octets, from the first of the link-layer header.</summary>
    public required ReadOnlySpan<byte> Octets { get; init; }

    /// <summary>How many octets the frame had on the air; more than <see cref="Octets"/> holds when the capture cut it off.</summary>
    public required int OriginalLength { get; init; }
}
