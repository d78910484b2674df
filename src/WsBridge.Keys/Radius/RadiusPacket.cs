using System.Buffers.Binary;

namespace WsBridge.Keys.Radius;

/// <summary>
/// A RADIUS packet. No library on NuGet fits (they are servers and clients with sockets, or long unmaintained), and reading attributes is
/// this one page.
/// </summary>
/// <remarks>
/// RFC 2865, 3: Code, Identifier, Length (2 octets, big endian), Authenticator (16 octets), attributes of type, length and value.
/// </remarks>
internal readonly ref struct RadiusPacket
{
    /// <summary>Octets before the attributes.</summary>
    public const int HeaderSize = 20;

    /// <summary>Octets of an authenticator.</summary>
    public const int AuthenticatorSize = 16;

    /// <summary>Where the authenticator is.</summary>
    public const int AuthenticatorOffset = 4;

    private const int MaxOctets = 4096;
    private const int AttributeHeaderSize = 2;

    private RadiusPacket(ReadOnlySpan<byte> octets, bool isWhole)
    {
        Octets = octets;
        IsWhole = isWhole;
    }

    /// <summary>The octets, without what may follow the packet.</summary>
    public ReadOnlySpan<byte> Octets { get; }

    /// <summary>It was captured to its end.</summary>
    public bool IsWhole { get; }

    /// <summary>What it is.</summary>
    public RadiusCode Code => (RadiusCode)Octets[0];

    /// <summary>Matches a response to its request.</summary>
    public byte Identifier => Octets[1];

    /// <summary>Request Authenticator or Response Authenticator.</summary>
    public ReadOnlySpan<byte> Authenticator => Octets.Slice(AuthenticatorOffset, AuthenticatorSize);

    /// <summary>Reads what could be a packet of authentication: a known code, and attributes that fill its length.</summary>
    /// <param name="datagram">What was captured.</param>
    /// <param name="isWhole">Nothing of the datagram is missing.</param>
    /// <param name="packet">The packet; where the capture cut it off, as far as it is there.</param>
    public static bool TryParse(ReadOnlySpan<byte> datagram, bool isWhole, out RadiusPacket packet)
    {
        packet = default;
        if (datagram.Length < HeaderSize || !Enum.IsDefined((RadiusCode)datagram[0]))
        {
            return false;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]);
        if (length is < HeaderSize or > MaxOctets || (length > datagram.Length && isWhole))
        {
            return false;
        }

        bool hasAll = length <= datagram.Length;
        packet = new RadiusPacket(hasAll ? datagram[..length] : datagram, hasAll);
        int end = HeaderSize;
        while (packet.TryReadAttribute(end, out _, out ReadOnlySpan<byte> value))
        {
            end += AttributeHeaderSize + value.Length;
        }

        return !hasAll || end == length;
    }

    /// <summary>Finds the first attribute of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="value">Its value.</param>
    /// <param name="offset">Where the value begins in <see cref="Octets"/>.</param>
    /// <param name="from">Where to begin, an attribute's start; 0 for the first.</param>
    public bool TryFind(RadiusAttribute type, out ReadOnlySpan<byte> value, out int offset, int from = 0)
    {
        offset = Math.Max(from, HeaderSize);
        while (TryReadAttribute(offset, out RadiusAttribute found, out value))
        {
            offset += AttributeHeaderSize;
            if (found == type)
            {
                return true;
            }

            offset += value.Length;
        }

        return false;
    }

    private bool TryReadAttribute(int at, out RadiusAttribute type, out ReadOnlySpan<byte> value)
    {
        type = default;
        value = default;
        if (at + AttributeHeaderSize > Octets.Length || Octets[at + 1] < AttributeHeaderSize || at + Octets[at + 1] > Octets.Length)
        {
            return false;
        }

        type = (RadiusAttribute)Octets[at];
        value = Octets[(at + AttributeHeaderSize)..(at + Octets[at + 1])];
        return true;
    }
}

/// <summary>The codes of authentication. RFC 2865, 4.</summary>
internal enum RadiusCode : byte
{
    None = 0,
    AccessRequest = 1,
    AccessAccept = 2,
    AccessReject = 3,
    AccessChallenge = 11,
}

/// <summary>The attributes that are looked at. RFC 2865, 5; Message-Authenticator: RFC 3579, 3.2.</summary>
internal enum RadiusAttribute : byte
{
    VendorSpecific = 26,
    CalledStationId = 30,
    CallingStationId = 31,
    MessageAuthenticator = 80,
}
