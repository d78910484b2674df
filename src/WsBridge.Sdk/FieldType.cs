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
}
