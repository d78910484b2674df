using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace WsBridge.Sdk;

/// <summary>The value of a field line: text, or a number of 64 bits (also an address, a boolean, a time or a frame), or a double.</summary>
public readonly record struct AnnotationValue
{
    private AnnotationValue(string? text, long number, double real)
    {
        Text = text;
        Number = number;
        Real = real;
    }

    /// <summary>Set for <see cref="FieldType.String"/>; for <see cref="FieldType.IPv6Address"/> as it is usually written.</summary>
    public string? Text { get; }

    /// <summary>
    /// Set for integers (64 unsigned bits as the same 64 signed ones), booleans (0 or 1), addresses (first octet on the air is the most
    /// significant of 48 or 32 bits), times (nanoseconds) and frames.
    /// </summary>
    public long Number { get; }

    /// <summary>Set for <see cref="FieldType.Double"/> and <see cref="FieldType.Single"/>.</summary>
    public double Real { get; }

    /// <summary>Where the value comes from.</summary>
    public ValueSource Source { get; private init; }

    /// <summary>No value of its own: the field is read, big-endian, from the octets it points at.</summary>
    public static AnnotationValue FromOctets { get; } = new() { Source = ValueSource.BigEndianOctets };

    /// <summary>No value of its own: the field is read, little-endian, from the octets it points at.</summary>
    public static AnnotationValue FromLittleEndianOctets { get; } = new() { Source = ValueSource.LittleEndianOctets };

    /// <summary>Text.</summary>
    public static AnnotationValue Of(string text) => new(text, 0, 0);

    /// <summary>An integer, an address of 48 bits, nanoseconds, or the id of a frame.</summary>
    public static AnnotationValue Of(long number) => new(null, number, 0);

    /// <summary>An unsigned integer.</summary>
    public static AnnotationValue Of(ulong number) => new(null, unchecked((long)number), 0);

    /// <summary>True or false.</summary>
    public static AnnotationValue Of(bool value) => new(null, value ? 1 : 0, 0);

    /// <summary>A double.</summary>
    public static AnnotationValue Of(double real) => new(null, 0, real);

    /// <summary>A span of time.</summary>
    public static AnnotationValue Of(TimeSpan span) => new(null, span.Ticks * TimeSpan.NanosecondsPerTick, 0);

    /// <summary>A point in time.</summary>
    public static AnnotationValue Of(DateTimeOffset time) =>
        new(null, (time - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick, 0);

    /// <summary>An IPv4 or IPv6 address.</summary>
    public static AnnotationValue Of(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Span<byte> octets = stackalloc byte[4];
        return address.AddressFamily == AddressFamily.InterNetwork && address.TryWriteBytes(octets, out _)
            ? new(null, BinaryPrimitives.ReadUInt32BigEndian(octets), 0)
            : new(new IPAddress(address.GetAddressBytes()).ToString(), 0, 0); // without a scope, which Wireshark does not read
    }
}
