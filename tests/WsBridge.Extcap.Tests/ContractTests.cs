using System.Globalization;
using System.Text.RegularExpressions;

namespace WsBridge.Extcap.Tests;

/// <summary>The sentences that Wireshark reads when it starts.</summary>
internal sealed partial class ContractTests
{
    private static IEnumerable<string> Sources => CaptureSources.All.Select(source => source.Name);

    [TestCase("--extcap-version=4.0")]
    [TestCase("--extcap-version=4.2")]
    [TestCase("--extcap-version=4.4")]
    [TestCase("--extcap-version=4.6")]
    [TestCase("--extcap-version")]
    public void The_interfaces_are_listed_to_every_generation(string version)
    {
        Answers answers = Answers.To("--extcap-interfaces", version);

        string[] lines = answers.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That((answers.Status, answers.Errors), Is.EqualTo((0, "")));
        Assert.That(lines[0], Does.StartWith("extcap {version=" + ExtcapProgram.Version + "}{help="));
        Assert.That(lines.Where(line => line.StartsWith("interface ", StringComparison.Ordinal)).Select(line => Values(line)["value"]),
            Is.EqualTo(Sources));
    }

    [Test]
    public void Words_of_a_command_line_steer_no_terminal()
    {
        Answers answers = Answers.To("--extcap-interface", "\u001b]0;title\u0007", "--extcap-dlts");

        Assert.That(answers.Status, Is.EqualTo(1));
        Assert.That(answers.Errors, Does.Contain(@"\x1b]0;title\x07").And.Not.Contain('\u001b'));
    }

    [Test]
    public void An_answer_that_cannot_be_written_is_a_sentence()
    {
        using var errors = new MemoryStream();

        int status = ExtcapProgram.Run(["--extcap-interfaces"], new MemoryStream([], writable: false), errors);
        int silent = ExtcapProgram.Run(["--extcap-interfaces"], new FullStream(), new FullStream());

        Assert.That((status, silent), Is.EqualTo((1, 1)));
        Assert.That(System.Text.Encoding.UTF8.GetString(errors.ToArray()),
            Does.StartWith("The capture source cannot go on").And.EndWith("\n"));
    }

    [Test]
    public void The_toolbar_has_a_title_and_controls_that_Wireshark_knows()
    {
        string[] lines = Answers.To("--extcap-interfaces").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        List<Dictionary<string, string>> controls = [.. lines.Where(line => line.StartsWith("control ", StringComparison.Ordinal))
            .Select(Values)];
        Assert.That(Values(lines[0])["display"], Is.EqualTo("WsBridge"));
        Assert.That(controls.Select(control => control["number"]),
            Is.EqualTo(Enumerable.Range(0, controls.Count).Select(number => number.ToString(CultureInfo.InvariantCulture))));
        Assert.That(controls.Select(control => control["type"]),
            Is.EqualTo((string[])["selector", "boolean", "string", "string", "button", "button"]));
        Assert.That(controls[^1]["role"], Is.EqualTo("logger"));
        Assert.That(lines, Has.Exactly(1).EqualTo("value {control=0}{value=-}{display=-}"));
    }

    [TestCaseSource(nameof(Sources))]
    public void A_source_gives_radiotap(string source)
    {
        Answers answers = Answers.To("--extcap-interface", source, "--extcap-dlts", "--extcap-version=4.0");

        Assert.That(answers,
            Is.EqualTo(new Answers(0, "dlt {number=127}{name=IEEE802_11_RADIO}{display=802.11 with radiotap header}\n", "")));
    }

    [TestCaseSource(nameof(Sources))]
    public void Options_are_numbered_have_a_tooltip_and_a_tab_and_a_default_that_passes_their_own_check(string source)
    {
        string[] lines =
            Answers.To("--extcap-interface", source, "--extcap-config").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        List<Dictionary<string, string>> options = [.. lines.Where(line => line.StartsWith("arg ", StringComparison.Ordinal))
            .Select(Values)];
        Assert.That(options.Select(option => option["number"]),
            Is.EqualTo(Enumerable.Range(0, options.Count).Select(number => number.ToString(CultureInfo.InvariantCulture))));
        Assert.That(options.Select(option => option["call"]), Is.Unique.And.All.StartsWith("--"));
        Assert.That(options, Is.All.ContainKey("tooltip").And.All.ContainKey("group").And.All.ContainKey("type"));
        Assert.That(options, Has.None.ContainKey("required"),
            "Wireshark 4.0 refuses to start a capture with required options at their default");
        foreach (Dictionary<string, string> option in options.Where(option => option.ContainsKey("validation")
            && option.ContainsKey("default")))
        {
            Assert.That(option["default"], Does.Match(option["validation"]));
        }
    }

    [TestCase("--extcap-interface", "wsbridge-other", "--extcap-config")]
    [TestCase("--extcap-interface", "wsbridge-other", "--capture", "--fifo", "x")]
    public void A_source_that_is_not_there_is_said_and_the_others_are_named(params string[] arguments)
    {
        Answers answers = Answers.To(arguments);

        Assert.That(answers.Status, Is.Not.Zero);
        Assert.That(answers.Errors, Does.StartWith("There is no capture source wsbridge-other; there are wsbridge-replay"));
        Assert.That(answers.Errors.Count(letter => letter == '\n'), Is.EqualTo(1));
    }

    [Test]
    public void Options_of_later_generations_are_passed_over_with_their_values()
    {
        Answers answers = Answers.To("--extcap-interface", "wsbridge-replay", "--log-level", "debug", "--extcap-dlts",
            "--extcap-cleanup-postkill", "--new", "value");

        Assert.That(answers.Status, Is.Zero);
        Assert.That(answers.Output, Does.StartWith("dlt {number=127}"));
    }

    [Test]
    public void Started_by_hand_it_says_what_it_is_for()
    {
        Assert.That(Answers.To().Output, Does.StartWith("wsbridge-extcap "));
        Assert.That(Answers.To("--help").Output, Is.EqualTo(Answers.To().Output));
        Assert.That(Sources.Where(source => !Answers.To("--help").Output.Contains($"\n{source}\n  --",
            StringComparison.Ordinal)), Is.Empty, "each source with its options");
    }

    [Test]
    public void A_capture_without_a_pipe_is_wrong()
    {
        Answers answers = Answers.To("--capture", "--extcap-interface", "wsbridge-replay");

        Assert.That(answers.Status, Is.EqualTo(1));
        Assert.That(answers.Errors, Is.EqualTo("--capture needs --fifo FILE, the pipe or file to write to.\n"));
    }

    [TestCase("type mgt subtype beacon", ExpectedResult = "")]
    [TestCase("wlan addr2 02:00:00:00:00:01", ExpectedResult = "")]
    public string A_good_capture_filter_is_answered_with_nothing(string filter) =>
        Answers.To("--extcap-interface", "wsbridge-replay", "--extcap-capture-filter", filter).Output;

    [Test]
    public void A_bad_capture_filter_is_answered_with_what_is_wrong()
    {
        Answers answers = Answers.To("--extcap-interface", "wsbridge-replay", "--extcap-capture-filter", "bogus of x");

        Assert.That(answers.Status, Is.Zero);
        Assert.That(answers.Output, Does.StartWith("The capture filter \"bogus of x\" cannot be used here: "));
    }

    /// <summary>Reads a sentence as Wireshark does: a backslash takes the next letter as it is.</summary>
    private static Dictionary<string, string> Values(string sentence) =>
        Pair().Matches(sentence).ToDictionary(match => match.Groups[1].Value, match => Escape().Replace(match.Groups[2].Value, "$1"));

    [GeneratedRegex(@"\{(\w+)=((?:[^\\}]|\\.)*)\}")]
    private static partial Regex Pair();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();

    private sealed class FullStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device");
    }
}
