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
    /// By status code. The causes are what hostapd, controllers and drivers send them for, as read in hostapd's source and in public reports;
    /// the standard itself only names them.
    /// </summary>
    private static readonly Dictionary<ushort, Refusal> All = new()
    {
        [1] = new(Severity.Error, Fault.Unknown,
            "a check failed that has no code of its own: an element that cannot be read, an internal error, a client that the AP "
                + "does not want",
            "Look at the AP's log at the time of this frame. "
                + "Compare the elements of the request with those of a client that gets in (`wsbridge compare`)."),
        [10] = new(Severity.Error, Fault.Config,
            "the Capability Information of the request does not fit the BSS: mostly Privacy is missing on an encrypted network, "
                + "or the client asks for WEP or an open network",
            "Compare the security that the client is set up for with the Beacon; delete the network profile in the client and "
                + "add it again."),
        [11] = new(Severity.Warn, Fault.Unknown,
            "the AP cannot confirm the earlier association that a Reassociation Request names",
            "The client should come back with an Association Request; see whether the old AP is still up and reachable over the "
                + "wired network."),
        [12] = new(Severity.Error, Fault.Config,
            "a policy of the AP or controller: a MAC filter, a client limit, steering to another band, an association that is "
                + "not allowed now",
            "Look for the client's address in the AP's access list and client limits, and whether band steering or load "
                + "balancing is on."),
        [13] = new(Severity.Error, Fault.Config,
            "the AP does not offer this authentication algorithm: "
                + "SAE at a WPA2 network, Shared Key at an open one, FILS where it is off",
            "Compare the security set in the client with the AKMs in the Beacon."),
        [14] = new(Severity.Warn, Fault.Unknown,
            "the AP expected another frame of the exchange: it lost its state, or frames crossed",
            "Once is harmless, the client starts over. "
                + "If it repeats, see whether frames of the exchange are lost on the air, or another client uses the same address."),
        [15] = new(Severity.Error, Fault.Config,
            "the answer to the challenge is wrong: the WEP keys (number and value) of client and AP differ",
            "Compare key and key index on both sides."),
        [16] = new(Severity.Warn, Fault.Unknown,
            "the next frame of the exchange did not arrive in time",
            "See whether the client's frames are acknowledged; if not, it is out of the AP's reach."),
        [17] = new(Severity.Warn, Fault.Ap,
            "the AP is full, or says so to move the client to another AP or band",
            "See how many clients the AP serves and what its limit is, and whether band steering or load balancing is on."),
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
            "Check the country setting of client and AP."),
        [24] = new(Severity.Error, Fault.Sta,
            "the Supported Channels element is missing or lacks channels",
            "Check the country setting of client and AP."),
        [25] = new(Severity.Error, Fault.Config,
            "the AP requires the short slot time",
            "The client is 802.11b, or the AP accepts only 802.11g and later: change that, or replace the client."),
        [27] = new(Severity.Error, Fault.Config,
            "the AP accepts only 802.11n (HT) clients",
            "Allow older clients on the AP, or turn 802.11n on in the client; a network with TKIP or WEP keeps clients from "
                + "using it."),
        [30] = new(Severity.Warn, Fault.Ap,
            "the AP asks the client to come back later and names no time: under load, or because of an association it still has",
            "See whether the client gets in later, and what the AP logs."),
        [31] = new(Severity.Error, Fault.Config,
            "management frame protection (802.11w) of client and AP do not fit: the AP requires it, and the client does not "
                + "offer it, or not with this cipher",
            "Turn management frame protection on in the client (driver, profile), or make it optional on the SSID."),
        [32] = new(Severity.Warn, Fault.Unknown, "a QoS setting was refused without a reason", "Look at the AP's log."),
        [33] = new(Severity.Warn, Fault.Ap,
            "the AP has no bandwidth left for another QoS client",
            "See the load of the AP and its admission control."),
        [34] = new(Severity.Warn, Fault.Rf,
            "the AP hears the client too weakly or loses too many of its frames: a signal threshold of the AP",
            "Compare the client's signal with the AP's minimum for clients (RSSI threshold), and move closer."),
        [35] = new(Severity.Error, Fault.Config, "the AP accepts only QoS (WMM) clients", "Turn WMM on in the client."),
        [37] = new(Severity.Warn, Fault.Ap,
            "the AP declines: a policy, an access list, or steering",
            "Look for the client's address in the AP's access list; see whether steering is on."),
        [38] = new(Severity.Error, Fault.Unknown,
            "a parameter of the request is not valid",
            "Compare the elements of the request with those of a client that gets in."),
        [39] = new(Severity.Warn, Fault.Unknown, "the AP suggests other parameters", "See whether the client comes back with them."),
        [40] = new(Severity.Error, Fault.Sta,
            "an element of the request does not conform: the RSNE has a bad length, no or several suites, or is not there where "
                + "it must be",
            "Look at the elements of the request, the RSNE first; update the client's driver. hostapd names the element in its "
                + "log."),
        [41] = new(Severity.Error, Fault.Config,
            "the group cipher of the request is not that of the BSS",
            "Compare the Group Data Cipher Suite of the request with that of the Beacon; the client's profile may be old: delete "
                + "it and add it again."),
        [42] = new(Severity.Error, Fault.Config,
            "the pairwise cipher of the request is not one the BSS offers",
            "Compare the Pairwise Cipher Suite of the request with those of the Beacon."),
        [43] = new(Severity.Error, Fault.Config,
            "the AKM of the request is not one the BSS offers",
            "Compare the AKM of the request with those of the Beacon: WPA2, WPA3 and 802.1X set in the client."),
        [44] = new(Severity.Error, Fault.Sta, "the Version of the client's RSNE is not 1", "Update the client's driver."),
        [45] = new(Severity.Error, Fault.Config,
            "the RSN Capabilities of the request do not fit: mostly management frame protection",
            "Compare the RSN Capabilities of the request with those of the Beacon, MFPC and MFPR first."),
        [46] = new(Severity.Error, Fault.Config,
            "the AP's policy forbids the cipher suite",
            "Compare the cipher suites of the request with those of the Beacon; TKIP and WEP are the usual ones to be refused."),
        [49] = new(Severity.Error, Fault.Unknown,
            "the AP takes the client, or the one it asks for, for not present in the BSS",
            "The client has to associate again; look at the AP's log."),
        [51] = new(Severity.Error, Fault.Config,
            "the Listen Interval of the request is longer than the AP's buffer allows",
            "Lower the Listen Interval in the client (power save setting), or raise the AP's limit."),
        [52] = new(Severity.Error, Fault.Sta, "the number of FT Action frames is not valid", "Update the client's driver."),
        [53] = new(Severity.Error, Fault.Unknown,
            "the AP does not know the PMKID of the request",
            "The client has to try again without it; clear its PMKSA cache."),
        [54] = new(Severity.Error, Fault.Config,
            "the MDE of the request is not that of the BSS",
            "Compare the Mobility Domain of the request with that of the Beacon."),
        [55] = new(Severity.Error, Fault.Unknown,
            "the FTE of the request does not verify or cannot be read",
            "Compare key holders and nonces of the request with those of the exchange before."),
        [72] = new(Severity.Error, Fault.Config,
            "the RSNE of the request has contents that the AP rejects: suites, capabilities, PMKIDs",
            "Compare the RSNE of the request with that of the Beacon, field by field."),
        [76] = new(Severity.Warn, Fault.Ap,
            "the AP wants an anti-clogging token returned before it does the work of SAE: many clients authenticate at the same "
                + "time, or somebody floods it",
            "See whether the client comes back with the token; if there are very many commits, look for a flood."),
        [77] = new(Severity.Error, Fault.Config,
            "the AP does not support the finite cyclic group of the SAE commit",
            "Let both sides support group 19, which every WPA3 device has to."),
        [82] = new(Severity.Warn, Fault.Ap,
            "the AP suggests another BSS",
            "See the Neighbor Report in the response and whether the client goes there."),
        [92] = new(Severity.Warn, Fault.Ap,
            "something outside the standard: a policy, a licence, the controller",
            "Look at the log of AP and controller."),
        [93] = new(Severity.Warn, Fault.Ap,
            "the AP has no memory left",
            "See how many clients the AP serves, how long it has run, and its firmware's release notes."),
        [94] = new(Severity.Error, Fault.Ap, "the AP does not offer emergency services", "Use another network for it."),
        [99] = new(Severity.Warn, Fault.Ap,
            "the AP suggests another band or channel: band steering",
            "See whether the client gets in there; if it does not hear the other band, turn steering off for it."),
        [103] = new(Severity.Error, Fault.Sta,
            "the Spectrum Management field is not acceptable",
            "Check the country setting of client and AP."),
        [104] = new(Severity.Error, Fault.Config, "the AP accepts only 802.11ac (VHT) clients", "Allow older clients on the AP."),
        [112] = new(Severity.Error, Fault.Config,
            "FILS authentication failed: the keys of client and server differ",
            "Look at the server's log; the client should fall back to full EAP."),
        [113] = new(Severity.Error, Fault.Config,
            "the AP does not know or reach the authentication server that the client names",
            "Compare the realm of the client with the AP's FILS settings."),
        [123] = new(Severity.Error, Fault.Config,
            "the AP does not know the SAE password identifier of the commit",
            "Compare the password identifier on both sides."),
        [124] = new(Severity.Error, Fault.Config, "the AP accepts only 802.11ax (HE) clients", "Allow older clients on the AP."),
        [126] = new(Severity.Warn, Fault.Unknown,
            "the AP asks for SAE by hash-to-element, which is a refusal in no SAE commit",
            "Look at the elements of the frame."),
        [130] = new(Severity.Warn, Fault.Unknown,
            "another link of the same multi-link device is associated already",
            "The client has to end that association first."),
        [133] = new(Severity.Warn, Fault.Unknown,
            "the AP rejects the TID-to-link mapping of the request",
            "The client should ask for the default mapping."),
        [135] = new(Severity.Error, Fault.Config, "the AP accepts only 802.11be (EHT) clients", "Allow older clients on the AP."),
        [136] = new(Severity.Error, Fault.Unknown, "the public key of the request is not valid", "Update the client's driver."),
        [137] = new(Severity.Error, Fault.Unknown,
            "the authentication within PASN failed",
            "See which AKM the PASN frames wrap, and whether its keys are known to both sides."),
        [138] = new(Severity.Error, Fault.Unknown,
            "the channel that the OCI of one side names is not the other's: another channel width, or an attacker between the two",
            "Compare the OCI with the channel of the AP."),
    };

    /// <summary>The codes that have a cause of their own.</summary>
    public static IReadOnlyCollection<ushort> Known => All.Keys;

    /// <summary>What a status usually means.</summary>
    public static Refusal Of(ushort status) => All.GetValueOrDefault(status, Other);
}
