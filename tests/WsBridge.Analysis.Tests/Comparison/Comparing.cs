using WsBridge.Analysis.Comparison;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Roams;
using WsBridge.Capture;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Comparison;

/// <summary>Two captures compared the way the command line does it.</summary>
internal static class Comparing
{
    public static (string Summary, IReadOnlyList<Difference> Differences, AttemptPair Pair) Of(CaptureBuilder good, CaptureBuilder bad,
        int? goodIndex = null, int? badIndex = null) =>
        Of(good.ToArray(), bad.ToArray(), goodIndex, badIndex);

    public static (string Summary, IReadOnlyList<Difference> Differences, AttemptPair Pair) Of(byte[] good, byte[] bad,
        int? goodIndex = null, int? badIndex = null)
    {
        AttemptPair pair = AttemptPair.Choose(ListOf(good, goodIndex), ListOf(bad, badIndex))!;
        AttemptFrames goodFrames = FramesOf(good, pair.Good);
        AttemptFrames badFrames = FramesOf(bad, pair.Bad);
        IReadOnlyList<Difference> differences = AttemptComparison.Of(goodFrames, badFrames);
        return (ComparisonSummary.Of(differences, goodFrames, badFrames), differences, pair);
    }

    public static AttemptList ListOf(byte[] capture, int? index = null)
    {
        var list = new AttemptList(index);
        foreach (Roam roam in Analyzed.Octets(capture).Roams)
        {
            list.Add(roam);
        }

        return list;
    }

    /// <summary>A difference in few words: step, element and field, both values.</summary>
    public static string Words(Difference difference) =>
        $"{difference.Step.ToKey()} {string.Join(' ', new[] { difference.Element, difference.Field }.OfType<string>())}: "
            + $"{difference.Good} | {difference.Bad}";

    private static AttemptFrames FramesOf(byte[] capture, Roam roam)
    {
        var collector = new AttemptCollector(roam);
        using CaptureReader reader = CaptureReader.Open(new MemoryStream(capture), "test");
        while (reader.TryRead(out CaptureRecord record))
        {
            collector.OnFrame(new Sdk.Frame
            {
                Id = record.Number,
                TimeMicroseconds = FrameTime.FromNanoseconds(record.TimeNanoseconds),
                LinkType = record.LinkType,
                Octets = record.Octets,
                OriginalLength = record.OriginalLength,
            });
        }

        return collector.Frames;
    }
}
