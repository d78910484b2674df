using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Tracking;
using WsBridge.Pipeline;

namespace WsBridge.EndToEnd.Tests;

/// <summary>
/// What the analysis finds without any program around it, told apart by when: each way to show findings must show exactly its part.
/// </summary>
internal sealed class FoundByLibrary : ICaptureSink
{
    private readonly List<ShownFinding> _running = [];
    private readonly List<ShownFinding> _atEnd = [];
    private readonly List<ShownFinding> _again = [];
    private bool _hasEnded;

    /// <summary>What is clear on a frame: all that one pass can show, as it has shown every frame when the capture ends.</summary>
    public IReadOnlyList<ShownFinding> Running => _running;

    /// <summary>What is clear only at the end of the capture.</summary>
    public IReadOnlyList<ShownFinding> AtEnd => _atEnd;

    /// <summary>What <c>analyze</c> finds: each once.</summary>
    public IReadOnlyList<ShownFinding> All => [.. _running, .. _atEnd];

    /// <summary>What a later pass shows: each on the frames that it is about too.</summary>
    public IReadOnlyList<ShownFinding> LaterPass => [.. _running, .. _atEnd, .. _again];

    public bool WantsFacts => false;

    public bool WantsDataFrames => false;

    /// <summary>Of a capture, without keys.</summary>
    public static FoundByLibrary Of(string capture)
    {
        var found = new FoundByLibrary();
        using var analyzer = new CaptureAnalyzer(found);
        analyzer.Analyze(File.OpenRead(capture), capture);
        return found;
    }

    public void OnEnd() => _hasEnded = true;

    public void Found(Finding finding)
    {
        (_hasEnded ? _atEnd : _running).Add(Shown(finding, finding.Frame.Ref.Id, []));
        long clearOn = finding.Frame.Ref.Id;
        _again.AddRange(finding.About.Select(about => about.Ref.Id).Where(about => about != clearOn)
            .Select(about => Shown(finding, about, [clearOn])));
    }

    public void Fact(FrameFacts facts)
    {
        // Not wanted.
    }

    private static ShownFinding Shown(Finding finding, long frame, long[] first) => new(
        (int)frame,
        finding.Rule.Id,
        finding.Severity.ToString().ToLowerInvariant(),
        finding.Message,
        string.Join(',', first.Concat(finding.Related.Select(related => related.Frame.Id).Where(related => related != frame))));
}
