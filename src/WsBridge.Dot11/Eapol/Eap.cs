using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>Code of an EAP packet. Values outside the list survive.</summary>
public enum EapCode : byte
{
    /// <summary>No code.</summary>
    None = 0,
    /// <summary>Request.</summary>
    Request = 1,
    /// <summary>Response.</summary>
    Response = 2,
    /// <summary>Success.</summary>
    Success = 3,
    /// <summary>Failure.</summary>
    Failure = 4,
    /// <summary>Initiate (ERP).</summary>
    Initiate = 5,
    /// <summary>Finish (ERP).</summary>
    Finish = 6,
}

/// <summary>
/// An EAP packet: code (1), identifier (1), length (2, most significant octet first), type (1, in requests and responses), data. RFC 3748,
/// section 4.
/// </summary>
public readonly ref struct Eap
{
    private const int HeaderSize = 4;
    private readonly ReadOnlySpan<byte> _octets;

    private Eap(ReadOnlySpan<byte> octets) => _octets = octets;

    /// <summary>Code.</summary>
    public EapCode Code => (EapCode)_octets[0];

    /// <summary>Identifier: matches a response to its request.</summary>
    public byte Identifier => _octets[1];

    /// <summary>Length as declared, with the header.</summary>
    public int DeclaredLength => BinaryPrimitives.ReadUInt16BigEndian(_octets[2..]);

    /// <summary>Type, null in Success and Failure or where it is not there.</summary>
    public byte? Type => Code is EapCode.Request or EapCode.Response && _octets.Length > HeaderSize ? _octets[HeaderSize] : null;

    /// <summary>The octets after the type (or after the header where there is no type).</summary>
    public ReadOnlySpan<byte> Data => _octets[(HeaderSize + (Type is null ? 0 : 1))..];

    /// <summary>Reads the body of an EAPOL PDU of type EAP.</summary>
    public static bool TryParse(ReadOnlySpan<byte> octets, out Eap eap, out ParseError error)
    {
        eap = default;
        if (ParseError.Missing(octets, HeaderSize, "EAP header", 0, out error))
        {
            return false;
        }

        int declared = BinaryPrimitives.ReadUInt16BigEndian(octets[2..]);
        if (declared < HeaderSize)
        {
            error = new ParseError($"EAP length {declared} is less than its own {HeaderSize} octets", 2, 0, 0);
            return false;
        }

        if (ParseError.Missing(octets, declared, "EAP packet", 0, out error))
        {
            return false;
        }

        eap = new Eap(octets[..declared]);
        return true;
    }

    /// <summary>The name of an EAP type, or its number.</summary>
    public static string TypeName(byte type) => type switch
    {
        1 => "Identity",
        2 => "Notification",
        3 => "Legacy Nak",
        4 => "MD5-Challenge",
        6 => "GTC",
        13 => "EAP-TLS",
        17 => "LEAP",
        18 => "EAP-SIM",
        21 => "EAP-TTLS",
        23 => "EAP-AKA",
        25 => "PEAP",
        26 => "EAP-MSCHAPv2",
        43 => "EAP-FAST",
        47 => "EAP-PSK",
        50 => "EAP-AKA'",
        52 => "EAP-pwd",
        55 => "TEAP",
        56 => "EAP-NOOB",
        254 => "Expanded",
        _ => $"{type}",
    };
}
