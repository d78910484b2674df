using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>What Wireshark's dissectors take for 802.11 inside other packets, the bridge does too, and finds what analyze finds.</summary>
[TestFixture]
internal sealed class WrappedTests
{
    private static readonly WireWrapping Ethernet = WireWrapping.All[0];

    private static IEnumerable<TestCaseData> Cases()
    {
        foreach (FrameWrapping frame in FrameWrapping.All)
        {
            yield return Case(frame, Ethernet);
        }

        foreach (WireWrapping wire in WireWrapping.All.Skip(1).Where(wire => !wire.Name.EndsWith("fragments", StringComparison.Ordinal)))
        {
            yield return Case(FrameWrapping.All[0], wire);
        }
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Tshark_shows_what_analyze_finds(FrameWrapping frame, WireWrapping wire)
    {
        using var work = new Workplace();
        IReadOnlyList<AirFrame> frames =
            AirFrame.Of(Recording.Read(Testing.RepositoryPaths.Captures + "/09h_ft-eap_2pmkid_pmksa_prepend_ap2.10.pcapng"));
        string capture = work.Write("wrapped.pcapng", wire.Of("wrapped", frames, frame).ToArray());
        string bare = work.Write("bare.pcapng", AirFrame.ToRecording("bare", frames).ToArray());

        List<ShownFinding> analyzed = ShownFinding.FromNdjson((await work.WsBridge("analyze", "--format", "ndjson", capture)).Good());
        List<ShownFinding> shown =
            ShownFinding.FromTshark(
                ShownFrame.From((await work.Tshark([.. DecodeAs(frame), "-2", "-r", capture, .. ShownFrame.Options])).AssertGood().Text));

        var found = FoundByLibrary.Of(bare);
        Assert.That(analyzed, Is.EquivalentTo(found.All));
        Assert.That(shown, Is.EquivalentTo(found.LaterPass));
        Assert.That(shown, Is.Not.Empty);
    }

    /// <summary>The octets that a line is about are those of the packet around the frame.</summary>
    [Test]
    public async Task A_PMKID_is_shown_at_its_place_in_the_packet()
    {
        using var work = new Workplace();
        IReadOnlyList<AirFrame> frames =
            AirFrame.Of(Recording.Read(Testing.RepositoryPaths.Captures + "/09h_ft-eap_2pmkid_pmksa_prepend_ap2.10.pcapng"));
        string capture = work.Write("wrapped.pcapng", Ethernet.Of("wrapped", frames, FrameWrapping.All[1]).ToArray());

        string[] shown =
            (await work.Tshark("-r", capture, "-Y", "wsbridge.pmkid", "-T", "fields", "-e", "wsbridge.pmkid", "-e", "wlan.pmkid.akms", "-e", "wlan.rsn.ie.pmkid", "-e", "wlan.rsn.pmkid.list")).Good();

        Assert.That(shown, Is.Not.Empty);
        foreach (string[] fields in shown.Select(line => line.Split('\t')))
        {
            string wiresharks = string.Join(',', fields[1..]);
            Assert.That(fields[0].Split(',').Where(pmkid => !wiresharks.Contains(pmkid, StringComparison.Ordinal)), Is.Empty);
        }
    }

    /// <summary>
    /// Wireshark takes packets on these ports for PEEKREMOTE, or for Aruba's with their type, only where the user says so.
    /// </summary>
    private static string[] DecodeAs(FrameWrapping frame) => frame switch
    {
        { Name: ['A', 'r', 'u', 'b', 'a', ' ', 'E', 'R', 'M', ' ', var type, ..] } =>
            ["-d", $"udp.port=={frame.Port},aruba_erm", "-d", $"aruba_erm.type,aruba_erm_type{type}"],
        { Port: 5000 or 5555 } => ["-d", $"udp.port=={frame.Port},peekremote"],
        { Port: 12222 } => ["-o", "lwapp.swap_fc:TRUE"],
        { Name: "CAPWAP" or "CAPWAP with radio and signal" } => ["-o", "capwap.swap_fc:FALSE"],
        _ => [],
    };

    private static TestCaseData Case(FrameWrapping frame, WireWrapping wire) =>
        new TestCaseData(frame, wire).SetArgDisplayNames(frame.Name, wire.Name);
}
