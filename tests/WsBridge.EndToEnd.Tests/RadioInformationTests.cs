using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>
/// Captures of encapsulation "802.11 with radio information" (CommView, Peek): their dissector needs what its caller hands it and what does
/// not pass through Lua, so that whoever stood between the two made Wireshark crash.
/// </summary>
internal sealed class RadioInformationTests
{
    private static readonly string CommView = Path.Combine(RepositoryPaths.Captures, "field", "commview.ncf");
    private static readonly string SameInRadiotap = Path.Combine(RepositoryPaths.Captures, "02_ft-psk_ota.pcapng");

    [TestCase("")]
    [TestCase("-2")]
    [TestCase("-2 -R wlan.fc.type==0||eapol")]
    public async Task They_have_the_findings_of_the_same_frames_in_radiotap(string options)
    {
        using var work = new Workplace();
        string[] passes = options.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] fields = ["-Y", "wsbridge.rule", "-T", "fields", "-e", "frame.number", "-e", "wsbridge.rule"];

        string[] expected = (await work.Tshark([.. passes, "-r", SameInRadiotap, .. fields])).Good();

        Assert.That(expected, Is.Not.Empty);
        Assert.That((await work.Tshark([.. passes, "-r", CommView, .. fields])).Good(), Is.EqualTo(expected));
    }

    [Test]
    public async Task All_their_frames_are_shown()
    {
        using var work = new Workplace();

        Assert.That((await work.Tshark("-r", CommView)).Good(), Has.Length.EqualTo(217));
    }

    /// <summary>Every other link layer gets to its dissector in the same way; these are those whose dissectors are given most.</summary>
    [Test]
    public async Task The_bridge_takes_nothing_away_from_any_dissector()
    {
        using var work = new Workplace();
        string raw = work.Capture("raw.pcap", LinkTypes.Ieee80211,
            [[0xC0, 0, 0, 0, 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 2, 0, 0, 7, 0]]);
        string bluetooth = work.Capture("h4.pcap", 201, [[0, 0, 0, 1, 4, 0x0E, 4, 1, 3, 0x0C, 0]]); // direction, then an HCI event
        string[] fields =
        [
            "-T",
            "fields",
            "-e",
            "frame.protocols",
            "-e",
            "wlan_radio.channel",
            "-e",
            "wlan_radio.signal_dbm",
            "-e",
            "wlan.fcs",
            "-e",
            "hci_h4.direction",
        ];

        foreach (string capture in (string[])[CommView, raw, bluetooth, SameInRadiotap])
        {
            string[] plain = (await work.PlainTshark(["-r", capture, .. fields])).Good();
            string[] bridged = (await work.Tshark(["-r", capture, .. fields])).Good();

            Assert.That(bridged.Select(line => line.Replace(":wsbridge", "", StringComparison.Ordinal)), Is.EqualTo(plain), capture);
        }
    }
}
