namespace WsBridge.Sdk;

/// <summary>What kind of thing a finding is about, in Wireshark's expert words.</summary>
public enum ExpertGroup
{
    /// <summary>A violation of the protocol's rules.</summary>
    Protocol,

    /// <summary>A security matter.</summary>
    Security,

    /// <summary>Something missing, repeated or out of order.</summary>
    Sequence,

    /// <summary>Octets that cannot be what they claim to be.</summary>
    Malformed,

    /// <summary>A peer's answer that says no, or says how.</summary>
    Response,
}
