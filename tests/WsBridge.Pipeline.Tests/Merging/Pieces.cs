using WsBridge.Capture;
using WsBridge.Pipeline.Merging;
using WsBridge.Reports.Rows;
using WsBridge.Testing;

namespace WsBridge.Pipeline.Tests.Merging;

/// <summary>Recordings that are analysed as one timeline, and what is said of them, by the numbers that frames had in the first place.</summary>
internal static class Pieces
{
    /// <summary>A recording in so many parts, one after the other.</summary>
    public static Recording[] Cut(Recording whole, int parts)
    {
        int size = (whole.Packets.Count + parts - 1) / parts;
        return [.. whole.Packets.Chunk(size).Select((packets, part) => new Recording($"part {part}", packets))];
    }

    /// <summary>What the analysis says of a recording.</summary>
    public static string[] Analyze(Recording whole)
    {
        var result = CaptureResult.Of(new MemoryStream(whole.ToArray()), whole.Name);
        return Lines(result, frame => whole.Packets[(int)frame - 1].Number);
    }

    /// <summary>What it says of several, of one sensor each or of one sensor all.</summary>
    public static string[] Merge(IReadOnlyList<Recording> pieces, bool areOfOneSensor, out MergedCapture merged)
    {
        var origins = new FrameOrigins([.. pieces.Select((_, place) => $"{place}")]);
        int[] places = [.. Enumerable.Range(0, pieces.Count)];
        merged = new MergedCapture(areOfOneSensor ? [places] : [.. places.Select(place => (int[])[place])],
            place => CaptureReader.Open(new MemoryStream(pieces[place].ToArray()), pieces[place].Name), origins);
        using (merged)
        {
            var result = new CaptureResult();
            using var analyzer = new CaptureAnalyzer(result);
            Assert.That(analyzer.Analyze(merged), Is.Null);
            return Lines(result, frame =>
            {
                (string file, long number) = origins.Of(frame);
                return pieces[int.Parse(file, null)].Packets[(int)number - 1].Number;
            });
        }
    }

    private static string[] Lines(CaptureResult result, Func<long, long> numberOf)
    {
        return
        [
            .. result.Findings.Select(finding => RowJson.Line(FindingRow.Of(NameOf, finding))),
            .. result.Attempts.Select(attempt => RowJson.Line(RoamRow.Of(NameOf, attempt))),
        ];

        FrameName NameOf(long frame) => new("recording", numberOf(frame));
    }
}
