using WsBridge.Analysis;

namespace WsBridge.EndToEnd.Tests;

/// <summary>The ways in which tshark's users look: filters, columns, statistics, several tshark at once.</summary>
internal sealed class ViewsTests
{
    private static readonly string Recording = Recordings.TwoPmkids;

    [Test]
    public async Task A_filter_on_the_protocol_shows_the_frames_that_something_is_said_of()
    {
        using var work = new Workplace();

        string[] filtered = (await work.Tshark("-r", Recording, "-Y", "wsbridge", "-T", "fields", "-e", "frame.number")).Good();
        string[] all =
            (await work.Tshark("-r", Recording, "-T", "fields", "-e", "frame.number", "-e", "wsbridge.sta", "-e", "wsbridge.name")).Good();

        Assert.That(filtered,
            Is.Not.Empty.And.EqualTo(
            all.Select(line => line.Split('\t')).Where(columns => columns[1].Length + columns[2].Length > 0)
            .Select(columns => columns[0])));
    }

    // With -T fields the whole tree is visible; with a line a packet only what the filter names is said.
    [TestCase("wsbridge")]
    [TestCase("wsbridge and not wsbridge.rule")]
    [TestCase("wsbridge.rule")]
    [TestCase("wsbridge.rule or wsbridge.sta")]
    [TestCase("wsbridge.fault == \"sta\" or wsbridge.handshake.message == 1")]
    [TestCase("wsbridge.pmkid.kind contains \"stale\"")]
    [TestCase("wsbridge.pmkid[0] >= 0x80")]
    [TestCase("wsbridge.related")]
    [TestCase("_ws.expert.severity == error")]
    [TestCase("_ws.expert.message contains \"PMKID\"")]
    public async Task A_filter_finds_with_a_line_a_packet_what_it_finds_with_the_whole_tree(string filter)
    {
        using var work = new Workplace();

        string[] lines = (await work.Tshark("-r", Recording, "-Y", filter, "-o", "gui.column.format:\"No.\",\"%m\"")).Good();
        string[] whole = (await work.Tshark("-r", Recording, "-Y", filter, "-T", "fields", "-e", "frame.number")).Good();

        Assert.That(lines.Select(line => line.Trim()), Is.EqualTo(whole).And.Not.Empty);
    }

    [Test]
    public async Task A_script_that_asks_for_a_field_has_it_beside_a_filter_on_another()
    {
        using var work = new Workplace();
        string script = work.Write("names.lua", """
            local name = Field.new("wsbridge.name")
            local tap = Listener.new("frame")
            function tap.packet(pinfo)
               for _, value in ipairs { name() } do io.stderr:write("name ", pinfo.number, " ", tostring(value), "\n") end
            end
            """);

        Output output = await work.Tshark("-r", Recording, "-Y", "wsbridge.fault", "-X", $"lua_script:{script}");

        IEnumerable<string> expected = FoundByLibrary.Of(Recording).Running.Select(finding =>
            $"name {finding.Frame} {RuleCatalog.All.Single(rule => rule.Info.Id == finding.Rule).Info.Name}");
        string[] heard = output.Errors.Split('\n').Where(line => line.StartsWith("name ", StringComparison.Ordinal)).ToArray();
        Assert.That(heard, Is.EquivalentTo(expected).And.Not.Empty);
    }

    [Test]
    public async Task A_filter_on_Wiresharks_expert_severity_finds_ours()
    {
        using var work = new Workplace();

        string[] errors = (await work.Tshark("-r", Recording, "-Y", "_ws.expert.severity == error", "-T", "fields", "-e", "frame.number"))
            .Good();
        string[] plain =
            (await work.PlainTshark("-r", Recording, "-Y", "_ws.expert.severity == error", "-T", "fields", "-e", "frame.number")).Good();

        IEnumerable<int> ours = (await Analyzed(work)).Where(finding => finding.Severity == "error").Select(finding => finding.Frame)
            .Distinct();
        Assert.That(errors.Except(plain), Is.EqualTo(ours.Select(frame => $"{frame}")).And.Not.Empty);
    }

    [Test]
    public async Task The_line_of_WsBridge_says_what_is_most_severe_when_it_is_known()
    {
        using var work = new Workplace();

        string[] first = (await work.Tshark("-r", Recording, "-Y", "frame.number == 149", "-V")).Good();
        string[] later = (await work.Tshark("-2", "-r", Recording, "-Y", "frame.number == 149", "-V")).Good();

        Assert.That(first, Has.One.StartsWith("[WsBridge: The AP apparently ended the 4-way handshake"));
        Assert.That(later, Has.One.StartsWith("[WsBridge: The AP acknowledged message 2 with 2 PMKIDs").And.One.EndsWith("(and more)]"));
    }

    [Test]
    public async Task Expert_statistics_count_every_finding([Values] bool twoPasses)
    {
        using var work = new Workplace();

        string[] arguments = ["-r", Recording, "-q", "-z", "expert"];
        Output output = await work.Tshark(twoPasses ? ["-2", .. arguments] : arguments);

        IEnumerable<(int Count, string Message)> counted = output.Good()
            .Where(line => line.Contains(" WSBRIDGE ", StringComparison.OrdinalIgnoreCase))
            .Select(line => line.Split(' ', 5, StringSplitOptions.RemoveEmptyEntries))
            .Select(words => (int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture), words[3] + " " + words[4]));
        // A later pass shows some on two frames, which count once, and what becomes clear at the end of the capture.
        var found = FoundByLibrary.Of(Recording);
        IEnumerable<(int, string)> expected = (twoPasses ? found.All : found.Running).GroupBy(finding => finding.Message)
            .Select(group => (group.Count(), group.Key));
        Assert.That(counted, Is.EquivalentTo(expected).And.Not.Empty);
    }

    [Test]
    public async Task A_custom_column_shows_the_names_of_the_rules([Values] bool twoPasses)
    {
        using var work = new Workplace();

        string[] arguments = ["-r", Recording, "-o", "gui.column.format:\"No.\",\"%m\",\"Finding\",\"%Cus:wsbridge.name:0:R\""];
        Output output = await work.Tshark(twoPasses ? ["-2", .. arguments] : arguments);

        IEnumerable<(string Frame, string Names)> shown = output.Good()
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(words => words.Length > 1)
                .Select(words => (words[0], string.Join(',', words[1].Split(',').Order(StringComparer.Ordinal))));
        var found = FoundByLibrary.Of(Recording);
        IEnumerable<(string, string)> expected = (twoPasses ? found.LaterPass : found.Running).GroupBy(finding => finding.Frame)
            .OrderBy(frame => frame.Key)
            .Select(frame => ($"{frame.Key}", string.Join(',', frame.Select(NameOf).Order(StringComparer.Ordinal))));
        Assert.That(shown, Is.EqualTo(expected).And.Not.Empty);

        static string NameOf(ShownFinding finding) => RuleCatalog.All.Single(rule => rule.Info.Id == finding.Rule).Info.Name;
    }

    [Test]
    public async Task Several_tshark_at_once_show_what_one_shows()
    {
        using var work = new Workplace();
        Workplace[] others = [new(), new(), new(), new()];

        string one = (await work.Tshark(["-r", Recording, .. ShownFrame.Options])).AssertGood().Text;
        Output[] together = await Task.WhenAll(others.Select(other => other.Tshark(["-r", Recording, .. ShownFrame.Options])));

        Assert.That(together.Select(output => output.AssertGood().Text), Is.All.EqualTo(one));
        Array.ForEach(others, other => other.Dispose());
    }

    [Test]
    public async Task Several_captures_one_after_the_other_get_an_analyzer_each_and_no_more()
    {
        using var work = new Workplace();
        var host = new MarkedHost(work);

        await work.TsharkWithHost(host.Path, "-2", "-r", Recording);
        int afterOne = host.Times;
        await work.TsharkWithHost(host.Path, "-r", Recording);

        Assert.That((afterOne, host.Times), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task Without_a_look_at_our_fields_tshark_prints_what_it_prints_without_us([Values] bool twoPasses)
    {
        using var work = new Workplace();

        string[] arguments = twoPasses ? ["-2", "-r", Recording] : ["-r", Recording];
        Output plain = await work.PlainTshark(arguments);
        Output ours = await work.Tshark(arguments);

        Assert.That(ours.AssertGood().Text, Is.EqualTo(plain.AssertGood().Text));
    }

    [Test]
    public async Task A_file_is_written_unchanged()
    {
        using var work = new Workplace();

        (await work.PlainTshark("-r", Recording, "-w", work.Path("plain.pcapng"))).AssertGood();
        (await work.Tshark("-r", Recording, "-w", work.Path("ours.pcapng"))).AssertGood();

        Assert.That(
            Recordings.PacketsOf(work.Path("ours.pcapng")).Select(packet => Convert.ToHexString(packet.Octets)),
            Is.EqualTo(Recordings.PacketsOf(work.Path("plain.pcapng")).Select(packet => Convert.ToHexString(packet.Octets))));
    }

    private static async Task<List<ShownFinding>> Analyzed(Workplace work) =>
        ShownFinding.FromNdjson((await work.WsBridge("analyze", "--format", "ndjson", Recording)).Good());
}
