using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>The RDE: begins a resource request or response of a RIC; as many resource descriptors follow it as the count says.</summary>
public readonly record struct Rde(byte Identifier, byte ResourceDescriptorCount, ushort StatusCode)
{
    private const int Size = 4;

    /// <summary>Reads an element body of four octets; the status code is least significant octet first.</summary>
    public static bool TryParse(ReadOnlySpan<byte> body, out Rde rde, out ParseError error)
    {
        rde = default;
        if (ParseError.Missing(body, Size, "RDE", 0, out error))
        {
            return false;
        }

        rde = new Rde(body[0], body[1], BinaryPrimitives.ReadUInt16LittleEndian(body[2..]));
        return true;
    }
}
