using System.Globalization;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>
/// An analyzer that answers rubbish costs what it would have said, and a note: one that what was said cannot be read, one that analysis
/// stopped. tests/rubbish makes as many answers as it is told; here it is a sample.
/// </summary>
[Category(Categories.OneWireshark)]
internal sealed class RubbishAnswersTests
{
    private const string Number = "WSBRIDGE_RUBBISH";
    private const int Sample = 200;

    private static readonly string[] OwnNotes =
    [
        "wsbridge.expert.analyzer_not_started", "wsbridge.expert.analysis_stopped", "wsbridge.expert.stub_error",
    ];

    [Test]
    public async Task Rubbish_for_an_answer_costs_a_note()
    {
        int wanted = Environment.GetEnvironmentVariable(Number) is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : Sample;
        int first = Environment.TickCount & 0xFFFFFF;
        int answers = 0, noted = 0, runs = 0;
        for (; answers < wanted; runs++)
        {
            using var work = new Workplace();
            (int got, bool isNoted) = await Run(work, first + runs);
            answers += got;
            noted += isNoted ? 1 : 0;
        }

        TestContext.Out.WriteLine($"{answers} answers in {runs} runs of tshark from seed {first} on, {noted} with a note");
        Assert.That(answers, Is.AtLeast(wanted));
        Assert.That(noted, Is.Positive, "none of it was rubbish");
    }

    private static async Task<(int Answers, bool IsNoted)> Run(Workplace work, int seed)
    {
        string recording = seed % 2 == 0 ? Recordings.TwoPmkids : Path.Combine(RepositoryPaths.Captures, "04_ft-eap-peap_ota.pcapng");
        string count = work.Path("count");
        string host = work.Script(
            "host",
            $"exec dotnet '{Path.Combine(AppContext.BaseDirectory, "WsBridge.Fuzz.dll")}' host {seed} '{count}' \"$@\"");
        string[] passes = seed % 3 == 0 ? ["-2"] : [];
        string[] numbers = (await work.PlainTshark("-r", recording, "-T", "fields", "-e", "frame.number")).Good();

        Output shown = await work.TsharkWithHost(
            host,
            [
                .. passes, "-r", recording, "-T", "fields", "-E", "occurrence=a", "-E", "aggregator=|", "-e", "frame.number",
                .. OwnNotes.SelectMany(note => (string[])["-e", note]), "-e", "_ws.expert.message", "-e", "_ws.lua.text",
            ]);

        Assert.That(shown.Status, Is.Zero, $"seed {seed}: {shown.Errors}");
        string[] lines = shown.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines.Select(line => line.Split('\t')[0]), Is.EqualTo(numbers), $"seed {seed}: a packet is not shown");
        Assert.That(shown.Text + shown.Errors, Does.Not.Contain("Lua Error").And.Not.Contain("Dissector bug"), $"seed {seed}");
        int[] notes = [.. OwnNotes.Select((_, index) => lines.Count(line => line.Split('\t')[1 + index].Length > 0))];
        Assert.That(notes, Is.All.LessThanOrEqualTo(1), $"seed {seed}");
        return (File.ReadAllLines(count).Sum(line => int.Parse(line, CultureInfo.InvariantCulture)), notes.Sum() > 0);
    }
}
