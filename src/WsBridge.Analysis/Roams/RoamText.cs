using WsBridge.Analysis.Exchanges;

namespace WsBridge.Analysis.Roams;

/// <summary>The words of the contract for roams.</summary>
public static class RoamText
{
    /// <summary>E.g. ft-over-the-air; null when the capture does not show the type.</summary>
    public static string? ToText(this RoamType? type) => type switch
    {
        RoamType.FtOverTheAir => "ft-over-the-air",
        RoamType.FtOverTheDs => "ft-over-the-ds",
        RoamType.FtInitial => "ft-initial",
        RoamType.Pmksa => "pmksa",
        RoamType.Okc => "okc",
        RoamType.OkcImplicit => "okc-implicit",
        RoamType.Eap => "eap",
        RoamType.Psk => "psk",
        RoamType.Sae => "sae",
        RoamType.SaePmksa => "sae-pmksa",
        RoamType.Fils => "fils",
        RoamType.Owe => "owe",
        RoamType.Eppke => "eppke",
        RoamType.Open => "open",
        _ => null,
    };

    /// <summary>E.g. eap; null when the capture does not show it.</summary>
    public static string? ToText(this RoamAuthentication? authentication) => authentication switch
    {
        RoamAuthentication.None => "none",
        RoamAuthentication.Eap => "eap",
        RoamAuthentication.Psk => "psk",
        RoamAuthentication.Sae => "sae",
        RoamAuthentication.Pmksa => "pmksa",
        RoamAuthentication.Okc => "okc",
        RoamAuthentication.Ft => "ft",
        RoamAuthentication.Fils => "fils",
        RoamAuthentication.Owe => "owe",
        RoamAuthentication.Eppke => "eppke",
        _ => null,
    };

    /// <summary>
    /// What protects an association of no type: for people, not in the contract; null when the capture does not show it, or the type says
    /// it.
    /// </summary>
    public static string? ToText(this NetworkSecurity security) => security switch
    {
        NetworkSecurity.Wep => "WEP",
        NetworkSecurity.Wapi => "WAPI",
        NetworkSecurity.Osen => "OSEN",
        NetworkSecurity.Wps => "WPS",
        _ => null,
    };

    /// <summary>success, failed or incomplete.</summary>
    public static string ToText(this RoamOutcome outcome) => outcome switch
    {
        RoamOutcome.Success => "success",
        RoamOutcome.Failed => "failed",
        _ => "incomplete",
    };

    /// <summary>btm or disassoc-imminent; null when nobody steered.</summary>
    public static string? ToText(this Steering? steering) => steering switch
    {
        Steering.Btm => "btm",
        Steering.DisassociationImminent => "disassoc-imminent",
        _ => null,
    };
}
