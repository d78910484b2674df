namespace WsBridge.Capture;

/// <summary>One interface of a capture: what its records begin with and how it counts time.</summary>
public sealed record CaptureInterface
{
    /// <summary>The LINKTYPE_ number: what the octets of each record begin with.</summary>
    public required int LinkType { get; init; }

    /// <summary>The greatest number of octets captured of a packet; 0 is no limit.</summary>
    public uint SnapLength { get; init; }

    /// <summary>Octets of FCS at the end of each frame; null when the file does not say.</summary>
    public int? FcsLength { get; init; }

    /// <summary>The unit of the time stamps in the file.</summary>
    public TimeResolution TimeResolution { get; init; } = TimeResolution.Microseconds;

    /// <summary>Seconds the file adds to every time stamp; <see cref="CaptureRecord.TimeNanoseconds"/> has them already.</summary>
    public long TimeOffsetSeconds { get; init; }

    /// <summary>The name, such as "wlan0mon"; null when the file does not say.</summary>
    public string? Name { get; init; }

    /// <summary>The description; null when the file does not say.</summary>
    public string? Description { get; init; }

    /// <summary>The section the interface belongs to, from 0; a pcap file is one section.</summary>
    public int Section { get; init; }

    /// <summary>The number by which the blocks of its section name it.</summary>
    public int IdInSection { get; init; }
}
