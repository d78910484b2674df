namespace WsBridge.Testing;

/// <summary>Captures about which the analysis is still wrong, and in what. None is left out where the environment has WSBRIDGE_NOT_YET=0.</summary>
public static class FieldNotYet
{
    private static readonly Dictionary<string, string> NotYet = new()
    {
        ["assoc-unanswered.pcap"] = "no rule speaks of it",
        ["no-m1-silent.pcap"] = "no rule speaks of it",
        ["no-m1-ap-deauth.pcap"] = "no rule speaks of it",
        ["akm-not-offered-status43.pcap"] = "no rule speaks of it",
        ["sae-h2e-claimed-not-used.pcap"] = "no rule speaks of it",
        ["sae-wrong-password-status15.pcap"] = "no rule speaks of it",
        ["sae-wrong-password-on-move.pcap"] = "no rule speaks of it",
        ["sae-confirm-unanswered.pcap"] = "no rule speaks of it",
        ["eap-failure.pcap"] = "no rule speaks of it",
        ["eap-radius.pcap"] = "no rule speaks of it",
        ["real-auth-status15.pcap"] = "no rule speaks of it",
        ["real-assoc-status31.pcap"] = "no rule speaks of it",
        ["real-assoc-status10.pcap"] = "no rule speaks of it",
        ["real-sae-status77.pcap"] = "no rule speaks of it",
        ["ft-auth-response-unacked.pcap"] = "no rule speaks of it",
        ["ft-ok-then-one-way-data.pcap"] = "no rule speaks of it",
        ["real-m2-dropped-as-duplicate.pcap"] = "a repetition is told by its sequence number alone",
        ["eapol-4address.pcap"] = "EAPOL is not found there",
        ["eapol-amsdu-client-wrong-passphrase.pcap"] = "EAPOL is not found there",
        ["mlo-4way-across-links.pcap"] = "links of one device count as clients",
        ["m1-unacked-band-move.pcap"] = "the wait is counted from a message that nobody received",
        ["modified.pcap"] = "the format is not read",
        ["commview.ncf"] = "the format is not read",
        ["fcs-flag-set-absent.pcap"] = "flags are believed, not octets",
        ["fcs-flag-set-absent-12e.pcap"] = "flags are believed, not octets",
        ["corrupt-copy-unflagged-fcs.pcap"] = "flags are believed, not octets",
        ["snaplen-96.pcap"] = "what was cut off is taken for absent",
        ["sae_pref_ap_wrong_password.pcapng"] = "no rule speaks of it",
        ["sae_group_nego_no_match.pcapng"] = "no rule speaks of it",
        ["ap_wpa2_psk_assoc_rsn.pcapng"] = "no rule speaks of it",
        ["sae_okc_sta_only.pcapng"] = "a refusal of what was cached counts as a failed roam",
        ["ap_wpa2_psk_incorrect_passphrase.pcapng"] = "group addresses end nothing",
    };

    /// <summary>In what it is still wrong; null where it must be right.</summary>
    public static string? Why(FieldCase one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return Environment.GetEnvironmentVariable("WSBRIDGE_NOT_YET") == "0" ? null : NotYet.GetValueOrDefault(one.Capture);
    }
}
