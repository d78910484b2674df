namespace WsBridge.Analysis.Keys;

/// <summary>What a known key is in the key hierarchy. IEEE Std 802.11-2020, 12.7.1.</summary>
public enum KeyKind
{
    /// <summary>8 to 63 octets that PBKDF2 makes a PSK of, together with the SSID.</summary>
    Passphrase,

    /// <summary>32 octets: the PMK of a PSK network, the XXKey of FT-PSK.</summary>
    Psk,

    /// <summary>
    /// 32, 48 or 64 octets: the PMK itself, as of SAE or OWE. Where only that is known (Wireshark's wpa-psk), also what could be a PSK.
    /// </summary>
    Pmk,

    /// <summary>32, 48 or 64 octets: what EAP delivered. PMK and XXKey are parts of it.</summary>
    Msk,

    /// <summary>32, 48 or 64 octets: PMK-R0 of a STA in a mobility domain, as hostapd and wpa_supplicant log it.</summary>
    PmkR0,

    /// <summary>32, 48 or 64 octets: PMK-R1 of a STA at an AP of its mobility domain.</summary>
    PmkR1,
}
