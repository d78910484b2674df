using static WsBridge.Testing.FieldCases;

namespace WsBridge.Testing;

/// <summary>Roams that fail late, in part, or slowly.</summary>
internal static class FieldRoams
{
    public static IReadOnlyList<FieldCase> All { get; } =
    [
        new("adaptive-11r.pcap", "Cisco's adaptive 802.11r: the FT responses name FT-PSK, the Beacon PSK alone. That is how it works.")
        {
            Never = ["ft-reassocresp-rsne"],
            NothingFrom = "warn",
            Rows = [Success("ft-initial"), Success("ft-over-the-air")],
        },
        new("ft-auth-response-unacked.pcap", "The FT responses come 250 ms late and nobody acknowledges them: the client has left the "
            + "channel. Three attempts.")
        {
            Finds = [Finding("warn", words: ["acknowledged", "250"], faults: ["ap", "config"], about: [41, 43, 44, 45, 46])],
            Rows = [Success("ft-initial"), .. Times(3, Failed("ft-over-the-air"))],
        },
        new("ft-ok-then-one-way-data.pcap", "After a successful FT nothing comes from the AP for 3 s, then the client associates there in "
            + "full: the AP's keys are suspect.")
        {
            Finds = [Finding("warn", rules: ["ft-then-full-association"], words: ["key", "sent it none"], faults: ["ap"], about: [43, 103],
                times: 1)],
            Rows =
            [
                Success("ft-initial"),
                Row(["success", "failed"], "ft-over-the-air") with { OutageFromMs = 3000 },
                Success("ft-initial"),
            ],
        },
        new("m1-unacked-band-move.pcap", "Two messages 1, five transmissions each, are never acknowledged; the third one is answered.")
        {
            Finds = [Finding("warn", rules: ["roam-slow"], words: ["message 1", "acknowledged"], about: [101])],
            NeverSays = [@"2021\.5 ms, was for the client's message 2"],
            Rows = [Success("psk"), Success("psk")],
        },
        new("mbssid-ft-unanswered.pcap", "The BSSs are nontransmitted BSSIDs, whose Beacons are those of the transmitted one: the AP was "
            + "heard and did not answer.")
        {
            Finds =
            [
                Finding("warn", rules: ["ft-auth-no-response"], faults: ["ap"], about: [37, 39, 41]),
                Finding("error", rules: ["roam-failed"], about: [37, 39, 41, 103]),
            ],
            Rows =
            [
                Success("ft-initial"),
                Failed("ft-over-the-air", causes: ["ft-auth-no-response"], faults: ["ap"]),
                Success("ft-initial"),
            ],
        },
    ];
}
