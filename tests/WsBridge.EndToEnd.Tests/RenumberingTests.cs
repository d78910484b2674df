using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>A read filter gives frames other numbers: what is said of a frame stays with it, and links follow.</summary>
internal sealed class RenumberingTests
{
    private static readonly string[] Filters =
    [
        "wlan.fc.type == 0 || eapol",
        "eapol",
        "wlan.fc.type == 0",
        "wlan.fc.type == 1",
        "wlan.fc.type == 2",
        "!(wlan.fc.type_subtype == 12)",
        "wlan.fc.type_subtype == 12",
        "frame.number > 100 || wlan.fc.type == 1",
    ];

    private static IEnumerable<TestCaseData> Cases()
    {
        string[] told = ["09h_", "17_soak_2sta_ft.", "ft-m2-rejected-no-m3.violation", "m2-no-m3.violation"];
        foreach (string recording in Recordings.Wireless.Concat(Recordings.OfRules).Select(data => (string)data.Arguments[0]!))
        {
            foreach (string filter in told.Any(Path.GetFileName(recording).StartsWith) ? Filters : [])
            {
                yield return new TestCaseData(recording, filter).SetArgDisplayNames(Path.GetFileName(recording), filter);
            }
        }
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Findings_and_their_links_stay_with_their_frames(string recording, string filter)
    {
        using var work = new Workplace();

        await AssertSame(work, recording, filter);
    }

    [TestCase("data", "wlan.fc.type == 2")]
    [TestCase("null", "wlan.fc.type_subtype == 0x24")]
    public async Task A_frame_that_is_not_looked_at_takes_over_nothing_of_one_that_was_filtered_out(string between, string filter)
    {
        using var work = new Workplace();
        byte[] other = between == "data"
            ? Testing.Frame.Data(MakeAddress.Sta(), MakeAddress.Ap(), true, [0xAA, 0xAA, 3, 0, 0, 0, 8, 0, .. new byte[40]])
            : [0x48, 0x01, 0, 0, 2, 0, 0, 0, 0, 0, 2, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0x10, 0]; // Null to the AP
        byte[] packet = MakeRadiotap.Wrap(other);
        List<byte[]> packets = [];
        foreach (Packet recorded in Recordings.PacketsOf(Recordings.TwoPmkids))
        {
            packets.Add(recorded.Octets);
            packets.Add(packet);
        }

        string capture = work.Capture("between.pcap", LinkTypes.Radiotap, packets);
        await AssertSame(work, capture, filter);
    }

    [Test]
    public async Task A_last_frame_that_was_filtered_out_is_no_link()
    {
        using var work = new Workplace();
        // ends in the first frame of the next attempt
        List<byte[]> packets = [.. Recordings.PacketsOf(Recordings.TwoPmkids).Take(160).Select(packet => packet.Octets)];
        string capture = work.Capture("ends.pcap", LinkTypes.Radiotap, packets);

        List<ShownFrame> filtered =
            ShownFrame.From((await work.Tshark(["-2", "-R", "eapol", "-r", capture, .. ShownFrame.Options])).AssertGood().Text);

        List<ShownFinding> findings = ShownFinding.FromTshark(filtered);
        Assert.That(findings.Select(finding => finding.Rule), Does.Contain("WSB-FT-003"));
        Assert.That(findings.SelectMany(finding => finding.RelatedFrames), Is.Empty,
            "that last frame and the Deauthentication, which are filtered out, are all that it leads to");
    }

    private static async Task AssertSame(Workplace work, string recording, string filter)
    {
        List<ShownFrame> whole = ShownFrame.From((await work.Tshark(["-2", "-r", recording, .. ShownFrame.Options])).AssertGood().Text);
        List<ShownFrame> filtered =
            ShownFrame.From((await work.Tshark(["-2", "-R", filter, "-r", recording, .. ShownFrame.Options])).AssertGood().Text);

        HashSet<string> kept = [.. filtered.Select(frame => frame.Time)];
        Assert.That(filtered, Has.Count.LessThan(whole.Count));
        Assert.That(filtered.Select(frame => frame.Number), Is.EqualTo(Enumerable.Range(1, filtered.Count)));
        Assert.That(ByTime(filtered, kept), Is.EqualTo(ByTime(whole.Where(frame => kept.Contains(frame.Time)), kept, whole)));
    }

    private static List<string> ByTime(IEnumerable<ShownFrame> frames, HashSet<string> kept, IEnumerable<ShownFrame>? all = null)
    {
        List<ShownFrame> shown = [.. frames];
        Dictionary<int, string> times = (all ?? shown).ToDictionary(frame => frame.Number, frame => frame.Time);
        return
        [
            .. from frame in shown
               from finding in frame.Findings
               let links = finding.RelatedFrames.Select(number => times.GetValueOrDefault(number, $"no frame {number}"))
                .Where(time => kept.Contains(time) || all is null)
               select $"{frame.Time} {finding.What} -> {string.Join(',', links)}",
        ];
    }
}
