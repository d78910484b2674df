namespace WsBridge.Capture;

/// <summary>One packet of a capture, valid until the reader moves on.</summary>
public readonly ref struct CaptureRecord
{
    /// <summary>The frame number Wireshark gives the packet: from 1, across all sections.</summary>
    /// <remarks>
    /// Wireshark also numbers pcapng blocks that hold no packet (custom blocks, journal entries, system calls), so there can be gaps.
    /// </remarks>
    public long Number { get; init; }

    /// <summary>Nanoseconds since the Unix epoch; 0 when the packet has no time.</summary>
    public long TimeNanoseconds { get; init; }

    /// <summary>Whether the packet has a time: those of Simple Packet Blocks do not.</summary>
    public bool HasTime { get; init; }

    /// <summary>Where the interface stands in <see cref="CaptureReader.Interfaces"/>.</summary>
    public int InterfaceIndex { get; init; }

    /// <summary>Who heard it, where several sensors are read as one capture: the place of the sensor among them; else 0.</summary>
    public int Sensor { get; init; }

    /// <summary>The LINKTYPE_ number of the interface.</summary>
    public int LinkType { get; init; }

    /// <summary>What was captured of the packet.</summary>
    public ReadOnlySpan<byte> Octets { get; init; }

    /// <summary>The length of the packet on the medium; more than <see cref="Octets"/> when it was cut.</summary>
    public int OriginalLength { get; init; }
}
