using CliWrap;

namespace WsBridge.EndToEnd.Tests.Faults;

/// <summary>
/// Every read and write on a standard stream fails once under every command, and the outcome is one that docs/safety.md promises.
/// </summary>
[Category(Categories.OneWireshark)]
[Platform("Linux")]
internal sealed class StandardStreamTests
{
    private const int Input = 0, Output = 1, Errors = 2;
    private const int DiskError = 5; // EIO
    private const int MostCalls = 12; // the first ones; later ones are no others

    private static readonly string[][] Commands =
    [
        ["analyze", "IN"],
        ["analyze", "--format", "ndjson", "IN"],
        ["roams", "IN"],
        ["roams", "--format", "csv", "IN"],
        ["compare", "IN", "IN", "--good-roam", "1", "--bad-roam", "2"],
        ["annotate", "IN", "-o", "-"],
        ["extract", "IN", "--roam", "1", "-o", "-"],
        ["rules"],
        ["rules", "--format", "markdown"],
        ["explain", "ft-m2-extra-pmkids"],
        ["help", "keys"],
        ["--help"],
        ["--version"],
        ["analyze", "--help"],
    ];

    private static readonly string[][] Reading =
    [
        ["analyze", "-"],
        ["roams", "-"],
        ["annotate", "-", "-o", "OUT"],
        ["extract", "-", "--roam", "1", "-o", "OUT"],
        ["compare", "-", "IN", "--good-roam", "1", "--bad-roam", "2"],
    ];

    private static readonly string[][] Complaining =
    [
        ["analyze", "CUT"],
        ["roams", "CUT", "CUT"],
        ["annotate", "CUT", "-o", "OUT"],
        ["extract", "CUT", "--roam", "99", "-o", "OUT"],
        ["compare", "CUT", "CUT", "--good-roam", "1", "--bad-roam", "2"],
        ["analyze", "--no-such-option"],
        ["explain", "no-such-rule"],
    ];

    [TestCaseSource(nameof(Commands))]
    public async Task Whatever_fails_on_standard_output_is_said_with_status_2(params string[] command)
    {
        using var work = new Workplace();
        string[] words = Words(work, command);

        int calls = await EachCall(work, Output, words, PipeSource.Null, (now, call) =>
        {
            Assert.That(now.Status, Is.EqualTo(2), call);
            Assert.That(now.Errors, Does.Contain("wsbridge: cannot write standard output: Input/output error."), call);
        });

        Assert.That(calls, Is.Positive);
    }

    [TestCaseSource(nameof(Reading))]
    public async Task Whatever_fails_on_standard_input_is_said_with_status_3_and_what_was_read_counts(params string[] command)
    {
        using var work = new Workplace();
        string[] words = Words(work, command);

        int calls = await EachCall(work, Input, words, PipeSource.FromFile(Recordings.TwoPmkids), (now, call) =>
        {
            Assert.That(now.Status, Is.EqualTo(3).Or.EqualTo(2), $"{call}: {now.Errors}");
            Assert.That(now.Errors, Does.Contain("wsbridge: ").And.Match("(?i)input/output error"), call);
        });

        Assert.That(calls, Is.Positive);
    }

    [TestCaseSource(nameof(Complaining))]
    public async Task Whatever_fails_on_standard_error_changes_nothing_else(params string[] command)
    {
        using var work = new Workplace();
        string[] words = Words(work, command);
        Output good = await work.WsBridge(words);
        File.Delete(work.Path("out"));

        int calls = await EachCall(work, Errors, words, PipeSource.Null, (now, call) =>
        {
            Assert.That(now.Status, Is.EqualTo(good.Status), call);
            Assert.That(now.Text, Is.EqualTo(good.Text), call);
            File.Delete(work.Path("out"));
        });

        Assert.That(good.Errors, Is.Not.Empty);
        Assert.That(calls, Is.Positive);
    }

    private static string[] Words(Workplace work, string[] command)
    {
        byte[] recording = File.ReadAllBytes(Recordings.TwoPmkids);
        string cut = work.Write("cut.pcapng", recording[..(recording.Length - 7)]);
        return
        [
            .. command.Select(word => word switch { "IN" => Recordings.TwoPmkids, "CUT" => cut, "OUT" => work.Path("out"), _ => word }),
        ];
    }

    private static async Task<int> EachCall(Workplace work, int stream, string[] words, PipeSource input, Action<Output, string> check)
    {
        for (int at = 1; at <= MostCalls; at++)
        {
            (Output now, string? call) = await FaultyProgram.RunOnStream(work, stream, at, DiskError, input, words);
            if (call is null)
            {
                return at - 1;
            }

            Assert.That(now.Errors, Does.Not.Contain("fault in WsBridge").And.Not.Contain("   at "), $"{call} {at}");
            check(now, $"{call} {at}");
        }

        return MostCalls;
    }
}
