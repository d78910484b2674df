namespace WsBridge.Dot11.Keys;

/// <summary>
/// What an AKM does with keys: the hash of the key derivation, the lengths (in octets) of KCK and KEK, the MIC and the hash of PMKIDs.
/// IEEE Std 802.11-2016, Table 12-8; SAE and OWE go by the length of the PMK, which follows from the group.
/// </summary>
public readonly record struct AkmKeys
{
    /// <summary>Hash of PTK derivation and of the FT key hierarchy; SHA-1 means PRF-SHA1.</summary>
    public KeyHash Kdf { get; init; }

    /// <summary>The PTK comes from PMK-R1 by the FT key hierarchy.</summary>
    public bool IsFt { get; init; }

    /// <summary>Octets of the KCK; 0 where an AEAD cipher needs none.</summary>
    public int KckLength { get; init; }

    /// <summary>Octets of the KEK.</summary>
    public int KekLength { get; init; }

    /// <summary>Octets of KCK2, which protects FT reassociation; 0 where the KCK does.</summary>
    public int Kck2Length { get; init; }

    /// <summary>Octets of KEK2; 0 where the KEK does its work.</summary>
    public int Kek2Length { get; init; }

    /// <summary>How the MIC of EAPOL-Key frames is made.</summary>
    public MicAlgorithm EapolMic { get; init; }

    /// <summary>Octets of the MIC of EAPOL-Key frames.</summary>
    public int EapolMicLength { get; init; }

    /// <summary>How the MIC of the FTE is made; none where the AKM has no FT.</summary>
    public MicAlgorithm FteMic { get; init; }

    /// <summary>Octets of the MIC of the FTE.</summary>
    public int FteMicLength { get; init; }

    /// <summary>Hash of PMKIDs; null where they are made otherwise (SAE, FILS) or there are none.</summary>
    public KeyHash? PmkidHash { get; init; }

    /// <summary>The key under which PMKIDs are hashed is the KCK instead of the PMK (Suite B).</summary>
    public bool PmkidFromKck { get; init; }

    /// <summary>The line of the table for an AKM.</summary>
    /// <param name="akm">The AKM; suites nobody implements (19, 20) and those without a PTK of their own are not known.</param>
    /// <param name="pmkLength">Octets of the PMK (of the XXKey in FT), which decide for OWE and for SAE with group-dependent hash: 32, 48
    /// or 64.</param>
    /// <param name="descriptorVersion">Key Descriptor Version of the frame at hand: with AKM 1 and 2 and those of WPA it tells HMAC-MD5 (1)
    /// from HMAC-SHA1; ignored otherwise.</param>
    /// <param name="keys">The line.</param>
    public static bool TryGet(AkmSuite akm, int pmkLength, int descriptorVersion, out AkmKeys keys)
    {
        AkmKeys? found = akm.RsnType switch
        {
            null when akm == AkmSuite.WpaPsk || akm == AkmSuite.Wpa8021X =>
                Of(KeyHash.Sha1, descriptorVersion == 1 ? MicAlgorithm.HmacMd5 : MicAlgorithm.HmacSha1),
            1 or 2 =>
                Of(KeyHash.Sha1, descriptorVersion == 1 ? MicAlgorithm.HmacMd5 : MicAlgorithm.HmacSha1) with { PmkidHash = KeyHash.Sha1 },
            3 => Of(KeyHash.Sha256, MicAlgorithm.AesCmac).WithFt() with { PmkidHash = KeyHash.Sha256 },
            4 => Of(KeyHash.Sha256, MicAlgorithm.AesCmac).WithFt() with { PmkidHash = KeyHash.Sha1 },
            5 or 6 => Of(KeyHash.Sha256, MicAlgorithm.AesCmac) with { PmkidHash = KeyHash.Sha256 },
            8 => Of(KeyHash.Sha256, MicAlgorithm.AesCmac),
            9 => Of(KeyHash.Sha256, MicAlgorithm.AesCmac).WithFt(),
            11 => Of(KeyHash.Sha256, MicAlgorithm.HmacSha256) with { PmkidHash = KeyHash.Sha256, PmkidFromKck = true },
            12 => Of(KeyHash.Sha384, MicAlgorithm.HmacSha384) with { PmkidHash = KeyHash.Sha384, PmkidFromKck = true },
            13 or 22 => Of(KeyHash.Sha384, MicAlgorithm.HmacSha384).WithFt() with { PmkidHash = KeyHash.Sha384 },
            14 or 15 => Fils(akm.RsnType == 15),
            16 => Fils(false) with { IsFt = true, Kck2Length = 16, Kek2Length = 16, FteMic = MicAlgorithm.AesCmac, FteMicLength = 16 },
            17 => Fils(true) with { IsFt = true, Kck2Length = 24, Kek2Length = 32, FteMic = MicAlgorithm.HmacSha384, FteMicLength = 24 },
            18 => ByPmkLength(pmkLength) is { } owe ? owe with { PmkidHash = owe.Kdf } : null,
            23 => Of(KeyHash.Sha384, MicAlgorithm.HmacSha384) with { PmkidHash = KeyHash.Sha384 },
            24 => ByPmkLength(pmkLength),
            25 => ByPmkLength(pmkLength)?.WithFt(),
            _ => null,
        };
        keys = found.GetValueOrDefault();
        return found is not null;
    }

    /// <summary>Octets of the PTK with a temporal key of so many octets.</summary>
    public int PtkLength(int temporalKeyLength) => KckLength + KekLength + temporalKeyLength + Kck2Length + Kek2Length;

    private AkmKeys WithFt() => this with { IsFt = true, FteMic = EapolMic, FteMicLength = EapolMicLength };

    private static AkmKeys? ByPmkLength(int pmkLength) => pmkLength switch
    {
        32 => Of(KeyHash.Sha256, MicAlgorithm.HmacSha256),
        48 => Of(KeyHash.Sha384, MicAlgorithm.HmacSha384),
        64 => Of(KeyHash.Sha512, MicAlgorithm.HmacSha512),
        _ => null,
    };

    private static AkmKeys Of(KeyHash kdf, MicAlgorithm mic)
    {
        var length = mic switch { MicAlgorithm.HmacSha384 => 24, MicAlgorithm.HmacSha512 => 32, _ => 16 };
        return new AkmKeys
        {
            Kdf = kdf,
            KckLength = length,
            KekLength = length == 16 ? 16 : 32,
            EapolMic = mic,
            EapolMicLength = length,
        };
    }

    private static AkmKeys Fils(bool sha384) => new() { Kdf = sha384 ? KeyHash.Sha384 : KeyHash.Sha256, KekLength = sha384 ? 64 : 32 };
}
