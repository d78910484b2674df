using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>
/// The FTE: nonces, key holders and keys of a fast BSS transition. The length of its MIC depends on the AKM, so the caller gives it.
/// </summary>
/// <remarks>MIC Control (2) | MIC (16, 24 or 32) | ANonce (32) | SNonce (32) | subelements. Offsets count from the element body.</remarks>
public readonly ref struct Fte
{
    /// <summary>Where the MIC starts in the body.</summary>
    public const int MicOffset = 2;

    private const int NonceSize = 32;

    private Fte(ReadOnlySpan<byte> body, int micLength)
    {
        Body = body;
        MicLength = micLength;
    }

    /// <summary>The element body, its fragments joined.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>Octets of the MIC, as the caller said.</summary>
    public int MicLength { get; }

    /// <summary>RSNXE Used (bit 0 of MIC Control).</summary>
    public bool RsnxeUsed => (Body[0] & 1) != 0;

    /// <summary>
    /// MIC Length subfield (bits 1 to 3) as coded: 0, 1, 2 for 16, 24, 32 octets. Older editions reserve it, so 0 may mean nothing.
    /// </summary>
    public int MicLengthCode => Body[0] >> 1 & 7;

    /// <summary>What the MIC Length subfield says in octets, null where the code is reserved.</summary>
    public int? MicLengthTold => MicLengthCode switch { 0 => 16, 1 => 24, 2 => 32, _ => null };

    /// <summary>The MIC Length subfield agrees with the AKM.</summary>
    public bool MicLengthAgrees => MicLengthTold == MicLength;

    /// <summary>Element Count: how many elements the MIC covers; 0 without a MIC.</summary>
    public int ElementCount => Body[1];

    /// <summary>MIC, all zero in the FTEs that are not protected by one.</summary>
    public ReadOnlySpan<byte> Mic => Body.Slice(MicOffset, MicLength);

    /// <summary>ANonce.</summary>
    public ReadOnlySpan<byte> ANonce => Body.Slice(ANonceOffset, NonceSize);

    /// <summary>SNonce.</summary>
    public ReadOnlySpan<byte> SNonce => Body.Slice(SNonceOffset, NonceSize);

    /// <summary>Where ANonce starts in the body.</summary>
    public int ANonceOffset => MicOffset + MicLength;

    /// <summary>Where SNonce starts in the body.</summary>
    public int SNonceOffset => ANonceOffset + NonceSize;

    /// <summary>Where the subelements start in the body.</summary>
    public int SubelementsOffset => SNonceOffset + NonceSize;

    /// <summary>The subelements, built like elements; see <see cref="FteSubelement"/>. Their offsets count from the body.</summary>
    public Elements Subelements => new(Body[SubelementsOffset..], SubelementsOffset);

    /// <summary>Reads an element body with a MIC of 16, 24 or 32 octets. Subelements are only walked on demand.</summary>
    public static bool TryParse(ReadOnlySpan<byte> body, int micLength, out Fte fte, out ParseError error)
    {
        fte = default;
        if (micLength is not (16 or 24 or 32))
        {
            error = new ParseError($"FTE with a MIC of {micLength} octets is not defined", MicOffset, 0, 0);
            return false;
        }

        if (ParseError.Missing(body, MicOffset + micLength + 2 * NonceSize, "FTE", 0, out error))
        {
            return false;
        }

        fte = new Fte(body, micLength);
        return true;
    }

    /// <summary>
    /// The MIC length with which the subelements come out whole and known, when no AKM tells; what MIC Control says goes first.
    /// </summary>
    public static int? GuessMicLength(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<int> lengths = body.Length > 0 && (body[0] >> 1 & 7) is var code and (1 or 2)
            ? [16 + 8 * code, 16, 24, 32]
            : [16, 24, 32];
        foreach (var length in lengths)
        {
            if (TryParse(body, length, out var fte, out _) && fte.HasPlausibleSubelements())
            {
                return length;
            }
        }

        return null;
    }

    /// <summary>R1KH-ID (subelement 1); false when absent or not six octets.</summary>
    public bool TryGetR1khId(out MacAddress r1khId)
    {
        var there = Subelements.TryFind(FteSubelement.R1khId, out var found) && found.Octets.Length == 2 + MacAddress.Size;
        r1khId = there ? MacAddress.Read(found.Octets[2..]) : default;
        return there;
    }

    /// <summary>R0KH-ID (subelement 3): 1 to 48 octets, mostly but not always text.</summary>
    public bool TryGetR0khId(out ReadOnlySpan<byte> r0khId)
    {
        var there = Subelements.TryFind(FteSubelement.R0khId, out var found);
        r0khId = there ? found.Octets[2..] : default;
        return there;
    }

    /// <summary>GTK (subelement 2), its key wrapped with the KEK.</summary>
    public bool TryGetGtk(out FteGtk gtk)
    {
        gtk = default;
        return Subelements.TryFind(FteSubelement.Gtk, out var found) && FteGtk.TryParse(found.Octets[2..], out gtk, out _);
    }

    /// <summary>IGTK (subelement 4), its key wrapped with the KEK.</summary>
    public bool TryGetIgtk(out FteIgtk igtk)
    {
        igtk = default;
        return Subelements.TryFind(FteSubelement.Igtk, out var found) && FteIgtk.TryParse(found.Octets[2..], out igtk, out _);
    }

    /// <summary>OCI (subelement 5): operating class, primary channel, frequency segment 1.</summary>
    public bool TryGetOci(out ReadOnlySpan<byte> oci)
    {
        var there = Subelements.TryFind(FteSubelement.Oci, out var found);
        oci = there ? found.Octets[2..] : default;
        return there;
    }

    private bool HasPlausibleSubelements()
    {
        var walk = Subelements.GetEnumerator();
        while (walk.MoveNext())
        {
            var plausible = walk.Current.Id switch
            {
                FteSubelement.R1khId => walk.Current.Octets.Length == 2 + MacAddress.Size,
                0 or > 15 => false,
                _ => true,
            };
            if (!plausible)
            {
                return false;
            }
        }

        return walk.Error is null;
    }
}

/// <summary>Subelement IDs of the FTE.</summary>
public static class FteSubelement
{
    /// <summary>PMK-R1 key holder identifier.</summary>
    public const byte R1khId = 1;
    /// <summary>GTK.</summary>
    public const byte Gtk = 2;
    /// <summary>PMK-R0 key holder identifier.</summary>
    public const byte R0khId = 3;
    /// <summary>IGTK.</summary>
    public const byte Igtk = 4;
    /// <summary>Operating Channel Information.</summary>
    public const byte Oci = 5;
    /// <summary>BIGTK.</summary>
    public const byte Bigtk = 6;
    /// <summary>MLO GTK.</summary>
    public const byte MloGtk = 8;
    /// <summary>MLO IGTK.</summary>
    public const byte MloIgtk = 9;
    /// <summary>MLO BIGTK.</summary>
    public const byte MloBigtk = 10;
}

/// <summary>The GTK subelement: Key Info (2) | Key Length (1) | RSC (8) | Wrapped Key.</summary>
public readonly ref struct FteGtk
{
    private const int FixedSize = 11;
    private readonly ReadOnlySpan<byte> _body;

    private FteGtk(ReadOnlySpan<byte> body) => _body = body;

    /// <summary>Key ID, 0 to 3.</summary>
    public int KeyId => _body[0] & 3;

    /// <summary>Key Length: octets of the key before it was padded and wrapped.</summary>
    public int KeyLength => _body[2];

    /// <summary>RSC, least significant octet first.</summary>
    public ulong Rsc => BinaryPrimitives.ReadUInt64LittleEndian(_body[3..]);

    /// <summary>Wrapped Key.</summary>
    public ReadOnlySpan<byte> WrappedKey => _body[FixedSize..];

    /// <summary>Reads a subelement body.</summary>
    public static bool TryParse(ReadOnlySpan<byte> body, out FteGtk gtk, out ParseError error)
    {
        gtk = default;
        if (ParseError.Missing(body, FixedSize, "GTK subelement", 0, out error))
        {
            return false;
        }

        gtk = new FteGtk(body);
        return true;
    }
}

/// <summary>The IGTK or BIGTK subelement: Key ID (2) | IPN or BIPN (6) | Key Length (1) | Wrapped Key.</summary>
public readonly ref struct FteIgtk
{
    private const int FixedSize = 9;
    private readonly ReadOnlySpan<byte> _body;

    private FteIgtk(ReadOnlySpan<byte> body) => _body = body;

    /// <summary>Key ID: 4 or 5 for an IGTK, 6 or 7 for a BIGTK.</summary>
    public int KeyId => BinaryPrimitives.ReadUInt16LittleEndian(_body);

    /// <summary>IPN or BIPN, the octets as on air.</summary>
    public ReadOnlySpan<byte> Ipn => _body.Slice(2, 6);

    /// <summary>Key Length: octets of the key before it was wrapped.</summary>
    public int KeyLength => _body[8];

    /// <summary>Wrapped Key.</summary>
    public ReadOnlySpan<byte> WrappedKey => _body[FixedSize..];

    /// <summary>Reads a subelement body.</summary>
    public static bool TryParse(ReadOnlySpan<byte> body, out FteIgtk igtk, out ParseError error)
    {
        igtk = default;
        if (ParseError.Missing(body, FixedSize, "IGTK subelement", 0, out error))
        {
            return false;
        }

        igtk = new FteIgtk(body);
        return true;
    }
}
