using static WsBridge.Testing.FieldCases;

namespace WsBridge.Testing;

/// <summary>First connections that fail: somebody refuses, or does not answer.</summary>
internal static class FieldRefusals
{
    private static readonly string[] SomebodysKey = ["sta", "ap", "both", "config", "unknown"];

    public static IReadOnlyList<FieldCase> All { get; } =
    [
        new("assoc-unanswered.pcap", "The AP acknowledges the Association Requests and answers none, though it is heard.")
        {
            Finds =
            [
                Finding("warn", words: ["association"], faults: ["ap"], about: [8, 10, 12]),
                Finding("warn", words: ["association"], faults: ["ap"], about: [31, 33, 35]),
                Finding("warn", words: ["association"], faults: ["ap"], about: [54, 56, 58]),
                Finding("note", rules: ["repeat-failure-pattern"]),
            ],
            Rows = Times(3, Failed("psk", faults: ["ap"])),
        },
        new("no-m1-silent.pcap", "Associated, the AP is heard for a second and never sends message 1; nobody says anything.")
        {
            Finds =
            [
                Finding("warn", words: ["message 1"], faults: ["ap", "config"], about: [9]),
                Finding("warn", words: ["message 1"], faults: ["ap", "config"], about: [39]),
                Finding("note", rules: ["repeat-failure-pattern"]),
            ],
            Rows = Times(3, Failed("psk", says: "message 1", faults: ["ap", "config"])),
        },
        new("no-m1-ap-deauth.pcap", "Associated, the AP never sends message 1 and deauthenticates after a second, reason 15.")
        {
            Finds =
            [
                Finding("warn", words: ["message 1", "15"], faults: ["ap", "config"], about: [31]),
                Finding("warn", words: ["message 1", "15"], faults: ["ap", "config"], about: [63]),
                Finding("warn", words: ["message 1", "15"], faults: ["ap", "config"], about: [95]),
                Finding("note", rules: ["repeat-failure-pattern"]),
            ],
            Rows = Times(3, Failed("psk", says: "message 1", faults: ["ap", "config"])),
        },
        new("akm-not-offered-status43.pcap", "The AKM and the cipher of the request are not in the Beacon; status 43.")
        {
            Finds =
            [
                Finding("error", words: ["43|AKM", "SAE"], faults: ["sta", "config"], about: [12, 14]),
                Finding("error", words: ["43|AKM", "SAE"], faults: ["sta", "config"], about: [27, 29]),
            ],
            Rows = Times(2, Failed("sae", faults: ["sta", "config"])),
        },
        new("sae-h2e-claimed-not-used.pcap", "The RSNXE says H2E and the commit did not use it; the AP sees a downgrade and refuses, three "
            + "times.")
        {
            Finds =
            [
                Finding("error", words: ["H2E|hash-to-element"], faults: ["sta"], about: [12, 14]),
                Finding("error", words: ["H2E|hash-to-element"], faults: ["sta"], about: [27, 29]),
                Finding("error", words: ["H2E|hash-to-element"], faults: ["sta"], about: [42, 44]),
                Finding("note", rules: ["repeat-failure-pattern"]),
            ],
            Rows = Times(3, Failed("sae", says: "H2E|hash-to-element", faults: ["sta"])),
        },
        new("sae-wrong-password-status15.pcap", "The AP answers the SAE confirm with status 15: the passwords differ.")
        {
            Finds = [Finding("error", words: ["status 15", "password"], faults: SomebodysKey, about: [9, 19, 29])],
            Rows = null,
        },
        new("sae-wrong-password-on-move.pcap", "The same on a roam, three times; then back to the old AP.")
        {
            Finds =
            [
                Finding("error", words: ["status 15", "password"], about: [43]),
                Finding("error", words: ["status 15", "password"], about: [55]),
                Finding("error", words: ["status 15", "password"], about: [67]),
                Finding("note", rules: ["repeat-failure-pattern"]),
            ],
            Rows =
            [
                Success("sae"),
                Failed("sae", says: "status 15"),
                Failed("sae", says: "status 15"),
                Failed("sae", says: "status 15"),
                Success("sae"),
            ],
        },
        new("sae-confirm-unanswered.pcap", "The AP acknowledges the SAE confirm and never answers it.")
        {
            Finds = [Finding("warn", words: ["confirm"], faults: ["ap", "config", "unknown"], about: [7, 14, 21, 28])],
            NeverSays = ["commit was (never|not) answered"],
        },
        new("eap-failure.pcap", "EAP-Failure: the RADIUS server rejects the client. Not the radio.")
        {
            Finds = [Finding("error", words: ["EAP.Failure"], faults: ["sta", "config", "both", "unknown"], about: [33])],
            Rows = [Failed("eap", says: "EAP.Failure", faults: ["sta", "config", "both", "unknown"])],
        },
        new("eap-radius.pcap", "The AP got the identity and never went on: RADIUS does not answer.")
        {
            Finds = [Finding("error", words: ["identity", "RADIUS"], faults: ["ap", "config"], about: [15, 137])],
            Rows = [Failed("eap", says: "identity", faults: ["ap", "config"])],
        },
        new("real-auth-status15.pcap", "Shared Key authentication refused with status 15: the WEP keys differ.")
        {
            Finds = [Finding("warn", words: ["status 15", "WEP"], about: [5])],
            Rows = [Failed(says: "status 15")],
        },
        new("real-assoc-status31.pcap", "Association refused with status 31.")
        {
            Finds = [Finding("warn", words: ["status 31"], about: [4])],
            Rows = [Failed("psk", says: "status 31")],
        },
        new("real-assoc-status10.pcap", "Association refused with status 10: capabilities.")
        {
            Finds = [Finding("warn", words: ["status 10"], about: [4])],
            Rows = [Failed(says: "status 10")],
        },
        new("real-sae-status77.pcap", "SAE refused with status 77: the group is not supported.")
        {
            Finds = [Finding("note", words: ["status 77", "group"], about: [2])],
        },
    ];
}
