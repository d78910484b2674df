using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>Packet Type of an EAPOL PDU. Values outside the list survive.</summary>
public enum EapolType : byte
{
    /// <summary>EAPOL-EAP: an EAP packet.</summary>
    Eap = 0,
    /// <summary>EAPOL-Start.</summary>
    Start = 1,
    /// <summary>EAPOL-Logoff.</summary>
    Logoff = 2,
    /// <summary>EAPOL-Key.</summary>
    Key = 3,
}

/// <summary>An EAPOL PDU: version (1), packet type (1), length (2, most significant octet first), body.</summary>
public readonly ref struct Eapol
{
    /// <summary>Octets in front of the body.</summary>
    public const int HeaderSize = 4;

    private Eapol(ReadOnlySpan<byte> octets) => Octets = octets;

    /// <summary>The PDU from the version to the end that the length declares: padding and FCS behind it are gone.</summary>
    public ReadOnlySpan<byte> Octets { get; }

    /// <summary>Protocol version.</summary>
    public byte Version => Octets[0];

    /// <summary>Packet Type.</summary>
    public EapolType Type => (EapolType)Octets[1];

    /// <summary>Length as declared: octets of the body.</summary>
    public int DeclaredLength => BinaryPrimitives.ReadUInt16BigEndian(Octets[2..]);

    /// <summary>The body; shorter than declared only in a lenient reading.</summary>
    public ReadOnlySpan<byte> Body => Octets[HeaderSize..];

    /// <summary>Reads a PDU of which everything declared must be there.</summary>
    public static bool TryParse(ReadOnlySpan<byte> octets, out Eapol eapol, out ParseError error)
    {
        if (TryReadLenient(octets, out eapol, out var problem))
        {
            error = problem.GetValueOrDefault();
            eapol = problem is null ? eapol : default;
            return problem is null;
        }

        error = problem.GetValueOrDefault();
        return false;
    }

    /// <summary>Reads a PDU of which only the header must be there; the error says what the body lacks.</summary>
    public static bool TryReadLenient(ReadOnlySpan<byte> octets, out Eapol eapol, out ParseError? error)
    {
        eapol = default;
        error = null;
        if (ParseError.Missing(octets, HeaderSize, "EAPOL header", 0, out var missing))
        {
            error = missing;
            return false;
        }

        int declared = BinaryPrimitives.ReadUInt16BigEndian(octets[2..]);
        if (ParseError.Missing(octets[HeaderSize..], declared, "EAPOL body", HeaderSize, out missing))
        {
            error = missing;
        }

        eapol = new Eapol(octets[..Math.Min(octets.Length, HeaderSize + declared)]);
        return true;
    }
}
