namespace WsBridge.Sdk;

/// <summary>Where the value of a field line comes from.</summary>
public enum ValueSource
{
    /// <summary>It is given.</summary>
    Given,

    /// <summary>Wireshark reads it from the octets the line points at, the most significant first.</summary>
    BigEndianOctets,

    /// <summary>Wireshark reads it from the octets the line points at, the least significant first.</summary>
    LittleEndianOctets,
}
