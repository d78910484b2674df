namespace WsBridge.Dot11;

/// <summary>Names of status codes. IEEE Std 802.11-2020, 9.4.1.9.</summary>
public static class StatusCodes
{
    /// <summary>Successful.</summary>
    public const ushort Success = 0;

    /// <summary>Invalid pairwise master key identifier (PMKID).</summary>
    public const ushort InvalidPmkid = 53;

    /// <summary>Invalid MDE.</summary>
    public const ushort InvalidMde = 54;

    /// <summary>Invalid FTE.</summary>
    public const ushort InvalidFte = 55;

    /// <summary>Unspecified failure.</summary>
    public const ushort UnspecifiedFailure = 1;

    /// <summary>Challenge failure: a wrong WEP key, or an SAE confirm that does not verify.</summary>
    public const ushort ChallengeFailure = 15;

    /// <summary>Refused temporarily; try again later.</summary>
    public const ushort RefusedTemporarily = 30;

    /// <summary>SAE: the commit is to be sent once more with the token in this answer.</summary>
    public const ushort AntiCloggingTokenRequired = 76;

    /// <summary>SAE: the AP rejects the group of the commit.</summary>
    public const ushort FiniteCyclicGroupNotSupported = 77;

    /// <summary>SAE: the commit was made by hash-to-element; nothing is refused.</summary>
    public const ushort SaeHashToElement = 126;

    /// <summary>SAE: the commit was made by SAE-PK; nothing is refused.</summary>
    public const ushort SaePk = 127;

    /// <summary>The name of a status code, or its number.</summary>
    public static string Name(ushort status) => Known(status) ?? $"{status}";

    /// <summary>
    /// Number and name, such as "53 (Invalid pairwise master key identifier (PMKID))"; the number alone where there is no name.
    /// </summary>
    public static string Describe(ushort status) => Known(status) is { } name ? $"{status} ({name})" : $"{status}";

    /// <summary>The name of a status code, null where it has none.</summary>
    public static string? Known(ushort status) => status switch
    {
        0 => "Successful",
        1 => "Unspecified failure",
        2 => "TDLS wakeup schedule rejected but alternative schedule provided",
        3 => "TDLS wakeup schedule rejected",
        5 => "Security disabled",
        6 => "Unacceptable lifetime",
        7 => "Not in same BSS",
        10 => "Cannot support all requested capabilities",
        11 => "Reassociation denied: association cannot be confirmed",
        12 => "Association denied for a reason outside the scope of the standard",
        13 => "Authentication algorithm not supported",
        14 => "Authentication transaction sequence number out of expected sequence",
        15 => "Challenge failure",
        16 => "Timeout waiting for the next frame in sequence",
        17 => "AP is unable to handle additional associated STAs",
        18 => "Basic rates not supported",
        19 => "Short preamble not supported",
        20 => "PBCC modulation not supported",
        21 => "Channel agility not supported",
        22 => "Spectrum management required",
        23 => "Power Capability element unacceptable",
        24 => "Supported Channels element unacceptable",
        25 => "Short slot time not supported",
        26 => "DSSS-OFDM not supported",
        27 => "HT features not supported",
        28 => "R0KH unreachable",
        29 => "PCO transition time not supported",
        30 => "Refused temporarily; try again later",
        31 => "Robust management frame policy violation",
        32 => "Unspecified QoS-related failure",
        33 => "Insufficient bandwidth for another QoS STA",
        34 => "Excessive frame loss or poor channel conditions",
        35 => "QoS not supported",
        37 => "The request has been declined",
        38 => "Invalid parameters",
        39 => "Rejected with suggested changes",
        40 => "Invalid element",
        41 => "Invalid group cipher",
        42 => "Invalid pairwise cipher",
        43 => "Invalid AKMP",
        44 => "Unsupported RSNE version",
        45 => "Invalid RSNE capabilities",
        46 => "Cipher suite rejected because of security policy",
        47 => "Rejected; may be possible after a TS delay",
        48 => "Direct link not allowed in the BSS by policy",
        49 => "Destination STA not present within this BSS",
        50 => "Destination STA is not a QoS STA",
        51 => "Listen interval is too large",
        52 => "Invalid FT Action frame count",
        53 => "Invalid pairwise master key identifier (PMKID)",
        54 => "Invalid MDE",
        55 => "Invalid FTE",
        56 => "Requested TCLAS processing not supported",
        57 => "Insufficient TCLAS processing resources",
        58 => "Rejected; another BSS is suggested",
        59 => "GAS advertisement protocol not supported",
        60 => "No outstanding GAS request",
        61 => "GAS response not received from the advertisement server",
        62 => "Timed out waiting for GAS query response",
        63 => "GAS response is larger than the query response length limit",
        64 => "Home network does not support the request",
        65 => "Advertisement server not reachable",
        67 => "Refused due to permissions received via the SSPN interface",
        68 => "Unauthenticated access not supported",
        72 => "Invalid contents of RSNE",
        73 => "U-APSD coexistence not supported",
        74 => "Requested U-APSD coexistence mode not supported",
        75 => "Requested interval not supported with U-APSD coexistence",
        76 => "Anti-clogging token required",
        77 => "Finite cyclic group not supported",
        78 => "No alternative TBTT found",
        79 => "Transmission failure",
        80 => "Requested TCLAS not supported",
        81 => "TCLAS resources exhausted",
        82 => "Rejected with suggested BSS transition",
        83 => "Rejected with recommended schedule",
        84 => "No wakeup schedule specified",
        85 => "Success; the destination STA is in power save mode",
        86 => "FST pending: admitting the session",
        87 => "Performing FST now",
        88 => "FST pending: gaps in the block ack window",
        89 => "Rejected because of U-PID setting",
        92 => "Refused for an external reason",
        93 => "Refused because of memory limits at the AP",
        94 => "Emergency services not supported at the AP",
        95 => "GAS query response not yet received",
        96 => "Frequency band is subject to DSE procedures",
        97 => "TCLAS processing terminated by the AP",
        98 => "TS schedule conflicts with an existing schedule",
        99 => "Denied with suggested band and channel",
        100 => "MCCAOP reservation conflict",
        101 => "MAF limit exceeded",
        102 => "MCCA track limit exceeded",
        103 => "Spectrum Management field unacceptable",
        104 => "VHT features not supported",
        105 => "Enablement denied",
        106 => "Enablement denied by an authorized GDB",
        107 => "Authorization deenabled",
        108 => "Energy limited operation not supported",
        109 => "Only NDP BlockAck is accepted",
        110 => "Max away duration unacceptable",
        111 => "Flow control operation not supported",
        112 => "FILS authentication failure",
        113 => "Unknown authentication server",
        116 => "Notification period allocation failed",
        117 => "Channel splitting failed",
        118 => "Allocation failed",
        119 => "CMMG features not supported",
        120 => "GAS fragment not available",
        121 => "Success; the CAG Version is the latest",
        122 => "STA is not authorized to use GLK",
        123 => "Password identifier is unknown",
        124 => "HE features not supported",
        126 => "SAE hash-to-element",
        127 => "SAE-PK",
        128 => "TCLAS processing terminated by the AP because of insufficient QoS capacity",
        129 => "TCLAS processing terminated by the AP because of a conflict with higher layer QoS policies",
        130 => "Association denied: a STA of the same MLD is associated already",
        131 => "EPCS priority access denied: not authorized",
        132 => "EPCS priority access denied",
        133 => "TID-to-link mapping denied",
        134 => "TID-to-link mapping rejected; a preferred one is suggested",
        135 => "EHT features not supported",
        136 => "Invalid public key",
        137 => "PASN base AKMP failed",
        138 => "OCI mismatch",
        _ => null,
    };
}
