using System.Buffers.Binary;

namespace EchoProtocol;

/// <summary>
/// A message of Lab Echo. Octet 0: version (high four bits) and type (low four bits); octet 1: flags, 0x80 urgent; octets 2 and 3: id;
/// octets 4 and 5: length of the data that follows. Big-endian.
/// </summary>
/// <param name="octets">The data of UDP.</param>
internal readonly ref struct EchoMessage(ReadOnlySpan<byte> octets)
{
    /// <summary>Octets before the data.</summary>
    public const int HeaderLength = 6;

    private readonly ReadOnlySpan<byte> _octets = octets;

    /// <summary>The header is there.</summary>
    public bool HasHeader => _octets.Length >= HeaderLength;

    /// <summary>The data is there too.</summary>
    public bool IsWhole => HasHeader && _octets.Length >= HeaderLength + Length;

    public EchoType Type => (EchoType)(_octets[0] & 0x0F);

    public ushort Id => BinaryPrimitives.ReadUInt16BigEndian(_octets[2..]);

    public ushort Length => BinaryPrimitives.ReadUInt16BigEndian(_octets[4..]);
}
