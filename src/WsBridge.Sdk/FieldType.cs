namespace WsBridge.Sdk;

/// <summary>Wireshark's field types that an analyzer may declare.</summary>
public enum FieldType
{
    /// <summary>UTF-8 text.</summary>
    String,

    /// <summary>Unsigned, 8 bits.</summary>
    UInt8,

    /// <summary>Unsigned, 16 bits.</summary>
    UInt16,

    /// <summary>Unsigned, 32 bits.</summary>
    UInt32,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>IEEE 754 double.</summary>
    Double,

    /// <summary>Octets of the frame itself; the value is the range they stand in.</summary>
    Octets,

    /// <summary>A MAC address.</summary>
    EthernetAddress,

    /// <summary>The number of another frame, clickable in Wireshark. The value is that frame's <see cref="Frame.Id"/>.</summary>
    FrameNumber,

    /// <summary>Unsigned, 24 bits.</summary>
    UInt24,

    /// <summary>Unsigned, 64 bits.</summary>
    UInt64,

    /// <summary>Signed, 8 bits.</summary>
    Int8,

    /// <summary>Signed, 16 bits.</summary>
    Int16,

    /// <summary>Signed, 32 bits.</summary>
    Int32,

    /// <summary>Signed, 64 bits.</summary>
    Int64,

    /// <summary>IEEE 754 single.</summary>
    Single,

    /// <summary>An IPv4 address.</summary>
    IPv4Address,

    /// <summary>An IPv6 address.</summary>
    IPv6Address,

    /// <summary>A point in time. The value is nanoseconds since the Unix epoch.</summary>
    AbsoluteTime,

    /// <summary>A span of time. The value is nanoseconds.</summary>
    RelativeTime,
}
