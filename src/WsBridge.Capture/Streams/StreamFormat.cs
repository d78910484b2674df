namespace WsBridge.Capture.Streams;

/// <summary>How access points wrap the frames that they send over a wire.</summary>
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

    /// <summary>Data of CAPWAP between an access point and its controller. RFC 5415, RFC 5416.</summary>
    Capwap,

    /// <summary>The same of LWAPP, which came before it. RFC 5412.</summary>
    Lwapp,
}
