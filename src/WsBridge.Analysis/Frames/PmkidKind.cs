namespace WsBridge.Analysis.Frames;

/// <summary>What a PMKID stands for.</summary>
public enum PmkidKind
{
    /// <summary>The capture and the known keys do not tell.</summary>
    Unknown,

    /// <summary>PMKR0Name: the name of PMK-R0 in the FT key hierarchy.</summary>
    PmkR0Name,

    /// <summary>PMKR1Name: the name of the PMK-R1 of an AP.</summary>
    PmkR1Name,

    /// <summary>A PMKSA, by the address of the AP where it was made.</summary>
    Pmksa,

    /// <summary>A PMKSA that was made at another AP, computed for this one: opportunistic key caching.</summary>
    Okc,

    /// <summary>
    /// A PMKSA that this AP does not accept any more: it ran a full authentication instead, refused it, or made a newer one.
    /// </summary>
    Stale,

    /// <summary>16 zero octets, which name nothing.</summary>
    Zero,
}
