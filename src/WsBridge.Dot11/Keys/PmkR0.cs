using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>PMK-R0 and PMKR0Name, the root of the FT key hierarchy: one per STA and mobility domain.</summary>
public sealed class PmkR0 : IDisposable
{
    private const int SaltSize = 16;
    private readonly Secret _key = new(KeyHashes.MaxDigestLength);
    private readonly Secret _salt = new(SaltSize);
    private readonly byte[] _name = new byte[Pmkid.Size];
    private bool _hasName;

    /// <summary>PMK-R0.</summary>
    public ReadOnlySpan<byte> Octets => _key.Octets;

    /// <summary>PMKR0Name, which is no secret; empty where only the key is known, of which it is not made.</summary>
    public ReadOnlySpan<byte> Name => _hasName ? _name : [];

    /// <summary>The hash of the hierarchy.</summary>
    public KeyHash Hash { get; private set; }

    /// <summary>The hash of PMKR0Name and PMKR1Name.</summary>
    public KeyHash NameHash { get; private set; }

    /// <summary>Derives PMK-R0 and its name, which take the place of those here.</summary>
    /// <param name="hash">As the AKM says (<see cref="AkmKeys.Kdf"/>); the names are made with the same one (see
    /// <see cref="NameBy"/>).</param>
    /// <param name="xxKey">PSK, SAE PMK or the part of the MSK that <see cref="Msk.XxKey"/> gives.</param>
    /// <param name="ssid">SSID.</param>
    /// <param name="mdid">MDID.</param>
    /// <param name="r0khId">R0KH-ID, 1 to 48 octets, as in the FTE of the initial association.</param>
    /// <param name="s0khId">S0KH-ID: address of the STA, its MLD address with multi-link.</param>
    public void Derive(KeyHash hash, ReadOnlySpan<byte> xxKey, ReadOnlySpan<byte> ssid, Mdid mdid, ReadOnlySpan<byte> r0khId,
        MacAddress s0khId)
    {
        Hash = hash;
        var length = 1 + ssid.Length + Mdid.Size + 1 + r0khId.Length + MacAddress.Size;
        Span<byte> context = length <= Scratch.OnStack ? stackalloc byte[length] : new byte[length];
        var rest = context;
        rest[0] = (byte)ssid.Length;
        ssid.CopyTo(rest[1..]);
        rest = rest[(1 + ssid.Length)..];
        mdid.CopyTo(rest);
        rest[Mdid.Size] = (byte)r0khId.Length;
        r0khId.CopyTo(rest[(Mdid.Size + 1)..]);
        s0khId.CopyTo(rest[(Mdid.Size + 1 + r0khId.Length)..]);

        Span<byte> data = stackalloc byte[KeyHashes.MaxDigestLength + SaltSize];
        data = data[..(hash.DigestLength() + SaltSize)];
        Kdf.Derive(hash, xxKey, "FT-R0"u8, context, data);
        data[..^SaltSize].CopyTo(_key.Renew(hash.DigestLength()));
        data[^SaltSize..].CopyTo(_salt.Renew(SaltSize));
        CryptographicOperations.ZeroMemory(data);
        NameBy(hash);
    }

    /// <summary>Takes over a PMK-R0 whose name is not known.</summary>
    /// <param name="hash">The hash of the hierarchy.</param>
    /// <param name="octets">PMK-R0.</param>
    public void Take(KeyHash hash, ReadOnlySpan<byte> octets)
    {
        Hash = NameHash = hash;
        octets.CopyTo(_key.Renew(octets.Length));
        _salt.Renew(0);
        _hasName = false;
    }

    /// <summary>Makes the name, and with it the names derived from here on, with another hash: AKM 13 is seen with SHA-256.</summary>
    public void NameBy(KeyHash hash)
    {
        NameHash = hash;
        _hasName = true;
        Span<byte> named = stackalloc byte[6 + SaltSize];
        "FT-R0N"u8.CopyTo(named);
        _salt.Octets.CopyTo(named[6..]);
        Span<byte> digest = stackalloc byte[KeyHashes.MaxDigestLength];
        hash.Hash(named, digest);
        digest[.._name.Length].CopyTo(_name);
    }

    /// <summary>Takes over another PMK-R0 and its name.</summary>
    public void CopyFrom(PmkR0 other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Hash = other.Hash;
        NameHash = other.NameHash;
        other.Octets.CopyTo(_key.Renew(other.Octets.Length));
        other._salt.Octets.CopyTo(_salt.Renew(other._salt.Length));
        _hasName = other._hasName;
        other._name.CopyTo(_name);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _hasName = false;
        _key.Dispose();
        _salt.Dispose();
    }

    /// <summary>The name, never the key.</summary>
    public override string ToString() => $"PMK-R0 named {(_hasName ? Convert.ToHexStringLower(_name) : "?")}";
}
