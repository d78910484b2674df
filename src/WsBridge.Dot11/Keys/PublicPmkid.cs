using System.Globalization;
using System.Numerics;

namespace WsBridge.Dot11.Keys;

/// <summary>
/// PMKIDs that do not come from the PMK but from what both sides send in the clear: those of SAE and OWE. Whoever has captured the
/// authentication knows them without a key.
/// </summary>
public static class PublicPmkid
{
    private static readonly BigInteger s_order256 = Number("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
    private static readonly BigInteger s_order384 =
        Number("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973");
    private static readonly BigInteger s_order521 = Number("01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
        + "FFFA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409");

    /// <summary>Octets of a scalar of SAE; 0 for a group that is not known: only 19, 20 and 21 are.</summary>
    public static int ScalarSize(int group) => group switch
    {
        19 => 32,
        20 => 48,
        21 => 66,
        _ => 0,
    };

    /// <summary>
    /// SAE: the first 16 octets of the sum of both scalars modulo the order of the group. IEEE Std 802.11-2020, 12.4.5.4.
    /// </summary>
    /// <param name="group">The finite cyclic group.</param>
    /// <param name="scalar">The scalar in the commit of one side.</param>
    /// <param name="peerScalar">That of the other side.</param>
    /// <param name="pmkid">Receives 16 octets.</param>
    /// <returns>False for a group that is not known, or scalars of another size.</returns>
    public static bool TryOfSae(int group, ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> peerScalar, Span<byte> pmkid)
    {
        int size = ScalarSize(group);
        if (size == 0 || scalar.Length != size || peerScalar.Length != size)
        {
            return false;
        }

        BigInteger order = group switch { 19 => s_order256, 20 => s_order384, _ => s_order521 };
        BigInteger sum = (new BigInteger(scalar, isUnsigned: true, isBigEndian: true)
            + new BigInteger(peerScalar, isUnsigned: true, isBigEndian: true)) % order;
        Span<byte> octets = stackalloc byte[66];
        octets = octets[..size];
        octets.Clear();
        int length = sum.GetByteCount(isUnsigned: true);
        sum.TryWriteBytes(octets[(size - length)..], out _, isUnsigned: true, isBigEndian: true);
        octets[..Pmkid.Size].CopyTo(pmkid);
        return true;
    }

    /// <summary>OWE: the first 16 octets of the hash of both public keys. RFC 8110, 4.5.</summary>
    /// <param name="group">The finite cyclic group, which tells the hash.</param>
    /// <param name="ofClient">Public key in the request.</param>
    /// <param name="ofAp">Public key in the response.</param>
    /// <param name="pmkid">Receives 16 octets.</param>
    /// <returns>False for a group that is not known.</returns>
    public static bool TryOfOwe(int group, ReadOnlySpan<byte> ofClient, ReadOnlySpan<byte> ofAp, Span<byte> pmkid)
    {
        KeyHash? hash = group switch { 19 => KeyHash.Sha256, 20 => KeyHash.Sha384, 21 => KeyHash.Sha512, _ => null };
        if (hash is { } known)
        {
            Take(known, [.. ofClient, .. ofAp], pmkid);
        }

        return hash is not null;
    }

    private static void Take(KeyHash hash, ReadOnlySpan<byte> data, Span<byte> pmkid)
    {
        Span<byte> digest = stackalloc byte[KeyHashes.MaxDigestLength];
        hash.Hash(data, digest);
        digest[..Pmkid.Size].CopyTo(pmkid);
    }

    private static BigInteger Number(string hex) => BigInteger.Parse("0" + hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
