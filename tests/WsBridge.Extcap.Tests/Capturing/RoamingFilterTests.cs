using WsBridge.Extcap.Capturing;
using WsBridge.Pipeline;
using WsBridge.Testing;

namespace WsBridge.Extcap.Tests.Capturing;

internal sealed class RoamingFilterTests
{
    [Test]
    public void What_it_keeps_of_every_recording_gives_the_same_findings()
    {
        var differences = new List<string>();
        long all = 0, kept = 0;
        foreach (string path in Directory.EnumerateFiles(RepositoryPaths.Captures, "*.pcapng").Order(StringComparer.Ordinal))
        {
            Recording whole = Recording.Read(path);
            using var filter = new CaptureFilter("roaming");
            var part = new Recording("kept",
                [.. whole.Packets.Where(packet => filter.Passes(packet.LinkType, packet.Octets, packet.OriginalLength,
                packet.TimeNanoseconds))]);
            (all, kept) = (all + whole.Packets.Count, kept + part.Packets.Count);

            string[] expected = Findings(whole);
            differences.AddRange(expected.Except(Findings(part)).Select(line => $"{Path.GetFileName(path)} misses {line}"));
            differences.AddRange(Findings(part).Except(expected).Select(line => $"{Path.GetFileName(path)} has {line}"));
        }

        Assert.That(differences, Is.Empty);
        Assert.That(kept, Is.LessThan(all));
    }

    [Test]
    public void Behind_its_name_clients_may_stand_whose_findings_stay()
    {
        const string client = "02:00:00:00:02:00";
        Recording whole = Recording.Read(Path.Combine(RepositoryPaths.Captures, "17_soak_2sta_ft.pcapng"));
        using var filter = new CaptureFilter($"roaming {client}");
        var part = new Recording("kept",
            [.. whole.Packets.Where(packet => filter.Passes(packet.LinkType, packet.Octets, packet.OriginalLength,
            packet.TimeNanoseconds))]);

        // What is judged after a time stands on the next frame that comes, of whatever client.
        Assert.That(Findings(part, client).Select(WithoutFrame), Is.EqualTo(Findings(whole, client).Select(WithoutFrame)).And.Not.Empty);
        Assert.That(part.Packets, Has.Count.LessThan(whole.Packets.Count));
    }

    [Test]
    public void What_is_no_address_behind_its_name_is_refused() =>
        Assert.That(CaptureFilter.Check("roaming ap1"),
            Is.EqualTo("The capture filter roaming takes addresses of clients, such as 02:00:00:00:02:00, not \"ap1\"."));

    [TestCase("roaming", null)]
    [TestCase("not type ctl subtype cts", null)]
    [TestCase("type mgt or type data or type ctl subtype ack", null)]
    [TestCase("wlan addr1 02:00:00:00:02:00 or wlan addr2 02:00:00:00:02:00", null)]
    [TestCase("type mgt or type ctl or ether proto 0x888e",
        "EAPOL in QoS Data frames with HT Control, EAPOL in four-address frames, EAPOL in A-MSDUs")]
    [TestCase("type data",
        "Authentication, Association Requests, Association Responses, Deauthentication, Action frames, acknowledgements")]
    public void What_another_filter_drops_of_what_the_analysis_needs_is_told(string filter, string? dropped)
    {
        if (CaptureFilter.Check("type mgt") is { } none)
        {
            Assert.Ignore(none);
        }

        Assert.That(FilterCoverage.Warning(filter),
            dropped is null ? Is.Null : Does.StartWith($"The capture filter drops what the analysis needs: {dropped}. "));
    }

    private static string WithoutFrame(string finding) => finding[finding.IndexOf(' ', StringComparison.Ordinal)..];

    private static string[] Findings(Recording recording, string? sta = null) =>
    [
        .. CaptureResult.Of(new MemoryStream(recording.ToArray()), recording.Name).Findings
            .Where(finding => sta is null || finding.Sta?.ToString() == sta)
            .Select(finding => $"{recording.Packets[(int)finding.Frame.Ref.Id - 1].Number} {finding.Rule.Id} {finding.Severity} "
                + $"{finding.Fault}"),
    ];
}
