namespace WsBridge.Dot11.Keys;

/// <summary>PMK-R1 and PMKR1Name: what one AP of the mobility domain makes the PTK from.</summary>
public sealed class PmkR1 : IDisposable
{
    private readonly Secret _key = new(KeyHashes.MaxDigestLength);
    private readonly byte[] _name = new byte[Pmkid.Size];
    private bool _hasName;

    /// <summary>PMK-R1.</summary>
    public ReadOnlySpan<byte> Octets => _key.Octets;

    /// <summary>PMKR1Name, which is no secret; empty where PMKR0Name is not known.</summary>
    public ReadOnlySpan<byte> Name => _hasName ? _name : [];

    /// <summary>The hash of the hierarchy.</summary>
    public KeyHash Hash { get; private set; }

    /// <summary>Derives PMK-R1 and its name, which take the place of those here.</summary>
    /// <param name="pmkR0">PMK-R0.</param>
    /// <param name="r1khId">R1KH-ID, as in the FTE of the association response or FT authentication response.</param>
    /// <param name="s1khId">S1KH-ID: address of the STA, its MLD address with multi-link.</param>
    public void Derive(PmkR0 pmkR0, MacAddress r1khId, MacAddress s1khId)
    {
        ArgumentNullException.ThrowIfNull(pmkR0);
        Hash = pmkR0.Hash;
        Span<byte> holders = stackalloc byte[2 * MacAddress.Size];
        r1khId.CopyTo(holders);
        s1khId.CopyTo(holders[MacAddress.Size..]);
        Kdf.Derive(Hash, pmkR0.Octets, "FT-R1"u8, holders, _key.Renew(Hash.DigestLength()));

        _hasName = !pmkR0.Name.IsEmpty;
        if (!_hasName)
        {
            return;
        }

        Span<byte> named = stackalloc byte[6 + Pmkid.Size + 2 * MacAddress.Size];
        "FT-R1N"u8.CopyTo(named);
        pmkR0.Name.CopyTo(named[6..]);
        holders.CopyTo(named[(6 + Pmkid.Size)..]);
        Span<byte> digest = stackalloc byte[KeyHashes.MaxDigestLength];
        pmkR0.NameHash.Hash(named, digest);
        digest[.._name.Length].CopyTo(_name);
    }

    /// <summary>Takes over a PMK-R1 whose name is not known.</summary>
    /// <param name="hash">The hash of the hierarchy.</param>
    /// <param name="octets">PMK-R1.</param>
    public void Take(KeyHash hash, ReadOnlySpan<byte> octets)
    {
        Hash = hash;
        octets.CopyTo(_key.Renew(octets.Length));
        _hasName = false;
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    /// <summary>The name, never the key.</summary>
    public override string ToString() => $"PMK-R1 named {(_hasName ? Convert.ToHexStringLower(_name) : "?")}";
}
