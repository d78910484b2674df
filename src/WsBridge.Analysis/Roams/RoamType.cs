namespace WsBridge.Analysis.Roams;

/// <summary>How a STA tried to get into a BSS.</summary>
public enum RoamType
{
    /// <summary>FT protocol, Authentication frames to the target AP.</summary>
    FtOverTheAir,

    /// <summary>FT protocol, action frames through the current AP.</summary>
    FtOverTheDs,

    /// <summary>FT initial mobility domain association: an FT AKM with a 4-way handshake (or FILS).</summary>
    FtInitial,

    /// <summary>IEEE 802.1X without EAP, by a PMKSA that this AP made earlier.</summary>
    Pmksa,

    /// <summary>IEEE 802.1X without EAP, by a PMKID computed from the PMK of another AP (opportunistic key caching).</summary>
    Okc,

    /// <summary>IEEE 802.1X without EAP though the STA offered no PMKID: the network knew it by its address.</summary>
    OkcImplicit,

    /// <summary>IEEE 802.1X with EAP.</summary>
    Eap,

    /// <summary>A preshared key.</summary>
    Psk,

    /// <summary>SAE.</summary>
    Sae,

    /// <summary>SAE's AKM without SAE, by a cached PMKSA.</summary>
    SaePmksa,

    /// <summary>FILS.</summary>
    Fils,

    /// <summary>OWE.</summary>
    Owe,

    /// <summary>EPPKE, which makes the keys before association, with or without a cached PMKSA.</summary>
    Eppke,

    /// <summary>No RSNE: nothing is encrypted, or not by RSN.</summary>
    Open,
}
