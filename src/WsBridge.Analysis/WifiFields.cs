using WsBridge.Sdk;

namespace WsBridge.Analysis;

/// <summary>The fields of protocol <c>wsbridge</c>. Names are public.</summary>
public static class WifiFields
{
    /// <summary>Rule ID.</summary>
    public static readonly FieldInfo Rule = new("wsbridge.rule", "Rule", FieldType.String, "ID of the rule");

    /// <summary>Rule name.</summary>
    public static readonly FieldInfo Name = new("wsbridge.name", "Name", FieldType.String, "Name of the rule");

    /// <summary>Severity in words.</summary>
    public static readonly FieldInfo Severity = new("wsbridge.severity", "Severity", FieldType.String, "chat, note, warn or error");

    /// <summary>Who is at fault.</summary>
    public static readonly FieldInfo Fault = new("wsbridge.fault", "Fault", FieldType.String, "sta, ap, both, config, rf or unknown");

    /// <summary>What was seen.</summary>
    public static readonly FieldInfo Message = new("wsbridge.message", "Message", FieldType.String, "What happened");

    /// <summary>Who is right.</summary>
    public static readonly FieldInfo Verdict =
        new("wsbridge.verdict", "Verdict", FieldType.String,
            "Who is right when an exchange failed over keys, in one sentence, or which key would tell");

    /// <summary>Clause of the standard.</summary>
    public static readonly FieldInfo Clause = new("wsbridge.clause", "Clause", FieldType.String,
        "Clause of the standard, with its edition");

    /// <summary>What to do next.</summary>
    public static readonly FieldInfo Next = new("wsbridge.next", "Next", FieldType.String, "What to do next");

    /// <summary>Another frame to look at.</summary>
    public static readonly FieldInfo Related = new("wsbridge.related", "Related frame", FieldType.FrameNumber,
        "Another frame that belongs to the finding");

    /// <summary>The STA.</summary>
    public static readonly FieldInfo Sta = new("wsbridge.sta", "STA", FieldType.EthernetAddress, "The STA of the exchange");

    /// <summary>The BSSID.</summary>
    public static readonly FieldInfo Bssid = new("wsbridge.bssid", "BSSID", FieldType.EthernetAddress, "The BSSID of the exchange");

    /// <summary>The MLD of the STA.</summary>
    public static readonly FieldInfo StaMld = new("wsbridge.sta.mld", "STA MLD", FieldType.EthernetAddress,
        "MLD MAC address of the STA; multi-link only");

    /// <summary>The MLD of the AP.</summary>
    public static readonly FieldInfo BssidMld = new("wsbridge.bssid.mld", "AP MLD", FieldType.EthernetAddress,
        "MLD MAC address of the AP; multi-link only");

    /// <summary>The link.</summary>
    public static readonly FieldInfo LinkId = new("wsbridge.link_id", "Link ID", FieldType.UInt8,
        "Link on which the STA associates; multi-link only");

    /// <summary>The SSID.</summary>
    public static readonly FieldInfo Ssid = new("wsbridge.ssid", "SSID", FieldType.String, "The SSID of the exchange, in printable form");

    /// <summary>Message of the 4-way handshake.</summary>
    public static readonly FieldInfo HandshakeMessage = new("wsbridge.handshake.message", "4-way handshake message", FieldType.UInt8,
        "1 to 4");

    /// <summary>How many PMKIDs the RSNE says it has.</summary>
    public static readonly FieldInfo PmkidCount = new("wsbridge.pmkid.count", "PMKID Count", FieldType.UInt16,
        "PMKID Count of the RSNE; absent when the RSNE has no such field");

    /// <summary>A PMKID.</summary>
    public static readonly FieldInfo Pmkid = new("wsbridge.pmkid", "PMKID", FieldType.Octets,
        "A PMKID of the RSNE, or the PMKID of message 1");

    /// <summary>What a PMKID stands for.</summary>
    public static readonly FieldInfo PmkidKind =
        new("wsbridge.pmkid.kind", "PMKID kind", FieldType.String,
            "pmkr0name, pmkr1name, pmksa, okc, stale, zero or unknown; one for each PMKID, in order");

    /// <summary>The MIC is right.</summary>
    public static readonly FieldInfo MicValid =
        new("wsbridge.mic.valid", "MIC is valid", FieldType.Boolean, "The MIC of the EAPOL-Key frame or FTE verifies with a known key; "
            + "absent when the known keys cannot tell");

    /// <summary>What explains a MIC that is not as it should be.</summary>
    public static readonly FieldInfo MicCause = new("wsbridge.mic.cause", "MIC cause", FieldType.String,
        "Name of the rule whose hypothesis reproduces the MIC");

    /// <summary>Which association attempt it is.</summary>
    public static readonly FieldInfo Roam = new("wsbridge.roam", "Roam", FieldType.UInt32, "Number of the association attempt, from 1");

    /// <summary>How the STA associated.</summary>
    public static readonly FieldInfo RoamType =
        new("wsbridge.roam.type", "Type", FieldType.String, "ft-over-the-air, ft-over-the-ds, ft-initial, pmksa, okc, okc-implicit, eap, "
            + "psk, sae, sae-pmksa, fils, owe, eppke or open");

    /// <summary>How the attempt ended.</summary>
    public static readonly FieldInfo RoamOutcome = new("wsbridge.roam.outcome", "Outcome", FieldType.String,
        "success, failed or incomplete");

    /// <summary>How long it took.</summary>
    public static readonly FieldInfo RoamHandoff =
        new("wsbridge.roam.handoff_ms", "Handoff in ms", FieldType.Double,
            "Milliseconds from the first frame of the attempt to the one that completed it");

    /// <summary>How long the STA had no service.</summary>
    public static readonly FieldInfo RoamOutage =
        new("wsbridge.roam.outage_ms", "Outage in ms", FieldType.Double,
            "Milliseconds without service, on the data frame that ended it and on the last frame of the attempt; absent where no traffic "
            + "was waiting");

    /// <summary>All, in the order Wireshark registers them.</summary>
    public static IReadOnlyList<FieldInfo> All { get; } =
    [
        Rule, Name, Severity, Fault, Message, Verdict, Clause, Next, Related, Sta, Bssid, StaMld, BssidMld, LinkId, Ssid, HandshakeMessage,
        PmkidCount, Pmkid, PmkidKind,
        MicValid, MicCause,
        Roam, RoamType, RoamOutcome, RoamHandoff, RoamOutage,
    ];
}
