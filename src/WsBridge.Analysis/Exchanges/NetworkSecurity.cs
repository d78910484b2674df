namespace WsBridge.Analysis.Exchanges;

/// <summary>What protects an association, as far as its request, its response and the Beacon tell.</summary>
public enum NetworkSecurity
{
    /// <summary>The capture does not tell: no whole request, or privacy that no element explains.</summary>
    Unknown,

    /// <summary>Nothing.</summary>
    Open,

    /// <summary>RSN: the request has an RSNE.</summary>
    Rsn,

    /// <summary>WPA: the request has a WPA element.</summary>
    Wpa,

    /// <summary>Privacy without any of the others, or Shared Key authentication.</summary>
    Wep,

    /// <summary>WAPI, whose key exchange is not read.</summary>
    Wapi,

    /// <summary>OSEN, the online sign-up of Hotspot 2.0: EAP and a 4-way handshake.</summary>
    Osen,

    /// <summary>Wi-Fi Protected Setup: the association carries nothing but the EAP exchange that hands out the credentials.</summary>
    Wps,
}
