using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>
/// The PTK and its parts: KCK ‖ KEK ‖ TK, then KCK2 ‖ KEK2 (FT over FILS) and KDK (secure LTF). Derived again and again into the same
/// place.
/// </summary>
public sealed class Ptk : IDisposable
{
    /// <summary>Octets of a KDK.</summary>
    public const int KdkLength = 32;

    private const int NonceSize = 32;
    private const int MaxOctets = 256;
    private readonly Secret _key = new(MaxOctets);
    private AkmKeys _akm;
    private int _temporalKeyLength;

    /// <summary>The whole PTK.</summary>
    public ReadOnlySpan<byte> Octets => _key.Octets;

    /// <summary>KCK: makes MICs of EAPOL-Key frames, and of FTEs where there is no KCK2.</summary>
    public ReadOnlySpan<byte> Kck => Part(0, _akm.KckLength);

    /// <summary>KEK: wraps group keys.</summary>
    public ReadOnlySpan<byte> Kek => Part(_akm.KckLength, _akm.KekLength);

    /// <summary>TK: encrypts data.</summary>
    public ReadOnlySpan<byte> Tk => Part(_akm.KckLength + _akm.KekLength, _temporalKeyLength);

    /// <summary>The key of the MIC of an FTE: KCK2 where there is one, else KCK.</summary>
    public ReadOnlySpan<byte> FteKck =>
        _akm.Kck2Length == 0 ? Kck : Part(_akm.KckLength + _akm.KekLength + _temporalKeyLength, _akm.Kck2Length);

    /// <summary>The key that wraps group keys in an FTE: KEK2 where there is one, else KEK.</summary>
    public ReadOnlySpan<byte> FteKek =>
        _akm.Kek2Length == 0 ? Kek : Part(_akm.KckLength + _akm.KekLength + _temporalKeyLength + _akm.Kck2Length, _akm.Kek2Length);

    /// <summary>KDK; empty when the PTK has none.</summary>
    public ReadOnlySpan<byte> Kdk => _key.Octets[Math.Min(_key.Length, _akm.PtkLength(_temporalKeyLength))..];

    /// <summary>What the AKM does with keys.</summary>
    public AkmKeys Akm => _akm;

    /// <summary>Derives the PTK from the PMK.</summary>
    /// <param name="akm">What the AKM does with keys.</param>
    /// <param name="temporalKeyLength">Octets of the TK (<see cref="CipherSuite.TemporalKeyLength"/>).</param>
    /// <param name="pmk">The PMK.</param>
    /// <param name="aa">Address of the authenticator: the BSSID.</param>
    /// <param name="spa">Address of the STA.</param>
    /// <param name="aNonce">ANonce, 32 octets.</param>
    /// <param name="sNonce">SNonce, 32 octets.</param>
    /// <param name="withKdk">A KDK is derived as well, which changes every octet with another KDF than PRF-SHA1.</param>
    public void Derive(in AkmKeys akm, int temporalKeyLength, ReadOnlySpan<byte> pmk, MacAddress aa, MacAddress spa,
        ReadOnlySpan<byte> aNonce, ReadOnlySpan<byte> sNonce, bool withKdk = false)
    {
        Span<byte> context = stackalloc byte[2 * MacAddress.Size + 2 * NonceSize];
        (aa < spa ? aa : spa).CopyTo(context);
        (aa < spa ? spa : aa).CopyTo(context[MacAddress.Size..]);
        var aNonceFirst = aNonce.SequenceCompareTo(sNonce) < 0;
        (aNonceFirst ? aNonce : sNonce)[..NonceSize].CopyTo(context[(2 * MacAddress.Size)..]);
        (aNonceFirst ? sNonce : aNonce)[..NonceSize].CopyTo(context[(2 * MacAddress.Size + NonceSize)..]);

        var output = Renew(akm, temporalKeyLength, withKdk);
        if (akm.Kdf == KeyHash.Sha1)
        {
            PrfSha1.Derive(pmk, "Pairwise key expansion"u8, context, output);
        }
        else
        {
            Kdf.Derive(akm.Kdf, pmk, "Pairwise key expansion"u8, context, output);
        }
    }

    /// <summary>Derives the PTK from PMK-R1. Nonces and addresses are not sorted.</summary>
    /// <param name="akm">What the AKM does with keys.</param>
    /// <param name="temporalKeyLength">Octets of the TK.</param>
    /// <param name="pmkR1">PMK-R1.</param>
    /// <param name="sNonce">SNonce, 32 octets.</param>
    /// <param name="aNonce">ANonce, 32 octets.</param>
    /// <param name="bssid">BSSID.</param>
    /// <param name="sta">Address of the STA.</param>
    /// <param name="withKdk">A KDK is derived as well, which changes every octet.</param>
    public void DeriveFt(in AkmKeys akm, int temporalKeyLength, PmkR1 pmkR1, ReadOnlySpan<byte> sNonce, ReadOnlySpan<byte> aNonce,
        MacAddress bssid, MacAddress sta, bool withKdk = false)
    {
        ArgumentNullException.ThrowIfNull(pmkR1);
        Span<byte> context = stackalloc byte[FtContextSize];
        WriteFtContext(context, sNonce, aNonce, bssid, sta);
        Kdf.Derive(pmkR1.Hash, pmkR1.Octets, "FT-PTK"u8, context, Renew(akm, temporalKeyLength, withKdk));
    }

    /// <summary>
    /// Derives what FILS makes of the PMK: ICK ‖ KEK ‖ TK, and FILS-FT in an initial association of FT. <see cref="Kck"/> is the ICK.
    /// Without PFS; nonces and addresses are not sorted.
    /// </summary>
    /// <param name="akm">What the AKM does with keys.</param>
    /// <param name="temporalKeyLength">Octets of the TK.</param>
    /// <param name="pmk">The PMK.</param>
    /// <param name="sta">Address of the STA.</param>
    /// <param name="ap">Address of the AP.</param>
    /// <param name="sNonce">SNonce, 16 octets.</param>
    /// <param name="aNonce">ANonce, 16 octets.</param>
    /// <param name="withKdk">A KDK is derived as well, which changes every octet.</param>
    public void DeriveFils(in AkmKeys akm, int temporalKeyLength, ReadOnlySpan<byte> pmk, MacAddress sta, MacAddress ap,
        ReadOnlySpan<byte> sNonce, ReadOnlySpan<byte> aNonce, bool withKdk = false)
    {
        Span<byte> context = stackalloc byte[2 * MacAddress.Size + 2 * FilsFrames.NonceSize];
        sta.CopyTo(context);
        ap.CopyTo(context[MacAddress.Size..]);
        sNonce[..FilsFrames.NonceSize].CopyTo(context[(2 * MacAddress.Size)..]);
        aNonce[..FilsFrames.NonceSize].CopyTo(context[(2 * MacAddress.Size + FilsFrames.NonceSize)..]);
        int digest = akm.Kdf.DigestLength();
        AkmKeys fils = akm with { KckLength = digest, Kck2Length = akm.IsFt ? digest : 0, Kek2Length = 0 };
        Kdf.Derive(akm.Kdf, pmk, "FILS PTK Derivation"u8, context, Renew(fils, temporalKeyLength, withKdk));
    }

    /// <summary>PTKName: the first 16 octets of SHA-256(PMKR1Name ‖ "FT-PTKN" ‖ SNonce ‖ ANonce ‖ BSSID ‖ STA).</summary>
    public static void ComputeName(ReadOnlySpan<byte> pmkR1Name, ReadOnlySpan<byte> sNonce, ReadOnlySpan<byte> aNonce, MacAddress bssid,
        MacAddress sta, Span<byte> name)
    {
        Span<byte> data = stackalloc byte[Pmkid.Size + 7 + FtContextSize];
        pmkR1Name[..Pmkid.Size].CopyTo(data);
        "FT-PTKN"u8.CopyTo(data[Pmkid.Size..]);
        WriteFtContext(data[(Pmkid.Size + 7)..], sNonce, aNonce, bssid, sta);
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(data, digest);
        digest[..Pmkid.Size].CopyTo(name);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    /// <summary>How long it is, never what it is.</summary>
    public override string ToString() => $"PTK, {_key}";

    private const int FtContextSize = 2 * NonceSize + 2 * MacAddress.Size;

    private static void WriteFtContext(Span<byte> context, ReadOnlySpan<byte> sNonce, ReadOnlySpan<byte> aNonce, MacAddress bssid,
        MacAddress sta)
    {
        sNonce[..NonceSize].CopyTo(context);
        aNonce[..NonceSize].CopyTo(context[NonceSize..]);
        bssid.CopyTo(context[(2 * NonceSize)..]);
        sta.CopyTo(context[(2 * NonceSize + MacAddress.Size)..]);
    }

    private Span<byte> Renew(in AkmKeys akm, int temporalKeyLength, bool withKdk)
    {
        _akm = akm;
        _temporalKeyLength = temporalKeyLength;
        return _key.Renew(akm.PtkLength(temporalKeyLength) + (withKdk ? KdkLength : 0));
    }

    /// <summary>Empty after disposal.</summary>
    private ReadOnlySpan<byte> Part(int start, int length) => _key.Length == 0 ? default : _key.Octets.Slice(start, length);
}
