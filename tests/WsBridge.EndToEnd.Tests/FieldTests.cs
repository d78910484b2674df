using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>The captures on which the analysis was once wrong, through the commands and through tshark.</summary>
[TestFixture]
internal sealed class FieldTests
{
    private static IEnumerable<TestCaseData> Cases => FieldCases.All.Select(one => new TestCaseData(one).SetArgDisplayNames(one.Capture));

    [Category(Categories.OneWireshark)]
    [TestCaseSource(nameof(Cases))]
    public async Task Analyze_and_roams_give_what_is_right(FieldCase one)
    {
        using var work = new Workplace();

        Output analyzed = await work.WsBridge(["analyze", "--format", "ndjson", .. Keys(one), one.Path]);
        Output roams = await work.WsBridge(["roams", "--format", "ndjson", .. Keys(one), one.Path]);

        var seen = new SeenCapture([.. analyzed.Lines.Select(Finding)], [.. roams.Lines.Select(Row)]);
        List<string> faults =
        [
            .. one.Faults(seen),
            .. one.Errors.Where(words => !Regex.IsMatch(analyzed.Errors, words))
                .Select(words => $"standard error lacks “{words}”: {analyzed.Errors}"),
            .. ((int[])[analyzed.Status, roams.Status]).Where(status => status != one.Status)
                .Select(status => $"exit status {status} instead of {one.Status}: {analyzed.Errors}"),
        ];
        Assert.That(faults, Is.Empty, one.Right);
    }

    /// <summary>What is judged only at the end of the capture stands on its frame on the second pass.</summary>
    [TestCaseSource(nameof(Cases))]
    public async Task Tshark_shows_what_analyze_finds(FieldCase one)
    {
        using var work = new Workplace();
        string likewise = one.Capture.EndsWith(".ncf", StringComparison.Ordinal) && one.Like is { } like
            ? Path.Combine(RepositoryPaths.Captures, like)
            : one.Path;

        List<ShownFinding> analyzed =
            ShownFinding.FromNdjson((await work.WsBridge(["analyze", "--format", "ndjson", .. Keys(one), likewise])).Lines);
        Output shown =
            await work.Tshark([.. one.DecodeAs is { } decode ? (string[])["-d", decode] : [], "-2", "-r", one.Path, .. ShownFrame.Options],
                Environment(one));

        List<ShownFrame> frames = ShownFrame.From(shown.AssertGood().Text);
        Assert.That(ShownFinding.FromTshark(frames),
            one.Keys is null ? Is.EquivalentTo(FoundByLibrary.Of(likewise).LaterPass) : Is.SupersetOf(analyzed));
        if (one.Frames > 0)
        {
            Assert.That(frames, Has.Count.EqualTo(one.Frames));
        }
    }

    private static string[] Keys(FieldCase one) => one.Keys is { } keys ? ["--keys", KeysOf(one, keys)] : [];

    private static Dictionary<string, string?> Environment(FieldCase one) =>
        one.Keys is { } keys ? new() { ["WSBRIDGE_KEYS"] = KeysOf(one, keys) } : [];

    private static string KeysOf(FieldCase one, string keys) => Path.Combine(Path.GetDirectoryName(one.Path)!, keys);

    private static SeenFinding Finding(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement finding = document.RootElement;
        return new SeenFinding(
            finding.GetProperty("frame").GetInt64(),
            [.. finding.GetProperty("related").EnumerateArray().Select(related => related.GetProperty("frame").GetInt64())],
            Text(finding, "rule")!,
            Text(finding, "name")!,
            Text(finding, "severity")!,
            Text(finding, "fault"),
            $"{Text(finding, "message")} {Text(finding, "verdict")} {Text(finding, "next")}",
            finding.GetProperty("roam").ValueKind == JsonValueKind.Number ? finding.GetProperty("roam").GetInt32() : null);
    }

    private static SeenRow Row(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement row = document.RootElement;
        return new SeenRow(
            row.GetProperty("index").GetInt32(),
            Text(row, "type"),
            Text(row, "authentication"),
            Text(row, "outcome")!,
            Text(row, "cause"),
            Text(row, "fault"),
            Number(row, "handoff_ms"),
            Number(row, "outage_ms"),
            [.. row.GetProperty("frames").GetProperty("m2").EnumerateArray().Select(frame => frame.GetInt64())]);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static double? Number(JsonElement element, string name) =>
        element.GetProperty(name).ValueKind == JsonValueKind.Number
            ? double.Parse(element.GetProperty(name).GetRawText(), CultureInfo.InvariantCulture)
            : null;
}
