namespace WsBridge.Testing;

/// <summary>A scenario in which not all goes well, by design or for the slow machine it ran on.</summary>
/// <param name="Why">What happens in it.</param>
/// <param name="Others">How many rows are no success.</param>
/// <param name="Unseen">How many times a client was connected of which the capture does not have the frames, or which its AP did not see
/// so.</param>
/// <param name="Alarms">Rules that warn or find an error.</param>
public sealed record HwsimDesign(string Why, int Others, int Unseen, params IReadOnlyList<string> Alarms);

/// <summary>
/// The scenarios of the table in which not all goes well. In all others each row is a success that the client logged, and nothing is a
/// warning.
/// </summary>
public static class HwsimDesigned
{
    /// <summary>By capture, without its ending.</summary>
    public static IReadOnlyDictionary<string, HwsimDesign> All { get; } = new Dictionary<string, HwsimDesign>
    {
        ["ap_ft_diff_mobility_domain"] = new("The client moves between two mobility domains of one SSID.", 0, 0, "mdid-differs-same-ssid"),
        ["ap_ft_extra_ie"] = new("A request with an MDE and without an FT AKM, made by the test.", 1, 0, "ft-assoc-mde-nonft-akm"),
        ["ap_ft_invalid_resp"] = new("FT responses with a broken element, made by the test; the client comes back each time.", 7, 0,
            "ft-auth-mdid", "ft-authresp-no-r1khid", "ft-authresp-pmkid", "repeat-failure-pattern"),
        ["ap_ft_many"] = new("The AP answers FT authentication twice, and the client takes the first answer.", 1, 0, "assoc-status-53",
            "ft-auth-status-55", "ft-fallback", "roam-failed"),
        ["ap_ft_mismatching_rrb_key_pull"] = new("The target cannot get the key; the current AP answers nothing.", 1, 0),
        ["ap_ft_mismatching_rrb_r0kh_pull_eap"] = new("The target cannot get the key; the current AP answers nothing.", 1, 0),
        ["ap_ft_over_ds_disabled"] = new("The client asks for FT over the DS, which the AP has turned off.", 1, 0, "ft-ods-not-advertised"),
        ["ap_ft_over_ds_unexpected"] = new("FT Responses over the DS that lack elements, made by the test.", 1, 0, "ft-auth-mdid",
            "ft-authresp-no-r1khid", "ft-authresp-pmkid", "ft-authresp-snonce"),
        ["ap_ft_over_ds_unknown_target"] = new("The target does not exist.", 1, 0),
        ["ap_ft_r0_key_expiration"] = new("The key holder has dropped PMK-R0.", 2, 0, "ft-auth-status-53", "ft-fallback", "roam-failed"),
        ["ap_ft_sae_h2e_downgrade_attack"] = new("The target leaves the RSNXE out of its Beacons, and refuses the client that took it so.",
            2, 0, "assoc-status-53", "roam-failed"),
        ["ap_ft_sae_h2e_rsnxe_mismatch"] = new("The client refuses the RSNXE of the FT Reassociation Response.", 1, 0, "ft-fallback",
            "ft-reassoc-response-refused", "roam-failed"),
        ["ap_ft_sae_rsnxe_used_mismatch"] = new("The FTE of the request says that the client uses an RSNXE that is not there.", 1, 0,
            "assoc-status-53", "ft-fallback", "roam-failed"),
        ["ap_ft_sae_rsnxe_used_mismatch2"] = new("The FTE of the response says that the AP uses an RSNXE that is not there.", 1, 0,
            "ft-fallback", "ft-reassoc-response-refused", "roam-failed"),
        ["ap_pmf_inject_auth"] = new("The AP answers requests of a client that is not on the air, made by the test.", 1, 0,
            "assoc-refused"),
        ["ap_pmf_sta_sa_query"] = new("The AP is wpa_supplicant, which logs that it is connected when it has started.", 0, 1),
        ["ap_roam_with_reassoc_auth_timeout"] = new("The client gives up at the second AP, made by the test.", 2, 0,
            "m1-no-m2", "roam-failed"),
        ["ap_roam_wpa2_psk_failed"] = new("Another passphrase at the second AP.", 1, 0, "m2-no-m3", "roam-failed"),
        ["ap_wpa2_gtk_rekey_fail_1_sta"] = new("One client does not confirm the group key, made by the test.", 0, 0,
            "group-handshake-timeout"),
        ["ap_wpa2_psk_assoc_rsn"] = new("Requests with a broken RSNE.", 4, 0, "assoc-refused", "repeat-failure-pattern"),
        ["ap_wpa2_psk_drop_first_msg_4"] =
            new("The AP drops message 4 and ends the handshake; the client had logged that it is connected.", 1, 1, "m3-no-m4"),
        ["ap_wpa2_psk_ext_eapol_retry1"] = new("The test makes messages 1 and 2 itself, beside the air.", 1, 0),
        ["ap_wpa2_psk_ext_eapol_retry1c"] = new("The test makes messages 1 and 2 itself, beside the air.", 1, 0),
        ["ap_wpa2_psk_ext_retry_msg_3"] = new("EAPOL frames travel beside the air.", 1, 1),
        ["ap_wpa2_psk_ext_retry_msg_3b"] = new("EAPOL frames travel beside the air.", 1, 1),
        ["ap_wpa2_psk_ft_workaround"] = new("The client lists two AKMs.", 0, 0, "assoc-multiple-akm"),
        ["ap_wpa2_psk_incorrect_passphrase"] = new("Another passphrase; the AP ends it by a broadcast.", 1, 0),
        ["ap_wpa2_psk_mic_0"] = new("EAPOL frames travel beside the air.", 1, 1),
        ["ap_wpa2_psk_rsne_mismatch_ap"] = new("The AP changes the RSNE of message 3.", 1, 0, "m3-rsne-vs-beacon"),
        ["ap_wpa2_psk_rsne_mismatch_ap2"] = new("The AP adds an octet to the RSNE of message 3.", 1, 0, "m3-rsne-vs-beacon"),
        ["ap_wpa2_psk_rsnxe_mismatch_ap"] = new("The AP adds an RSNXE to message 3.", 1, 0, "m3-rsnxe-vs-beacon"),
        ["ap_wpa2_psk_supp_proto_ie_mismatch"] = new("The test makes message 3 itself, beside the air.", 2, 0),
        ["ap_wpa2_psk_supp_proto_no_ie"] = new("The test makes message 3 itself, beside the air.", 1, 0),
        ["eht_mld_disassociate"] = new("The AP's second response leaves out a link, and the client refuses message 3.", 1, 0,
            "assoc-responses-links-differ", "m3-no-m4"),
        ["eht_mld_gtk_rekey_failure"] = new("The AP gets no answer to the group key, made by the test.", 0, 0, "group-handshake-timeout"),
        ["eht_mld_link_removal"] = new("After both links are removed the client asks the second once more; the AP is gone.", 1, 0),
        ["eht_sae_require_eht"] = new("The client does not associate after SAE, comes back with the PMKSA, and lacks EHT, which the AP "
            + "requires.", 2, 0, "assoc-refused"),
        ["fils_sk_erp_server_flush"] = new("The authentication server has lost the keys of ERP; EAP follows.", 1, 0, "auth-refused"),
        ["fils_sk_pfs_group_mismatch"] = new("Other groups of FILS with PFS.", 1, 0, "auth-refused"),
        ["owe_invalid_assoc_resp"] = new("The client refuses the Diffie-Hellman parameter of the Association Response; nothing in the "
            + "clear says so.", 6, 0),
        ["rsn_eapol_m3_no_encrypt"] = new("Message 3 in the clear.", 1, 0, "m3-flags-invalid"),
        ["rsn_ie_proto_ft_psk_sta"] = new("The client leaves over the last message 2, and the capture ends.", 1, 0),
        ["rsn_ie_proto_psk_sta"] = new("An RSNE of message 3 that the client refuses with reason 17.", 1, 0, "deauth-during-4way"),
        ["sae_anti_clogging"] = new("The client has given up before the Association Responses come, and begins anew.", 1, 0),
        ["sae_group_nego_no_match"] = new("No SAE group in common.", 1, 0, "sae-commit-refused"),
        ["sae_mixed_diff_passwords"] = new("The AP has one passphrase for WPA2 and another for SAE; the client tries each with both.", 2, 0,
            "m2-no-m3", "sae-confirm-refused"),
        ["sae_okc_sta_only"] = new("The AP has lost the PMKSA.", 0, 0, "assoc-status-53"),
        ["sae_password_id_pwe_check_ap"] = new("The AP takes a password identifier with hash-to-element alone.", 4, 0,
            "repeat-failure-pattern", "sae-commit-refused"),
        ["sae_password_multiple"] = new("The AP has several passwords, and lets clients come again until one fits.", 3, 0,
            "sae-confirm-refused"),
        ["sae_pk_invalid_signature"] = new("The AP's SAE-PK signature does not verify.", 4, 0, "repeat-failure-pattern",
            "sae-confirm-not-taken"),
        ["sae_pk_missing_ie"] = new("The AP's confirm lacks the elements of SAE-PK.", 4, 0, "repeat-failure-pattern",
            "sae-confirm-not-taken"),
        ["sae_pmksa_caching_ap_lost_entry"] = new("The AP has lost the PMKSA.", 0, 0, "assoc-status-53"),
        ["sae_pmksa_caching_reject_deauth"] = new("The AP has lost the client, and answers its request with Deauthentication.", 1, 0,
            "assoc-unanswered"),
        ["sae_pref_ap_wrong_password"] = new("Another password at the AP that the client prefers.", 1, 0, "sae-confirm-refused"),
        ["sae_rsne_mismatch"] = new("The client changes the RSNE of message 2.", 2, 0, "m2-rsne-vs-assocreq"),
        ["wpa2_ocv_ap_override_eapol_m3"] = new("Another channel in the OCI of message 3.", 1, 0, "oci-missing-or-wrong"),
        ["wpa2_ocv_ap_override_fils_assoc"] = new("Another channel in the OCI of the FILS Association Response, which is encrypted.", 1, 0,
            "ft-reassoc-response-refused", "oci-missing-or-wrong"),
        ["wpa2_ocv_ap_override_ft_assoc"] = new("Another channel in the OCI of the FT Reassociation Response.", 2, 0,
            "ft-reassoc-response-refused", "oci-missing-or-wrong", "roam-failed"),
        ["wpa2_ocv_no_oci"] = new("No OCI in message 2.", 1, 0, "oci-missing-or-wrong"),
        ["zz_mlo_roam_ft_sae"] = new("The AP derives the PTK of FT with the BSSID of the link, the client with the MLD address.", 4, 0,
            "ft-m2-rejected-no-m3", "m2-no-m3", "repeat-failure-pattern"),
        ["zz_mlo_roam_ft_sae_ds"] = new("The AP derives the PTK of FT with the BSSID of the link, the client with the MLD address.", 4, 0,
            "ft-m2-rejected-no-m3", "m2-no-m3", "repeat-failure-pattern"),
        ["zz_mlo_roam_ft_sae_ext"] = new("The AP derives the PTK of FT with the BSSID of the link, the client with the MLD address.", 4, 0,
            "ft-m2-rejected-no-m3", "m2-no-m3", "repeat-failure-pattern"),
        ["zz_mlo_sae_wrong"] = new("Another password at both AP MLDs.", 16, 0, "repeat-failure-pattern", "sae-confirm-refused"),
        ["zz_rsno_ft_sae_ext_roam"] = new(
            "With RSN overriding wpa_supplicant leaves the RSNXE out of the FTE MIC, and the AP refuses the reassociation.",
            3, 0, "ft-auth-other-status", "ft-fallback", "ft-reassoc-element-count", "ft-reassoc-mic-bad", "roam-failed"),
        ["zz_rsno_m3_rsne_mismatch"] = new("The AP changes the RSNE of message 3, with RSN overriding.", 4, 0, "m3-rsne-vs-beacon",
            "repeat-failure-pattern"),
    };
}
