using System.Globalization;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>The rows of <c>wsbridge roams</c> are what AP and client logged, and their times are those that tshark shows.</summary>
[Category(Categories.OneWireshark)]
internal sealed class RoamsTests
{
    /// <summary>A row need not wait longer for the first data.</summary>
    private const decimal PatienceMs = 10_000;

    /// <summary>
    /// The recordings have nanoseconds. Wireshark hands a time to Lua as a double of seconds, good to an eighth of a microsecond, and the
    /// analysis rounds it to microseconds: two of them are off by so much together.
    /// </summary>
    private const decimal RoundingMs = 0.00125m;

    private static IReadOnlyList<string> Recordings => RoamTruth.Recordings;

    [TestCaseSource(nameof(Recordings))]
    public async Task Rows_are_those_of_the_truth(string recording)
    {
        using var work = new Workplace();

        List<ShownRoam> rows = await Rows(work, PathOf(recording));

        Assert.That(rows.Select(row => row.Line), Is.EqualTo(RoamTruth.Of(recording).Select(truth => truth.Line)));
        Assert.That(rows.Select(row => row.Index), Is.EqualTo(Enumerable.Range(1, rows.Count)));
        Assert.That(rows.Select(row => row.StartFrame), Is.Unique.And.Ordered);
    }

    [TestCaseSource(nameof(Recordings))]
    public async Task Times_are_those_that_tshark_shows(string recording)
    {
        using var work = new Workplace();
        List<ShownRoam> rows = await Rows(work, PathOf(recording));
        List<TsharkFrame> frames = await TsharkFrame.Of(work, PathOf(recording));

        foreach (ShownRoam row in rows)
        {
            if (row.Outcome != "success")
            {
                Assert.That((row.HandoffMs, row.FirstDataMs, row.GapMs), Is.EqualTo(((double?)null, (double?)null, (double?)null)));
                continue;
            }

            // Data with the target counts from success on, up to the client's next attempt.
            int next = rows.Where(other => other.Sta == row.Sta && other.StartFrame > row.StartFrame).Select(other => other.StartFrame)
                .FirstOrDefault(int.MaxValue);
            TsharkFrame start = frames[row.StartFrame - 1];
            TsharkFrame end = frames[row.EndFrame - 1];
            TsharkFrame? first =
                frames.Find(frame => frame.IsDataOf(row.Sta) && frame.Bssid == row.To && frame.Number > end.Number && frame.Number < next);
            if (row.FirstDataMs is null && first?.Milliseconds - end.Milliseconds > PatienceMs)
            {
                first = null;
            }

            // Before, what was there last is with the AP that it comes from, or with any while it failed to come back.
            List<ShownRoam> before = rows.FindAll(other => other.Sta == row.Sta && other.StartFrame < row.StartFrame);
            bool comesBack = before.Exists(other => other.Outcome == "success") && before[^1].Outcome != "success";
            TsharkFrame? last =
                frames.FindLast(frame => frame.IsDataOf(row.Sta) && frame.Number < (first?.Number ?? 0)
                && (frame.Number < start.Number || frame.Bssid != row.To));
            if (last?.Bssid != row.From && !(row.From is null && comesBack))
            {
                last = null;
            }

            AssertTime(row.HandoffMs, start, end, $"hand-off of roam {row.Index}");
            AssertTime(row.FirstDataMs, start, first, $"first data of roam {row.Index}");
            AssertTime(row.GapMs, last, first, $"gap of roam {row.Index}");
        }
    }

    private static string PathOf(string recording) => Path.Combine(RepositoryPaths.Captures, recording + ".pcapng");

    private static async Task<List<ShownRoam>> Rows(Workplace work, string capture) =>
        ShownRoam.FromNdjson((await work.WsBridge("roams", "--format", "ndjson", capture)).Good());

    private static void AssertTime(double? shown, TsharkFrame? from, TsharkFrame? to, string what)
    {
        decimal? expected = to?.Milliseconds - from?.Milliseconds;
        Assert.That((decimal?)shown, expected is null ? Is.Null : Is.EqualTo(expected).Within(RoundingMs), what);
    }

    /// <summary>A frame as tshark without the bridge shows it.</summary>
    private sealed record TsharkFrame(int Number, decimal Milliseconds, bool IsProtectedData, string Bssid, string Sta)
    {
        public static async Task<List<TsharkFrame>> Of(Workplace work, string capture)
        {
            Output output = await work.PlainTshark("-r", capture, "-T", "fields", "-e", "frame.number", "-e", "frame.time_epoch", "-e",
                "wlan.fc.type_subtype", "-e", "wlan.fc.protected", "-e", "wlan.bssid", "-e", "wlan.staa");
            return [.. output.Good().Select(line => Read(line.Split('\t')))];
        }

        public bool IsDataOf(string sta) => IsProtectedData && Sta == sta;

        private static TsharkFrame Read(string[] fields)
        {
            const int Null = 4;
            int kind = Convert.ToInt32(fields[2], 16);
            bool isData = kind >> 4 == 2 && (kind & Null) == 0;
            return new TsharkFrame(
                int.Parse(fields[0], CultureInfo.InvariantCulture),
                decimal.Parse(fields[1], CultureInfo.InvariantCulture) * 1000,
                isData && fields[3] is ("1" or "True"),
                fields[4],
                fields[5]);
        }
    }
}
