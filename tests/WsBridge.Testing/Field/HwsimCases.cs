using static WsBridge.Testing.FieldCases;

namespace WsBridge.Testing;

/// <summary>
/// Recordings of scenarios of hostap's test suite (<c>captures/hwsim</c>) on which the analysis was once wrong; what is right is what the
/// parties logged.
/// </summary>
internal static class HwsimCases
{
    private const string Folder = "hwsim";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FieldCase> All { get; } =
    [
        new("pmksa_cache_ctrl_ext_ft.pcapng", "A retransmitted message 3 crossed message 4: EAPOL-4WAY-HS-COMPLETED.", Folder)
        {
            Never = ["m3-no-m4", "deauth-during-4way"],
            NothingFrom = "warn",
            Rows = Times(2, Success("ft-initial")),
        },
        new("ap_wpa2_psk_ext_key_id_ptk_rekey_ap2.pcapng", "The same with Extended Key ID and a rekey.", Folder)
        {
            Never = ["m3-no-m4", "deauth-during-4way"],
            NothingFrom = "warn",
            Rows = [Success("psk")],
        },
        new("rsn_ie_proto_psk_sta.pcapng", "The same at frame 107; what the AP changed in its RSNE the client refuses at frame 266.",
            Folder)
        {
            Never = ["m3-no-m4"],
            Finds = [Finding("error", words: ["reason 17"], faults: ["ap"], about: [266])],
            Rows = [.. Times(7, Success("psk")), Failed("psk", faults: ["ap"]), .. Times(3, Success("psk"))],
        },
        new("sae_anti_clogging.pcapng", "The same at frame 148; two association requests, both answered: the second handshake has its own "
            + "ANonce.", Folder)
        {
            Never = ["m3-no-m4", "anonce-changed"],
            NothingFrom = "error",
        },
        new("ap_ft_many.pcapng", "Two association requests, both answered: a new handshake has a new ANonce (frame 232).", Folder)
        {
            Never = ["anonce-changed"],
            Finds = [Finding("error", rules: ["ft-auth-status-55"], faults: ["ap"], about: [181])],
            Rows = [Success("ft-initial"), Success("ft-over-the-air"), Failed("ft-over-the-air", faults: ["ap"]), Success("ft-initial")],
        },
        new("sae_pref_ap_wrong_password.pcapng", "SAE confirm mismatch at the first AP, status 15; connected to the other one.", Folder)
        {
            Finds = [Finding("warn", words: ["status 15", "password"], about: [21])],
            Rows = [Failed("sae", says: "status 15"), Success("sae")],
        },
        new("sae_group_nego_no_match.pcapng", "SAE refused with status 77: no common group.", Folder)
        {
            Finds = [Finding("warn", words: ["status 77", "group"])],
            Rows = [Failed("sae", says: "status 77")],
        },
        new("ap_wpa2_psk_assoc_rsn.pcapng", "Association refused, three times with status 40 and once with 43.", Folder)
        {
            Finds =
            [
                Finding("warn", words: ["status 40"], about: [62]),
                Finding("warn", words: ["status 40"], about: [73]),
                Finding("warn", words: ["status 40"], about: [83]),
                Finding("warn", words: ["status 43"], about: [93]),
            ],
            Rows =
            [
                .. Times(2, Success("psk")),
                .. Times(3, Failed(says: "status 40")),
                Failed(says: "status 43"),
            ],
        },
        new("sae_okc_sta_only.pcapng", "The cached PMKSA is refused with status 53, then full SAE at once: one attempt, no error.", Folder)
        {
            NothingFrom = "error",
            Rows = Times(2, Success("sae")),
        },
        new("ap_wpa2_psk_incorrect_passphrase.pcapng", "The AP ends the handshake by Deauthentication to the broadcast address (frame "
            + "22).", Folder)
        {
            NeverSays = ["then silence"],
            Finds = [Finding("note", about: [22])],
            Rows = [Failed("psk"), Success("psk")],
        },
        new("eht_mld_sae_two_links.pcapng", "One multi-link client: the first SAE group is refused, a new link address for the next "
            + "commit, connected.", Folder)
        {
            NothingFrom = "warn",
            Rows = [Success("sae")],
        },
        new("eht_mld_and_mlds.pcapng", "Two multi-link clients at one AP MLD.", Folder)
        {
            NothingFrom = "warn",
            Rows = Times(2, Success("sae")),
        },
        new("rsn_override_kdk_secure_ltf.pcapng", "Secure LTF stands in the RSNXE Override alone: both sides derive the KDK.", Folder)
        {
            Never = ["mic-h-kdk"],
            NothingFrom = "warn",
            Rows = [Success("sae")],
        },
        new("fils_and_ft_over_ds.pcapng", "FILS with FT initially, then four roams over the DS, of which management frame protection hides "
            + "the FT frames.", Folder)
        {
            NothingFrom = "warn",
            NeverSays = ["cut off"],
            Rows = [.. Times(2, Success("ft-initial")), .. Times(4, Success("ft-over-the-ds"))],
        },
        new("wpa2_ocv_ap_override_fils_assoc.pcapng",
            "The client refuses the FILS Association Response over its OCI and leaves with reason 1.", Folder)
        {
            Finds = [Finding("error", rules: ["ft-reassoc-response-refused"], about: [57])],
            Rows = [Success("fils"), Failed("fils")],
        },
        new("wpa2_ocv_ap_override_ft_assoc.pcapng",
            "The client refuses the FT Reassociation Response over its OCI and leaves with reason 13.", Folder)
        {
            Finds = [Finding("error", rules: ["ft-reassoc-response-refused"], words: ["OCI"], faults: ["ap"], about: [57])],
            Rows = [Success("ft-initial"), Failed("ft-over-the-air", faults: ["ap"]), Row(["failed", "incomplete"], "ft-initial")],
        },
        new("ap_ft_sae_h2e_rsnxe_mismatch.pcapng",
            "The client refuses the FT Reassociation Response over its RSNXE and leaves with reason 13.", Folder)
        {
            Finds = [Finding("error", rules: ["ft-reassoc-response-refused"], words: ["RSNXE"], faults: ["ap"], about: [99])],
            Rows = [Success("ft-initial"), Failed("ft-over-the-air", faults: ["ap"]), Success("ft-initial")],
        },
        new("ap_ft_sae_rsnxe_used_mismatch.pcapng", "Status 53: the FTE says that the client uses the RSNXE, and it is not there.", Folder)
        {
            Finds = [Finding("error", words: ["status 53", "RSNXE"], faults: ["sta"], about: [96])],
            Rows = [Success("ft-initial"), Failed("ft-over-the-air", faults: ["sta"]), Success("ft-initial")],
        },
        new("eht_mld_disassociate.pcapng", "The second Association Response leaves out the other link; the client refuses message 3 and "
            + "leaves.", Folder)
        {
            Finds = [Finding("warn", rules: ["assoc-responses-links-differ"], faults: ["ap"], about: [54])],
            Rows = [Failed("owe", faults: ["ap"]), Success("owe")],
        },
        new("eht_mld_reconnect_stale_links_runB.pcapng", "The same kind at another moment, on reconnection.", Folder)
        {
            Finds = [Finding("warn", rules: ["assoc-responses-links-differ"], faults: ["ap"], about: [63])],
            Rows = [Failed("sae", faults: ["ap"]), Success("sae-pmksa")],
        },
        new("rsn_override_mld_mixed.pcapng", "RSN overriding at an AP MLD: connected.", Folder)
        {
            NothingFrom = "warn",
            Rows = [Success("sae")],
        },
    ];
}
