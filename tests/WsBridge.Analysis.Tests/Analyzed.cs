using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Tracking;
using WsBridge.Capture;
using WsBridge.Dot11;
using WsBridge.Pipeline;

namespace WsBridge.Analysis.Tests;

/// <summary>The findings of a capture, got the way the command line gets them.</summary>
internal sealed class Analyzed : ICaptureSink, ICaptureWatch
{
    private readonly List<Finding> _findings = [];
    private readonly List<Roam> _roams = [];
    private readonly List<long> _times = [];

    /// <summary>What was found.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Association attempts, in the order they were handed out.</summary>
    public IReadOnlyList<Roam> Roams => _roams;

    /// <summary>Time of each frame in microseconds, the first one at 0.</summary>
    public IReadOnlyList<long> Times => _times;

    /// <summary>Where the octets contradict what the capture says of the FCS.</summary>
    public Analysis.Intake.FcsContradictions? Fcs { get; private set; }

    /// <summary>STAs that have a key and no part in the capture.</summary>
    public IReadOnlyCollection<MacAddress> UnheardStas { get; private set; } = [];

    /// <summary>The frame from which on not every client was remembered; null when all were.</summary>
    public long? EvictsFrom { get; private set; }

    public bool WantsFacts => true;

    public bool WantsDataFrames { get; private set; }

    /// <summary>Called with every fact, while the exchange is as it was at that frame.</summary>
    private Action<FrameFacts> OnFact { get; init; } = static _ => { }; // taken so that the code that makes them runs in every test

    public static Analyzed File(string path, KeyTable? keys = null, Action<FrameFacts>? onFact = null) =>
        Octets(System.IO.File.ReadAllBytes(path), keys, onFact);

    /// <param name="capture">The capture file.</param>
    /// <param name="keys">The known keys.</param>
    /// <param name="onFact">Called with every fact.</param>
    /// <param name="looksAtData">As for <c>roams</c>; else as for <c>analyze</c> and tshark.</param>
    public static Analyzed Octets(byte[] capture, KeyTable? keys = null, Action<FrameFacts>? onFact = null, bool looksAtData = true)
    {
        var analyzed = onFact is null ? new Analyzed() : new Analyzed { OnFact = onFact };
        analyzed.WantsDataFrames = looksAtData;
        using var analyzer = new CaptureAnalyzer(analyzed, new CaptureAnalyzerOptions { Keys = keys, Watch = analyzed });
        analyzer.Analyze(new MemoryStream(capture), "test");
        WifiAnalysis analysis = analyzer.Analysis;
        analyzed.Fcs = analysis.FcsContradictions;
        analyzed.UnheardStas = [.. analysis.UnheardStas];

        return analyzed;
    }

    /// <summary>As in Wireshark and tshark: others choose the frames, here all of them.</summary>
    public static Analyzed Chosen(byte[] capture, KeyTable keys, Action<FrameFacts> onFact)
    {
        var analyzed = new Analyzed { OnFact = onFact };
        using var analyzer = new CaptureAnalyzer(analyzed, new CaptureAnalyzerOptions { Keys = keys });
        using CaptureReader reader = CaptureReader.Open(new MemoryStream(capture), "test");
        while (reader.TryRead(out CaptureRecord record))
        {
            analyzer.OnChosenFrame(record.ToFrame());
        }

        analyzer.End();
        return analyzed;
    }

    /// <summary>
    /// The frame that a finding is about: where it shows on a later pass, which for what is judged late is where the exchange was ended.
    /// </summary>
    public static long FrameOf(Finding finding) =>
        (finding.About is [.., { Kind: FrameKind.Deauthentication or FrameKind.Disassociation } ended] ? ended : finding.Frame).Ref.Id;

    public void See(in CaptureRecord record) => _times.Add(FrameTime.FromNanoseconds(record.TimeNanoseconds));

    public void Found(Finding finding) => _findings.Add(finding);

    public void EvictionBegan(Analysis.Frames.StoredFrame frame) =>
        EvictsFrom = EvictsFrom is null ? frame.Ref.Id : throw new InvalidOperationException("said twice");

    public void RoamSettled(Roam roam) => _roams.Add(roam);

    public void Fact(FrameFacts facts) => OnFact(facts);
}
