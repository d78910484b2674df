using System.Text.Json.Nodes;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>Exit statuses and output of <c>wsbridge compare</c>.</summary>
internal sealed class CompareTests
{
    private static readonly string Good = Recording("09g_ft-psk_control_ok_ap2.10");
    private static readonly string Bad = Recording("09a_ft-psk_2pmkid_r1-first_ap2.10");

    [Test]
    public async Task The_answer_is_the_first_line_of_one_screen()
    {
        using var work = new Workplace();

        Output output = await work.WsBridge("compare", Good, Bad);

        Assert.That((output.Status, output.Errors), Is.EqualTo((0, "")));
        Assert.That(output.Lines[0], Does.StartWith("Message 2: PMKID Count 1 | 2; then no Message 3"));
        Assert.That(output.Text, Does.Contain(Good).And.Contain(Bad).And.Contain("9e9cc008…fa8d, 2: ").And.Not.Contain("\u001b"));
        Assert.That(output.Text.Split('\n'), Has.Length.LessThan(30));
    }

    [Test]
    public async Task Two_attempts_of_one_recording_can_be_compared()
    {
        using var work = new Workplace();

        Output output = await work.WsBridge("compare", Recordings.TwoPmkids, Recordings.TwoPmkids, "--good-roam", "1", "--bad-roam", "4");

        Assert.That(output.Good()[0], Does.StartWith("Message 2: PMKID Count 1 | 2; then no Message 3"));
        Assert.That(output.Text,
            Does.Contain("attempt 1: ft-initial (FT-EAP), success").And.Contain(
            "attempt 4: ft-initial (FT-EAP), failed, WSB-FT-003 ft-m2-rejected-no-m3"));
    }

    [Test]
    public async Task One_file_gives_its_success_and_its_failure_without_an_empty_cell()
    {
        using var work = new Workplace();

        Output output = await work.WsBridge("compare", "--all", Recordings.TwoPmkids, Recordings.TwoPmkids);

        Assert.That(output.Good().Single(line => line.StartsWith("GOOD", StringComparison.Ordinal)),
            Does.Contain("attempt 1: ft-initial (FT-EAP), success"));
        Assert.That(output.Lines.Single(line => line.StartsWith("BAD", StringComparison.Ordinal)),
            Does.Contain("ft-initial (FT-EAP), failed"));
        Assert.That(output.Text, Does.Contain("note  Both are the same recording"));
        Assert.That(output.Lines.Where(line => line.Contains('(') && line.Contains(" | -)", StringComparison.Ordinal)),
            Is.All.Match("frame"));
    }

    [Test]
    public async Task One_file_without_a_success_has_nothing_to_compare_until_two_attempts_are_named()
    {
        using var work = new Workplace();

        Output output = await work.WsBridge("compare", Bad, Bad);

        Assert.That((output.Status, output.Text), Is.EqualTo((2, "")));
        Assert.That(output.Errors, Does.StartWith("wsbridge: there is nothing to compare. ").And.Contain("--good-roam and --bad-roam"));
    }

    [Test]
    public async Task A_copy_of_a_recording_has_no_difference()
    {
        using var work = new Workplace();
        string copy = work.Path("copy.pcapng");
        File.Copy(Bad, copy);

        Output output = await work.WsBridge("compare", "--fail-on-difference", Bad, copy, "--good-roam", "1", "--bad-roam", "1");

        Assert.That(output.Good()[0], Is.EqualTo("No difference."));
    }

    [Test]
    public async Task A_difference_is_a_failure_when_asked_for()
    {
        using var work = new Workplace();

        Assert.That((await work.WsBridge("compare", "--fail-on-difference", Good, Bad)).Status, Is.EqualTo(1));
    }

    [Test]
    public async Task Json_has_one_object_and_ndjson_a_line_for_each_difference()
    {
        using var work = new Workplace();

        JsonNode whole = JsonNode.Parse((await work.WsBridge("compare", "--format", "json", Good, Bad)).AssertGood().Text)!;
        Output lines = await work.WsBridge("compare", "--format", "ndjson", Good, Bad);

        Assert.That(whole["summary"]!.GetValue<string>(), Does.StartWith("Message 2: PMKID Count 1 | 2"));
        Assert.That((whole["good"]!["outcome"]!.GetValue<string>(), whole["bad"]!["outcome"]!.GetValue<string>(),
            whole["bad"]!["akm"]!.GetValue<string>()), Is.EqualTo(("success", "failed", "FT-PSK")));
        Assert.That(lines.Good().Select(line => JsonNode.Parse(line)!.ToJsonString()),
            Is.EqualTo(whole["differences"]!.AsArray().Select(difference => difference!.ToJsonString())));
        Assert.That(JsonNode.Parse(lines.Lines[1])!.ToJsonString(),
            Is.EqualTo("""{"frame":"m2","kind":"pmkid-count","element":"RSNE","field":"PMKID Count","good":"1","bad":"2","good_frame":22,"bad_frame":25}"""));
    }

    [Test]
    public async Task Captures_without_a_like_say_what_each_has()
    {
        using var work = new Workplace();

        Output output = await work.WsBridge("compare", Good, Bad, "--ssid", "elsewhere");
        Output other = await work.WsBridge("compare", Good, work.Write("beacons.pcapng", new CaptureBuilder().ToArray()));

        Assert.That((output.Status, output.Text, other.Status), Is.EqualTo((2, "", 2)));
        Assert.That(output.Errors, Does.StartWith("wsbridge: there is nothing to compare. ").And.Contain("no such attempt among 2"));
        Assert.That(other.Errors, Does.Contain("1 ft-initial success (FT-PSK)").And.Contain("no association attempt"));
    }

    [TestCase("--good-roam", "2", "has one, number 1.")]
    [TestCase("--bad-roam", "3", "has 2, numbers 1 to 2.")]
    [TestCase("--sta", "02:00:00", "02:00:00")]
    [TestCase("--format", "csv", "csv")]
    public async Task Wrong_usage_is_status_2_and_names_what_is_wrong(string option, string value, string what)
    {
        using var work = new Workplace();

        Output output = await work.WsBridge("compare", Good, Bad, option, value);

        Assert.That((output.Status, output.Text), Is.EqualTo((2, "")));
        Assert.That(output.Errors, Does.StartWith("wsbridge: ").And.Contain(what));
    }

    [Test]
    public async Task Unreadable_input_is_status_3_and_what_could_be_read_is_compared()
    {
        using var work = new Workplace();
        byte[] whole = await File.ReadAllBytesAsync(Bad);

        Output missing = await work.WsBridge("compare", Good, work.Path("missing.pcapng"));
        Output cut = await work.WsBridge("compare", Good, work.Write("cut.pcapng", whole[..(whole.Length - 100)]));

        Assert.That((missing.Status, missing.Text, cut.Status), Is.EqualTo((3, "", 3)));
        Assert.That(missing.Errors, Does.Contain("missing.pcapng"));
        Assert.That(cut.Text, Does.StartWith("Message 2: PMKID Count 1 | 2"));
        Assert.That(cut.Errors.Split('\n'), Has.Length.EqualTo(2), "one sentence, once");
    }

    private static string Recording(string name) => Path.Combine(RepositoryPaths.Captures, name + ".pcapng");
}
