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

    /// <summary>Nanoseconds since the Unix epoch: as captured where the frame comes from a file, whole microseconds in Wireshark.</summary>
    public long TimeNanoseconds { get => field == 0 ? TimeMicroseconds * 1000 : field; init; }

    /// <summary>
    /// Who heard it, where the captures of several sensors are read as one: the place of the sensor among them. 0 for one capture and in
    /// Wireshark.
    /// </summary>
    public int Sensor { get; init; }

    /// <summary>LINKTYPE_ number of pcap: 105 is 802.11, 127 radiotap.</summary>
    public required int LinkType { get; init; }

    /// <summary>The captured octets, from the first of the link-layer header.</summary>
    public required ReadOnlySpan<byte> Octets { get; init; }

    /// <summary>
    /// Where the 802.11 MAC header begins in <see cref="Octets"/>, after radiotap and the like; -1 when it is no 802.11 frame, or one that
    /// was cut off before its MAC header.
    /// </summary>
    public int MacHeaderAt => FrameSelector.MacOffset(LinkType, Octets) is var at && at < Octets.Length ? at : -1;

    /// <summary>
    /// The IP addresses and ports of the outermost IP packet; null where there is none, or it is encrypted or cut off before its ports.
    /// </summary>
    public Flow? Flow => IpTraffic.Of(this, MacHeaderAt).Flow;

    /// <summary>How many octets the frame had on the air; more than <see cref="Octets"/> holds when the capture cut it off.</summary>
    public required int OriginalLength { get; init; }

    /// <summary>
    /// What the frame was chosen by, of <see cref="FrameInterest.Traffic"/> or <see cref="FrameInterest.Claims"/>; null when by its 802.11
    /// type.
    /// </summary>
    public Traffic? Matched { get; init; }

    /// <summary>
    /// What the traffic that was asked for carries: the data of UDP or TCP, of the IP protocol, of the EtherType; empty for other choices.
    /// TCP is as it was cut into segments.
    /// </summary>
    public ReadOnlySpan<byte> Payload { get; init; }

    /// <summary>
    /// Where <see cref="Payload"/> begins: annotations of its octet n have the offset <c>PayloadOffset + n</c>. In <see cref="Octets"/>,
    /// or, from <see cref="DetachedPayload"/> on, in octets that Wireshark has decrypted or put together from several frames.
    /// </summary>
    public int PayloadOffset { get; init; }

    /// <summary>The least <see cref="PayloadOffset"/> of octets that are not in the frame.</summary>
    public const int DetachedPayload = 0x4000_0000;
}
