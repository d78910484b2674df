namespace WsBridge.Dot11;

/// <summary>Names of reason codes. IEEE Std 802.11-2020, 9.4.1.7.</summary>
public static class ReasonCodes
{
    /// <summary>Previous authentication no longer valid.</summary>
    public const ushort PreviousAuthenticationInvalid = 2;

    /// <summary>Disassociated due to BSS transition management.</summary>
    public const ushort BssTransition = 12;

    /// <summary>4-way handshake timeout.</summary>
    public const ushort FourWayHandshakeTimeout = 15;

    /// <summary>Group key handshake timeout.</summary>
    public const ushort GroupKeyHandshakeTimeout = 16;

    /// <summary>The name of a reason code, or its number.</summary>
    public static string Name(ushort reason) => Known(reason) ?? $"{reason}";

    /// <summary>Number and name, such as "15 (4-way handshake timeout)"; the number alone where there is no name.</summary>
    public static string Describe(ushort reason) => Known(reason) is { } name ? $"{reason} ({name})" : $"{reason}";

    /// <summary>The name of a reason code, null where it has none.</summary>
    public static string? Known(ushort reason) => reason switch
    {
        1 => "Unspecified reason",
        2 => "Previous authentication no longer valid",
        3 => "Sending STA is leaving (or has left) the BSS",
        4 => "Inactivity",
        5 => "AP is unable to handle all currently associated STAs",
        6 => "Class 2 frame received from nonauthenticated STA",
        7 => "Class 3 frame received from nonassociated STA",
        8 => "Sending STA is leaving (or has left) the BSS (disassociation)",
        9 => "STA requesting (re)association is not authenticated",
        10 => "Power Capability element unacceptable",
        11 => "Supported Channels element unacceptable",
        12 => "BSS transition management",
        13 => "Invalid element",
        14 => "Message integrity code (MIC) failure",
        15 => "4-way handshake timeout",
        16 => "Group key handshake timeout",
        17 => "Element in 4-way handshake different from (Re)Association Request/Probe Response/Beacon frame",
        18 => "Invalid group cipher",
        19 => "Invalid pairwise cipher",
        20 => "Invalid AKMP",
        21 => "Unsupported RSNE version",
        22 => "Invalid RSNE capabilities",
        23 => "IEEE 802.1X authentication failed",
        24 => "Cipher suite rejected because of security policy",
        25 => "TDLS peer STA unreachable",
        26 => "TDLS direct link torn down, unspecified reason",
        27 => "Session terminated by SSP request",
        28 => "Lack of SSP roaming agreement",
        29 => "Rejected because of SSP cipher suite or AKM requirement",
        30 => "Service not authorized in this location",
        31 => "TS deleted because of a change in BSS service characteristics",
        32 => "Unspecified QoS-related reason",
        33 => "QoS AP lacks sufficient bandwidth",
        34 => "Excessive number of frames not acknowledged (poor channel conditions)",
        35 => "STA is transmitting outside the limits of its TXOPs",
        36 => "Requesting STA is leaving the BSS (or resetting)",
        37 => "Requesting STA is no longer using the stream or session",
        38 => "Requesting STA received frames for which a setup has not been completed",
        39 => "Requested from peer STA due to timeout",
        45 => "Peer STA does not support the requested cipher suite",
        46 => "Authorized access limit reached",
        47 => "External service requirements",
        48 => "Invalid FT Action frame count",
        49 => "Invalid pairwise master key identifier (PMKID)",
        50 => "Invalid MDE",
        51 => "Invalid FTE",
        52 => "Mesh peering canceled",
        53 => "Maximum number of peer mesh STAs reached",
        54 => "Mesh Configuration policy violation",
        55 => "Mesh Peering Close received",
        56 => "Mesh maximum retries reached",
        57 => "Mesh confirm timer expired",
        58 => "Mesh GTK could not be unwrapped",
        59 => "Inconsistent mesh parameters",
        60 => "Authenticated mesh peering exchange failed",
        61 => "No proxy information for the destination",
        62 => "No forwarding information for the destination",
        63 => "Mesh link to the next hop is no longer usable",
        64 => "MAC address already exists in the mesh BSS",
        65 => "Mesh channel switch to meet regulatory requirements",
        66 => "Mesh channel switch, unspecified reason",
        67 => "Transmission link establishment in alternative channel failed",
        68 => "The alternative channel is occupied",
        71 => "Poor RSSI",
        _ => null,
    };
}
