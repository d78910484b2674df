using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>The TIE: type and value, the value least significant octet first.</summary>
public readonly record struct TimeoutInterval(byte Type, uint Value)
{
    /// <summary>Type 1: reassociation deadline interval, in TUs.</summary>
    public const byte ReassociationDeadline = 1;

    /// <summary>Type 2: key lifetime interval, in seconds.</summary>
    public const byte KeyLifetime = 2;

    /// <summary>Type 3: association comeback time, in TUs.</summary>
    public const byte AssociationComeback = 3;

    private const int Size = 5;

    /// <summary>The time meant, null for a type that is not known. A TU is 1024 µs.</summary>
    public TimeSpan? Duration => Type switch
    {
        ReassociationDeadline or AssociationComeback => TimeSpan.FromMicroseconds(1024d * Value),
        KeyLifetime => TimeSpan.FromSeconds((double)Value),
        _ => null,
    };

    /// <summary>Reads an element body of five octets.</summary>
    public static bool TryParse(ReadOnlySpan<byte> body, out TimeoutInterval interval, out ParseError error)
    {
        interval = default;
        if (ParseError.Missing(body, Size, "TIE", 0, out error))
        {
            return false;
        }

        interval = new TimeoutInterval(body[0], BinaryPrimitives.ReadUInt32LittleEndian(body[1..]));
        return true;
    }
}
