namespace WsBridge.Analysis.Roams;

/// <summary>Where the keys of an association came from.</summary>
public enum RoamAuthentication
{
    /// <summary>There are none.</summary>
    None,

    /// <summary>EAP.</summary>
    Eap,

    /// <summary>A preshared key.</summary>
    Psk,

    /// <summary>SAE.</summary>
    Sae,

    /// <summary>A PMKSA that the AP made earlier.</summary>
    Pmksa,

    /// <summary>The PMK of another AP.</summary>
    Okc,

    /// <summary>The FT key hierarchy.</summary>
    Ft,

    /// <summary>FILS.</summary>
    Fils,

    /// <summary>OWE.</summary>
    Owe,

    /// <summary>EPPKE.</summary>
    Eppke,
}
