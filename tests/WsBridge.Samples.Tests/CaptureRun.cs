using WsBridge.Capture;
using WsBridge.Sdk;

namespace WsBridge.Samples.Tests;

/// <summary>An analyzer on a capture beside the tests.</summary>
internal static class CaptureRun
{
    public static AnalyzerRun Of(IAnalyzer analyzer, string capture)
    {
        var run = new AnalyzerRun(analyzer);
        using FileStream file = File.OpenRead(Path.Combine(TestContext.CurrentContext.TestDirectory, capture));
        using CaptureReader reader = CaptureReader.Open(file, capture);
        while (reader.TryRead(out CaptureRecord record))
        {
            run.OnFrame(new Frame
            {
                Id = record.Number,
                TimeMicroseconds = record.TimeNanoseconds / 1000,
                LinkType = record.LinkType,
                Octets = record.Octets,
                OriginalLength = record.OriginalLength,
            });
        }

        return run;
    }

    /// <summary>The values of a field as "frame value", times in milliseconds.</summary>
    public static string[] Shown(this AnalyzerRun run, string field) =>
        [.. run.Fields.Where(shown => shown.Line.Field.Filter == field)
            .Select(shown => $"{shown.Frame} {(shown.Line.Field.Type == FieldType.RelativeTime ? shown.Line.Value.Number / 1_000_000 : shown.Line.Value.Number)}")];

    /// <summary>The expert infos as "frame name".</summary>
    public static string[] Raised(this AnalyzerRun run) =>
        [.. run.Experts.Select(raised => $"{raised.Frame} {raised.Line.Expert.Filter.Split('.')[^1]}")];
}
