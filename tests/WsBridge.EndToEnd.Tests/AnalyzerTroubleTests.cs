using System.Diagnostics;
using WsBridge.Host;

namespace WsBridge.EndToEnd.Tests;

/// <summary>
/// The analyzer cannot be started, or dies: tshark shows every packet and one note that says so, and never waits for ever.
/// </summary>
internal sealed class AnalyzerTroubleTests
{
    private const string NotStarted = "wsbridge.expert.analyzer_not_started";
    private const string Stopped = "wsbridge.expert.analysis_stopped";
    private const int Packets = 441;
    private static readonly string Recording = Recordings.TwoPmkids;

    private static IEnumerable<TestCaseData> Hosts()
    {
        foreach (bool twoPasses in (bool[])[false, true])
        {
            yield return Case("there is none", "/nonexistent/wsbridge", null, "/nonexistent/wsbridge");
            yield return Case("it cannot serve", null, @"printf 'ERROR\tThere is no room left. Make room.\n'",
                "There is no room left. Make room.");
            yield return Case("it ends at once", null, "exit 1", "it ended without a word");
            yield return Case("it says something else", null, "echo hello; sleep 0.2", "hello");
            yield return Case("it names pipes that are not there", null, @"printf 'WSBRIDGE\t1\t/nonexistent/a\t/nonexistent/b\n'",
                "/nonexistent/a");
            yield return Case("it talks without end", "/usr/bin/yes", null, "serve");
            yield return Case("its words steer terminals", null, @"printf '\033]0;title\007\n'", @"\x1b]0;title\x07");
            yield return Case("it ends before it answers", null, """
                folder=$(mktemp -d "$TMPDIR/wsbridge-XXXXXX")
                mkfifo "$folder/request" "$folder/reply"
                exec 3<>"$folder/request" 4<>"$folder/reply"
                printf 'WSBRIDGE\t1\t%s\t%s\n' "$folder/request" "$folder/reply"
                dd bs=1 count=21 of=/dev/null <&3 2>/dev/null
                rm -r "$folder"
                """, "it ended before it answered");

            TestCaseData Case(string name, string? path, string? script, string reason) =>
                new TestCaseData(path, script, twoPasses, reason).SetArgDisplayNames(twoPasses ? name + ", two passes" : name);
        }
    }

    [TestCaseSource(nameof(Hosts))]
    public async Task An_analyzer_that_cannot_be_started_costs_one_note(string? path, string? script, bool twoPasses, string reason)
    {
        using var work = new Workplace();
        string host = path ?? work.Script("host", script!);

        string note = await OneNote(work, NotStarted, twoPasses, arguments => work.TsharkWithHost(host, arguments));

        Assert.That(note.Replace(@"\\", @"\", StringComparison.Ordinal),
            Does.Contain(host).And.Contain(reason).And.Contain("WSBRIDGE_HOST"));
    }

    [Test]
    public async Task An_analyzer_with_another_schema_costs_one_note_that_says_what_to_do([Values] bool twoPasses)
    {
        using var work = new Workplace();
        string schema = await File.ReadAllTextAsync(Programs.Schema);
        int hash = schema.IndexOf("hash = \"", StringComparison.Ordinal) + 8;
        string other = work.Write("schema.lua", schema[..hash] + new string('0', 32) + schema[(hash + 32)..]);

        string note = await OneNote(work, NotStarted, twoPasses,
            arguments => work.Run(Programs.WsBridge, ["tshark", "-n", .. arguments],
            new Dictionary<string, string?> { ["WSBRIDGE_SCHEMA"] = other }));

        Assert.That(note, Does.Contain("`wsbridge doctor`"));
    }

    [Test]
    public async Task An_analyzer_killed_after_so_many_octets_costs_one_note([Values(60, 1000, 5000, 20_000)] int octets,
        [Values] bool twoPasses)
    {
        using var work = new Workplace();
        string host = work.Script("short-lived", $"""
            # The real analyzer behind pipes that carry so many octets of requests; then it is killed.
            folder=$(mktemp -d "$TMPDIR/wsbridge-XXXXXX")
            mkfifo "$folder/request" "$folder/reply" "$folder/line"
            '{Programs.WsBridge}' serve >"$folder/line" &
            host=$!
            IFS='	' read -r word version request reply <"$folder/line"
            exec 3<>"$folder/request" 4<>"$folder/reply" 5>"$request" 6<"$reply" # the analyzer's pipes lose their names with the greeting
            cat <&6 >&4 3>&- 4>&- 5>&- 6<&- &
            cat=$!
            exec 6<&-
            printf 'WSBRIDGE\t1\t%s\t%s\n' "$folder/request" "$folder/reply"
            dd bs=1 count={octets} <&3 >&5 2>/dev/null
            sleep 0.2
            kill -9 $host
            exec 3>&- 4>&- 5>&-
            wait $host $cat
            rm -r "$folder"
            """);

        string note = await OneNote(work, Stopped, twoPasses, arguments => work.TsharkWithHost(host, arguments));

        Assert.That(note, Does.Match("Frames from number [0-9]+ on were not analysed").And.Contain("reload"));
    }

    [Test]
    public async Task An_analyzer_killed_in_the_middle_of_a_stream_costs_one_note_on_the_next_frame()
    {
        using var work = new Workplace();
        byte[] capture = await File.ReadAllBytesAsync(Recording);
        const int firstPart = 40_000;
        var start = new ProcessStartInfo(Programs.Tshark)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (string argument in (string[])[
            "-X",
            "lua_script:" + Programs.Stub,
            "-n",
            "-l",
            "-r",
            "-",
            "-T",
            "fields",
            "-e",
            "frame.number",
            "-e",
            "wsbridge.sta",
            "-e",
            Stopped,
        ])
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name,
            string? value) in work.Environment(new Dictionary<string, string?> { ["WSBRIDGE_HOST"] = Programs.WsBridge }))
        {
            start.Environment[name] = value;
        }

        using Process tshark = Process.Start(start)!;
        using var limit = new Timer(_ => OurProcesses.EndAll(work.Temporary), null, 60_000, Timeout.Infinite);
        await tshark.StandardInput.BaseStream.WriteAsync(capture.AsMemory(0, firstPart));
        await tshark.StandardInput.BaseStream.FlushAsync();
        var lines = new List<string>();
        while (await tshark.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (line.Contains("02:00", StringComparison.Ordinal))
            {
                break;
            }
        }

        OurProcess? analyzer = OurProcesses.Analyzer(work.Temporary);
        Assert.That(analyzer, Is.Not.Null);
        analyzer!.Kill();
        await tshark.StandardInput.BaseStream.WriteAsync(capture.AsMemory(firstPart));
        tshark.StandardInput.Close();
        lines.AddRange((await tshark.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        await tshark.WaitForExitAsync();

        Assert.That(tshark.ExitCode, Is.Zero);
        Assert.That(lines.Select(line => line.Split('\t')[0]), Is.EqualTo(Enumerable.Range(1, Packets).Select(number => $"{number}")));
        Assert.That(lines.Count(line => line.Split('\t')[2].Length > 0), Is.EqualTo(1));
        await work.AssertNothingLeft();
    }

    [TestCase("tmp/wsbridge-abcdef/request", "is no pipe")]
    [TestCase("tmp/wsbridge-abcdef/../../wsbridge-abcdef/request", "none of its pipes in the temporary folder")]
    [TestCase("tmp/wsbridge-abcdef/other", "none of its pipes in the temporary folder")]
    [TestCase("tmp/other/request", "none of its pipes in the temporary folder")]
    [TestCase("home/wsbridge-abcdef/request", "none of its pipes in the temporary folder")]
    public async Task No_announcement_makes_the_stub_write_into_a_file(string announced, string reason)
    {
        using var work = new Workplace();
        string root = Path.GetDirectoryName(work.Temporary)!;
        string path = Path.Combine(root, announced);
        string folder = Path.Combine(work.Temporary, "wsbridge-abcdef");
        string host = work.Script("host", $"""
            mkdir -p '{folder}' '{Path.GetDirectoryName(path)}' '{root}/wsbridge-abcdef'
            echo precious >'{path}'
            printf 'WSBRIDGE\t{BridgeServer.ProtocolVersion}\t%s\t%s\n' '{path}' '{Path.GetDirectoryName(path)}/reply'
            sleep 0.2
            cat '{path}' >>'{work.Path("kept")}'
            rm -r '{folder}'
            """);

        string note = await OneNote(work, NotStarted, twoPasses: false, arguments => work.TsharkWithHost(host, arguments));

        Assert.That(note, Does.Contain(path).And.Contain(reason));
        Assert.That(await File.ReadAllLinesAsync(work.Path("kept")), Is.All.EqualTo("precious"));
    }

    [Test]
    public async Task An_analyzer_that_warns_before_it_begins_is_used_all_the_same()
    {
        using var work = new Workplace();
        string host = work.Script("host", $"""
            echo 'warning: setlocale: cannot change locale' >&2
            exec '{Programs.WsBridge}' "$@"
            """);

        List<ShownFrame> frames =
            ShownFrame.From((await work.TsharkWithHost(host, ["-r", Recording, .. ShownFrame.Options])).AssertGood().Text);

        Assert.That(frames.SelectMany(frame => frame.Experts), Has.None.EqualTo(NotStarted).And.Not.Empty);
    }

    [Test]
    public async Task The_note_counts_among_expert_infos()
    {
        using var work = new Workplace();

        string[] lines = (await work.TsharkWithHost("/nonexistent/wsbridge", "-r", Recording, "-q", "-z", "expert")).Good();

        Assert.That(lines.Count(line => line.Contains("could not be started", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    /// <summary>Looks in two ways: every packet is there, and this expert info stands on one; gives its text.</summary>
    private static async Task<string> OneNote(Workplace work, string expert, bool twoPasses, Func<string[], Task<Output>> tshark)
    {
        string[] passes = twoPasses ? ["-2"] : [];
        List<ShownFrame> frames = ShownFrame.From((await tshark([.. passes, "-r", Recording, .. ShownFrame.Options])).AssertGood().Text);
        string[] filtered =
            (await tshark([
                .. passes,
                "-r",
                Recording,
                "-Y",
                expert,
                "-T",
                "fields",
                "-E",
                "occurrence=a",
                "-E",
                "aggregator=|",
                "-e",
                "frame.number",
                "-e",
                "_ws.expert.message",
            ])).Good();

        Assert.That(frames, Has.Count.EqualTo(Packets));
        Assert.That(frames.SelectMany(frame => frame.Experts).Where(name => name is NotStarted or Stopped), Is.EqualTo((string[])[expert]));
        Assert.That(filtered, Has.Length.EqualTo(1));
        return filtered[0];
    }
}
