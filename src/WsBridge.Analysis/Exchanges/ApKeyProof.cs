namespace WsBridge.Analysis.Exchanges;

/// <summary>How it is known that an AP has a key.</summary>
public enum ApKeyProof
{
    /// <summary>It is not known.</summary>
    None,

    /// <summary>RADIUS delivered it in this attempt.</summary>
    Delivered,

    /// <summary>Message 1 names it by its PMKID.</summary>
    Named,

    /// <summary>It has made message 3 of another handshake with it.</summary>
    Used,

    /// <summary>It has made message 3 of another handshake with another preshared key.</summary>
    OtherUsed,

    /// <summary>Another AP of this SSID has, which need not have the same passphrase.</summary>
    UsedElsewhere,

    /// <summary>It has confirmed it by SAE in this attempt.</summary>
    Confirmed,
}
