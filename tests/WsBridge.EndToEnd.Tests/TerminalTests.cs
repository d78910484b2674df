using System.Text.RegularExpressions;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>What people see on a terminal: what it comes to first, in lines that fit.</summary>
[Category(Categories.OneWireshark)]
internal sealed partial class TerminalTests
{
    private const int Columns = 100;

    [Test]
    public async Task Attempts_begin_with_what_they_come_to_and_fit_a_hundred_columns()
    {
        using var work = new Workplace();

        string[] lines = await OnTerminal(work, "roams", Recordings.TwoPmkids);

        Assert.That(lines[0], Does.Match(@"^\d+ attempts of 1 client at \d BSSIDs?: \d failed, 0 incomplete\.$"));
        Assert.That(lines[1], Does.Match(@"^ +\d  WSB-FT-003 ft-m2-rejected-no-m3; fault: ap; 1 client$"));
        Assert.That(string.Join('\n', lines), Does.Contain("\"LabRoam\"").And.Contain("; fault: ap; then "));
        Assert.That(lines.Where(line => line.Length > Columns && line != Recordings.TwoPmkids), Is.Empty);
    }

    [Test]
    public async Task Findings_begin_with_what_they_come_to_and_leave_chat_out_unless_it_is_asked_for()
    {
        using var work = new Workplace();

        string[] usual = await OnTerminal(work, "analyze", Recordings.TwoPmkids);
        string[] all = await OnTerminal(work, "analyze", "--min-severity", "chat", Recordings.TwoPmkids);
        string[] piped = (await work.WsBridge("analyze", Recordings.TwoPmkids)).Good();

        Assert.That(usual[0], Does.Match(@"^\d+ error, .*\d+ chat \(left out; --min-severity chat shows it\), with 1 client\.$"));
        Assert.That(usual[1], Does.Match(@"^ +\d  error ft-m2-rejected-no-m3 \(WSB-FT-003\); fault: ap; 1 client$"));
        Assert.That(usual.Where(line => line.Contains("  chat  ", StringComparison.Ordinal)), Is.Empty);
        Assert.That(all[0], Does.Not.Contain("left out"));
        Assert.That(all.Where(line => line.Contains("  chat  ", StringComparison.Ordinal)), Is.Not.Empty);
        Assert.That(piped[0], Is.EqualTo(Recordings.TwoPmkids), "elsewhere rows come as they are found");
    }

    [Test]
    public async Task The_last_line_says_what_was_left_out()
    {
        using var work = new Workplace();

        string[] usual = await OnTerminal(work, "analyze", Recordings.TwoPmkids);
        string[] all = await OnTerminal(work, "analyze", "--min-severity", "chat", Recordings.TwoPmkids);

        Assert.That(usual[^1], Does.Match(@"^\d+ findings: .* \(\d+ chat not shown\)\.$"));
        Assert.That(all[^1], Does.Match(@"^\d+ findings: .*, \d+ chat\.$"));
    }

    [Test]
    public async Task Eighty_columns_break_no_word_and_no_address()
    {
        using var work = new Workplace();

        string[] roams = await OnTerminal(work, 80, "roams", "--sort", "capture", Recordings.TwoPmkids);
        string[] summary = await OnTerminal(work, 80, "summary", Recordings.TwoPmkids);

        Assert.That(roams.Count(line => line.StartsWith("   # time         client            AP", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(roams, Has.One.EndsWith("outcome    hand-off"));
        Assert.That(roams, Has.Some.Match(@"^     ft-initial; outage >\d+\.\d s; "));
        Assert.That(summary, Has.Some.Match(@"^ +attempts  failed .*most frequent cause$"));
        Assert.That(summary, Has.Exactly(2).Match(@"^02:00:00:00:\d\d:00 +\d+ +\d+ .*WSB-FT-003 "));
        Assert.That(roams.Concat(summary).Where(line => line.Length > 80 && !line.Contains(Recordings.TwoPmkids, StringComparison.Ordinal)),
            Is.Empty);
    }

    [Test]
    public async Task Into_a_pipe_no_line_ends_with_blanks()
    {
        using var work = new Workplace();
        string good = Path.Combine(RepositoryPaths.Captures, "02_ft-psk_ota.pcapng");

        foreach (string[] command in (string[][])[["rules"], ["compare", good, Recordings.TwoPmkids], ["summary", good], ["roams", good],
            ["explain", "m2-no-m3"]])
        {
            string text = (await work.WsBridge(command)).AssertGood().Text;

            Assert.That((command[0], text.Split('\n').Where(line => line.EndsWith(' '))), Is.EqualTo((command[0], Array.Empty<string>())));
            Assert.That(text, Does.Match("[a-z] [a-z]"), "blanks within lines stay");
        }
    }

    [Test]
    public async Task Nothing_is_said_of_nothing()
    {
        using var work = new Workplace();

        string[] none = await OnTerminal(work, "roams", "--until", "2000-01-01", Recordings.TwoPmkids);

        Assert.That(string.Join('\n', none), Is.EqualTo("No association attempt."));
    }

    [Test]
    public async Task Where_chat_is_counted_it_is_not_said_that_there_is_nothing()
    {
        using var work = new Workplace();

        string[] lines = await OnTerminal(work, "analyze", Path.Combine(RepositoryPaths.Captures, "01_wpa2-psk.pcapng"));

        Assert.That(lines, Is.EqualTo(["1 chat (left out; --min-severity chat shows it)."]));
    }

    /// <summary>The lines that a terminal of 100 columns gets.</summary>
    private static Task<string[]> OnTerminal(Workplace work, params string[] arguments) => OnTerminal(work, Columns, arguments);

    private static async Task<string[]> OnTerminal(Workplace work, int columns, params string[] arguments)
    {
        Programs.Need("script", "bsdutils");
        string command = string.Join(' ', arguments.Prepend(Programs.WsBridge).Select(word => $"'{word}'"));
        Output output = await work.Run("script", ["-qec", $"stty cols {columns} rows 50; {command}", "/dev/null"]);
        return [.. Steering().Replace(output.AssertGood().Text, "").Split('\n').Select(line => line.TrimEnd('\r', ' '))
            .Where(line => line.Length > 0)];
    }

    /// <summary>What .NET sends a terminal when a program starts.</summary>
    [GeneratedRegex(@"\x1b\[[?0-9;]*[A-Za-z]|\x1b[=>]")]
    private static partial Regex Steering();
}
