namespace WsBridge.Capture;

/// <summary>Which of the kinds of pcap file to write.</summary>
public sealed record PcapWriterOptions
{
    /// <summary>Time in nanoseconds, not microseconds.</summary>
    public bool Nanoseconds { get; init; } = true;

    /// <summary>Numbers with the most significant octet first.</summary>
    public bool BigEndian { get; init; }

    /// <summary>What the header gives as the greatest number of octets of a packet; nothing is cut to it.</summary>
    public uint SnapLength { get; init; } = 262_144;

    /// <summary>Octets of FCS at the end of each frame, an even number up to 30; null leaves it open.</summary>
    public int? FcsLength { get; init; }
}
