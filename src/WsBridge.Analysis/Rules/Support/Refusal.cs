using WsBridge.Analysis.Findings;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Support;

/// <summary>What a status code in an Authentication or (Re)Association Response usually means.</summary>
/// <param name="Severity">Error, or a warning where the AP turns clients away on purpose or for now.</param>
/// <param name="Fault">Who is usually at fault; unknown where the code alone does not tell.</param>
/// <param name="Cause">The usual cause, as the rest of a sentence.</param>
/// <param name="Next">What to do next, one or two sentences.</param>
public sealed record Refusal(Severity Severity, Fault Fault, string Cause, string Next)
{
    private static readonly Refusal Other = new(Severity.Error, Fault.Unknown,
        "the code alone does not say why",
        "Look at the AP's log at the time of this frame; its vendor can say when it sends this status.");

    /// <summary>
    /// By status code. The causes are what hostapd, controllers and drivers send them for, as read in hostapd's source and in public
    /// reports; the standard itself only names them.
    /// </summary>
    private static readonly Dictionary<ushort, Refusal> All = new()
    {
        [1] = new(Severity.Error, Fault.Unknown,
            "a check failed that has no status code of its own: a malformed element, an internal error, a client that the AP "
                + "does not want",
            "Look at the AP's log at the time of this frame. "
                + "Compare the elements of the request with those of a client that succeeds (`wsbridge compare`)."),
        [10] = new(Severity.Error, Fault.Config,
            "the Capability Information of the request does not match the BSS: usually Privacy is missing on an encrypted network, "
                + "or the client expects WEP or an open network",
            "Compare the security configured on the client with the Beacon; delete the network profile on the client and "
                + "add it again."),
        [11] = new(Severity.Warn, Fault.Unknown,
            "the AP cannot confirm the earlier association that the Reassociation Request names",
            "The client should come back with an Association Request; see whether the old AP is still up and reachable over the "
                + "wired network."),
        [12] = new(Severity.Error, Fault.Config,
            "a policy of the AP or controller: a MAC filter, a client limit, band steering, an association that is "
                + "not allowed at this time",
            "Look for the client's address in the AP's access list and client limits, and whether band steering or load "
                + "balancing is enabled."),
        [13] = new(Severity.Error, Fault.Config,
            "the AP does not offer this authentication algorithm: "
                + "SAE on a WPA2 network, Shared Key on an open one, FILS where it is off",
            "Compare the security configured on the client with the AKMs in the Beacon."),
        [14] = new(Severity.Warn, Fault.Unknown,
            "the AP expected another frame of the exchange: it lost its state, or frames crossed",
            "A single case is harmless: the client starts over. "
                + "If it repeats, check whether frames of the exchange are lost over the air, or another client uses the same address."),
        [15] = new(Severity.Error, Fault.Config,
            "the answer to the challenge is wrong: the WEP keys (index or value) of client and AP differ",
            "Compare the key and the key index on both sides."),
        [16] = new(Severity.Warn, Fault.Unknown,
            "the next frame of the exchange did not arrive in time",
            "Check whether the client's frames are acknowledged; if not, it is out of range of the AP."),
        [17] = new(Severity.Warn, Fault.Ap,
            "the AP is full, or claims to be in order to move the client to another AP or band",
            "Check how many clients the AP serves and what its limit is, and whether band steering or load balancing is enabled."),
        [18] = new(Severity.Error, Fault.Config,
            "the client does not support all basic rates of the BSS",
            "Compare the basic rates in the Beacon with the Supported Rates of the request; old clients need low basic rates."),
        [19] = new(Severity.Error, Fault.Config,
            "the AP requires the short preamble",
            "Allow the long preamble on the AP, or replace the client."),
        [22] = new(Severity.Error, Fault.Sta,
            "the AP requires Spectrum Management (802.11h), and the request does not offer it",
            "Update the client's driver and check its regulatory domain."),
        [23] = new(Severity.Error, Fault.Sta,
            "the Power Capability element is missing or out of range",
            "Check the country setting on client and AP."),
        [24] = new(Severity.Error, Fault.Sta,
            "the Supported Channels element is missing or lacks channels",
            "Check the country setting on client and AP."),
        [25] = new(Severity.Error, Fault.Config,
            "the AP requires the short slot time",
            "The client supports only 802.11b and the AP only 802.11g and later: allow 802.11b on the AP, or replace the client."),
        [27] = new(Severity.Error, Fault.Config,
            "the AP accepts only 802.11n (HT) clients",
            "Allow older clients on the AP, or enable 802.11n on the client; a network with TKIP or WEP keeps clients from "
                + "using it."),
        [30] = new(Severity.Warn, Fault.Ap,
            "the AP tells the client to come back later without naming a time: it is under load, or still has an association of this "
            + "client",
            "Check whether the client succeeds later, and what the AP logs."),
        [31] = new(Severity.Error, Fault.Config,
            "the management frame protection (802.11w) settings of client and AP conflict: the AP requires it, and the client does not "
                + "offer it, or not with this cipher",
            "Enable management frame protection on the client (driver, profile), or make it optional on the SSID."),
        [32] = new(Severity.Warn, Fault.Unknown, "a QoS setting was refused without a reason", "Look at the AP's log."),
        [33] = new(Severity.Warn, Fault.Ap,
            "the AP has no bandwidth left for another QoS client",
            "Check the load of the AP and its admission control."),
        [34] = new(Severity.Warn, Fault.Rf,
            "the AP hears the client too weakly or loses too many of its frames: a signal threshold of the AP",
            "Compare the client's signal with the AP's minimum for clients (RSSI threshold), and move closer."),
        [35] = new(Severity.Error, Fault.Config, "the AP accepts only QoS (WMM) clients", "Enable WMM on the client."),
        [37] = new(Severity.Warn, Fault.Ap,
            "the AP declines: a policy, an access list, or steering",
            "Look for the client's address in the AP's access list; check whether steering is enabled."),
        [38] = new(Severity.Error, Fault.Unknown,
            "a parameter of the request is not valid",
            "Compare the elements of the request with those of a client that succeeds."),
        [39] = new(Severity.Warn, Fault.Unknown, "the AP suggests other parameters", "Check whether the client comes back with them."),
        [40] = new(Severity.Error, Fault.Sta,
            "an element of the request does not conform: the RSNE has a bad length, no or several suites, or is missing where "
                + "it is required",
            "Look at the elements of the request, the RSNE first; update the client's driver. hostapd names the element in its "
                + "log."),
        [41] = new(Severity.Error, Fault.Config,
            "the group cipher in the request is not that of the BSS",
            "Compare the Group Data Cipher Suite of the request with that of the Beacon; the client's profile may be old: delete "
                + "it and add it again."),
        [42] = new(Severity.Error, Fault.Config,
            "the BSS does not offer the pairwise cipher in the request",
            "Compare the Pairwise Cipher Suite of the request with those of the Beacon."),
        [43] = new(Severity.Error, Fault.Config,
            "the BSS does not offer the AKM in the request",
            "Compare the AKM of the request with those of the Beacon: check whether the client is set to WPA2, WPA3 or 802.1X."),
        [44] = new(Severity.Error, Fault.Sta, "the Version of the client's RSNE is not 1", "Update the client's driver."),
        [45] = new(Severity.Error, Fault.Config,
            "the AP does not accept the RSN Capabilities of the request: usually because of management frame protection",
            "Compare the RSN Capabilities of the request with those of the Beacon, MFPC and MFPR first."),
        [46] = new(Severity.Error, Fault.Config,
            "the AP's policy forbids the cipher suite",
            "Compare the cipher suites of the request with those of the Beacon; usually TKIP or WEP is refused."),
        [49] = new(Severity.Error, Fault.Unknown,
            "the AP considers the client, or the STA it asks for, not present in the BSS",
            "The client has to associate again; look at the AP's log."),
        [51] = new(Severity.Error, Fault.Config,
            "the Listen Interval of the request exceeds what the AP can buffer",
            "Lower the Listen Interval on the client (power save setting), or raise the AP's limit."),
        [52] = new(Severity.Error, Fault.Sta, "the number of FT Action frames is not valid", "Update the client's driver."),
        [53] = new(Severity.Error, Fault.Unknown,
            "the AP does not know the PMKID of the request",
            "The client must try again without it; clear its PMKSA cache."),
        [54] = new(Severity.Error, Fault.Config,
            "the MDE of the request is not that of the BSS",
            "Compare the Mobility Domain of the request with that of the Beacon."),
        [55] = new(Severity.Error, Fault.Unknown,
            "the FTE of the request does not verify or is malformed",
            "Compare key holders and nonces of the request with those of the preceding exchange."),
        [72] = new(Severity.Error, Fault.Config,
            "the RSNE of the request has contents that the AP rejects: suites, capabilities, PMKIDs",
            "Compare the RSNE of the request with that of the Beacon, field by field."),
        [76] = new(Severity.Warn, Fault.Ap,
            "the AP wants its anti-clogging token returned before it processes SAE: many clients authenticate at the same "
                + "time, or it is being flooded",
            "Check whether the client comes back with the token; if there are very many commits, look for a flood."),
        [77] = new(Severity.Error, Fault.Config,
            "the AP does not support the finite cyclic group of the SAE commit",
            "Enable group 19 on both sides; every WPA3 device must support it."),
        [82] = new(Severity.Warn, Fault.Ap,
            "the AP suggests another BSS",
            "See the Neighbor Report in the response and whether the client moves there."),
        [92] = new(Severity.Warn, Fault.Ap,
            "a cause outside the standard: a policy, a license, the controller",
            "Look at the logs of AP and controller."),
        [93] = new(Severity.Warn, Fault.Ap,
            "the AP is out of memory",
            "Check how many clients the AP serves, its uptime, and its firmware's release notes."),
        [94] = new(Severity.Error, Fault.Ap, "the AP does not offer emergency services", "Use another network for emergency calls."),
        [99] = new(Severity.Warn, Fault.Ap,
            "the AP suggests another band or channel: band steering",
            "Check whether the client succeeds there; if it cannot hear the other band, turn off steering for it."),
        [103] = new(Severity.Error, Fault.Sta,
            "the Spectrum Management field is not acceptable",
            "Check the country setting on client and AP."),
        [104] = new(Severity.Error, Fault.Config, "the AP accepts only 802.11ac (VHT) clients", "Allow older clients on the AP."),
        [112] = new(Severity.Error, Fault.Config,
            "FILS authentication failed: the keys of client and server differ",
            "Look at the server's log; the client should fall back to full EAP."),
        [113] = new(Severity.Error, Fault.Config,
            "the AP does not know, or cannot reach, the authentication server that the client names",
            "Compare the realm of the client with the AP's FILS settings."),
        [123] = new(Severity.Error, Fault.Config,
            "the AP does not know the SAE password identifier of the commit",
            "Compare the password identifier on both sides."),
        [124] = new(Severity.Error, Fault.Config, "the AP accepts only 802.11ax (HE) clients", "Allow older clients on the AP."),
        [126] = new(Severity.Warn, Fault.Unknown,
            "the status that marks hash-to-element in an SAE commit, outside an SAE commit",
            "Look at the elements of the frame."),
        [130] = new(Severity.Warn, Fault.Unknown,
            "another link of the same multi-link device is already associated",
            "The client must end that association first."),
        [133] = new(Severity.Warn, Fault.Unknown,
            "the AP rejects the TID-to-link mapping of the request",
            "The client should ask for the default mapping."),
        [135] = new(Severity.Error, Fault.Config, "the AP accepts only 802.11be (EHT) clients", "Allow older clients on the AP."),
        [136] = new(Severity.Error, Fault.Unknown, "the public key of the request is not valid", "Update the client's driver."),
        [137] = new(Severity.Error, Fault.Unknown,
            "the base authentication within PASN or EPPKE failed",
            "Check which AKM the frames wrap, and whether both sides know its keys."),
        [138] = new(Severity.Error, Fault.Unknown,
            "the OCI of one side names a channel that the other does not use: a different channel width, or a man in the middle",
            "Compare the OCI with the channel of the AP."),
    };

    /// <summary>The codes that have a cause of their own.</summary>
    public static IReadOnlyCollection<ushort> Known => All.Keys;

    /// <summary>What a status usually means.</summary>
    public static Refusal Of(ushort status) => All.GetValueOrDefault(status, Other);
}
