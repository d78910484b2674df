using static WsBridge.Testing.FieldCases;

namespace WsBridge.Testing;

/// <summary>Known exchanges in other files and with other flags, octets cut off or wrong.</summary>
internal static class FieldFormats
{
    private const string FtPsk = "02_ft-psk_ota.pcapng";

    private static readonly ExpectedFinding[] SummariesOfFtPsk =
    [
        Finding("chat", rules: ["roam-summary"], words: ["ft-initial"], about: [27]),
        Finding("chat", rules: ["roam-summary"], words: ["ft-over-the-air"], about: [104]),
        Finding("chat", rules: ["roam-summary"], words: ["ft-over-the-air"], about: [173]),
    ];

    public static IReadOnlyList<FieldCase> All { get; } =
    [
        new("commview.ncf", "Recording 02 as CommView writes it: tshark shows all frames and the same findings.")
        {
            Finds = SummariesOfFtPsk,
            NothingFrom = "warn",
            Frames = 217,
            Like = FtPsk,
        },
        new("modified.pcap", "Recording 02 in the modified pcap format.")
        {
            Finds = SummariesOfFtPsk,
            NothingFrom = "warn",
            Frames = 217,
            Like = FtPsk,
        },
        new("peekremote-in-ethernet.pcap", "Recording 02 as an access point in sniffer mode sends it: PEEKREMOTE in UDP.")
        {
            Finds = SummariesOfFtPsk,
            NothingFrom = "warn",
            Frames = 217,
            Like = FtPsk,
            DecodeAs = "udp.port==5000,peekremote",
        },
        new("fcs-flag-set-absent.pcap", "Recording 02; the FCS that radiotap promises is not there.")
        {
            Finds = SummariesOfFtPsk,
            NothingFrom = "warn",
            Errors = ["FCS"],
            Like = FtPsk,
        },
        new("fcs-flag-set-absent-12e.pcap", "Recording 12e the same way: status 53, five times.")
        {
            Finds = [Finding("error", rules: ["ft-auth-status-53"], times: 5)],
            Never = ["ft-auth-no-response"],
            Errors = ["FCS"],
            Like = "12e_ft-psk_r0kh-restarted_status53.pcapng",
        },
        new("corrupt-copy-unflagged-fcs.pcap", "Recording 02 with a bit error in one transmission, which its FCS shows.")
        {
            NothingFrom = "warn",
            Finds = [Finding("chat", rules: ["roam-summary"], times: 3)],
            Rows = [Success("ft-initial"), Success("ft-over-the-air"), Success("ft-over-the-air")],
        },
        new("snaplen-96.pcap", "Recording 02 cut to 96 octets: nothing is open, the first attempt cannot be followed to its end.")
        {
            NeverSays = ["via open", "fell back to open"],
            NothingFrom = "warn",
            Errors = ["cut", "96"],
            Rows = [Row(["incomplete"]), Success("ft-over-the-air"), Success("ft-over-the-air")],
        },
    ];
}
