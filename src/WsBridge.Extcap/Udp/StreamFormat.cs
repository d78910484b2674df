namespace WsBridge.Extcap.Udp;

/// <summary>How access points wrap the frames that they stream.</summary>
public enum StreamFormat
{
    /// <summary>Told by its octets.</summary>
    Any,

    /// <summary>Tazmen Sniffer Protocol.</summary>
    Tzsp,

    /// <summary>The format of OmniPeek, both versions.</summary>
    PeekRemote,

    /// <summary>Aruba's encapsulated remote mirroring, in any of its types.</summary>
    ArubaErm,
}
