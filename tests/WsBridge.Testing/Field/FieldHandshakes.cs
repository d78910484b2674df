using static WsBridge.Testing.FieldCases;

namespace WsBridge.Testing;

/// <summary>Handshakes whose end the capture shows in part, or in another way than usual.</summary>
internal static class FieldHandshakes
{
    private static readonly string[] Message2Unanswered = ["m2-no-m3", "wrong-psk-suspect"];

    public static IReadOnlyList<FieldCase> All { get; } =
    [
        new("real-m4-without-m3-error.pcap", "Message 4 (frames 12, 19 and 32) proves that the AP had sent message 3.")
        {
            Finds =
            [
                Finding("chat", rules: ["roam-summary"], words: ["psk"], about: [12], times: 1),
                Finding("chat", rules: ["roam-summary"], words: ["psk"], about: [19], times: 1),
                Finding("chat", rules: ["roam-summary"], words: ["psk"], about: [32], times: 1),
            ],
            Never = [.. Message2Unanswered, "repeat-failure-pattern"],
            NeverSays = ["different keys"],
            NothingFrom = "warn",
        },
        new("real-m4-without-m3-note.pcap", "Message 3 is missing in the capture, message 4 is there.")
        {
            Never = Message2Unanswered,
            Rows = [Success("psk")],
        },
        new("real-m4-without-m3-wpa1-deauth.pcap", "The same with WPA, and deauthenticated after it.")
        {
            Never = Message2Unanswered,
            NeverSays = ["via open", "different keys"],
            Rows = [Success("psk")],
        },
        new("real-m2-dropped-as-duplicate.pcap", "Frame 10 is message 2 of the second handshake, though Retry is set and its sequence "
            + "number was there before.")
        {
            NothingFrom = "warn",
            Rows = [Success("psk"), Success("psk", m2: [10])],
        },
        new("real-forged-deauth-then-m3.pcap", "Messages 3 and 4 follow; the disassociations have sequence numbers and a signal of their "
            + "own: forged.")
        {
            Finds = [Finding("note", words: ["sequence number", "dB"], about: [4, 7, 10, 13, 19, 22])],
            Never = Message2Unanswered,
            NeverSays = ["different keys"],
            NothingFrom = "error",
            Rows = [Success("sae")],
        },
        new("real-deauth-after-encrypted-data.pcap", "Client and AP exchange encrypted frames after message 3: the handshake is complete.")
        {
            Never = ["m3-no-m4"],
            NothingFrom = "warn",
            Rows = [Success("psk")],
        },
        new("real-stale-request.pcap", "The request of this association was not captured: message 2 is not compared with an earlier, "
            + "refused one's.")
        {
            Finds = [Finding("warn", words: ["status 1 "], about: [4], times: 1)],
            Never = ["m2-rsne-vs-assocreq"],
            Rows = [Failed("sae-pmksa", says: "status 1 "), Row(["incomplete"], "sae")],
        },
        new("real-wpa1-open.pcap", "WPA (vendor element 00-50-F2 type 1), not open.")
        {
            Finds = [Finding("chat", rules: ["roam-summary"], times: 1)],
            NeverSays = ["via open"],
            NothingFrom = "warn",
            Rows = [Success("psk")],
        },
        new("wpa1-tkip-client-roam.pcap", "WPA with TKIP and PSK: associated, then roamed, each said once.")
        {
            Finds = [Finding("chat", rules: ["roam-summary"], words: ["psk", @"26\.4 ms"], times: 2)],
            NeverSays = ["via open"],
            NothingFrom = "warn",
            Rows = Times(2, Success("psk", handoff: 26.4)),
        },
        new("broadcast-deauth-in-4way.pcap", "The AP ends the handshake by Deauthentication to the broadcast address, reason 1: no fault "
            + "of message 2.")
        {
            Finds = [Finding("note", words: ["reason 1 ", "broadcast"], about: [15])],
            Never = Message2Unanswered,
            Rows = [Failed("psk", faults: ["ap", "unknown"]), Success("psk")],
        },
        new("eapol-4address.pcap", "The handshake is in frames with four addresses; message 2 is never answered.")
        {
            Finds = [Finding("warn", rules: Message2Unanswered)],
            Never = ["m1-no-m2"],
            Rows = [Failed("psk", causes: Message2Unanswered)],
        },
        new("eapol-amsdu-client-wrong-passphrase.pcap", "Recording 11a with message 2 in A-MSDUs: the client did answer.")
        {
            Finds = [Finding("warn", rules: Message2Unanswered)],
            Never = ["m1-no-m2"],
            Rows = [Failed("psk", causes: Message2Unanswered)],
        },
        new("mlo-4way-across-links.pcap", "One multi-link device: one attempt over two links, which succeeds.")
        {
            NothingFrom = "warn",
            Rows = [Success("sae")],
            Keys = "mlo.keys",
        },
    ];
}
