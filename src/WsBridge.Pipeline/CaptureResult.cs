using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Tracking;
using WsBridge.Capture;

namespace WsBridge.Pipeline;

/// <summary>Everything that the analysis of a capture said.</summary>
public sealed class CaptureResult : ICaptureSink
{
    private readonly List<Finding> _findings = [];
    private readonly List<FrameFacts> _facts = [];
    private readonly List<Roam> _attempts = [];

    /// <param name="wantsFacts">Facts are kept too.</param>
    public CaptureResult(bool wantsFacts = false) => WantsFacts = wantsFacts;

    /// <summary>What was found, in the order in which it became clear.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>How many of the findings were clear before the capture ended: the others stand on earlier frames.</summary>
    public int FoundBeforeEnd { get; private set; }

    /// <summary>What frames are within their exchanges; empty unless asked for.</summary>
    public IReadOnlyList<FrameFacts> Facts => _facts;

    /// <summary>The association attempts, in the order of their indexes.</summary>
    public IReadOnlyList<Roam> Attempts => _attempts;

    /// <summary>Where and why reading stopped; null after a clean end.</summary>
    public CaptureProblem? Problem { get; private set; }

    /// <inheritdoc/>
    public bool WantsDataFrames => true;

    /// <inheritdoc/>
    public bool WantsFacts { get; }

    /// <summary>Analyses a capture.</summary>
    /// <param name="capture">pcap, pcapng or CommView, also compressed. It is closed.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="wantsFacts">Facts are kept too.</param>
    /// <exception cref="CaptureFormatException">It is no capture.</exception>
    public static CaptureResult Of(Stream capture, string name, CaptureAnalyzerOptions? options = null, bool wantsFacts = false)
    {
        var result = new CaptureResult(wantsFacts);
        using var analyzer = new CaptureAnalyzer(result, options);
        result.Problem = analyzer.Analyze(capture, name);
        return result;
    }

    /// <inheritdoc/>
    public void Found(Finding finding) => _findings.Add(finding);

    /// <inheritdoc/>
    public void Fact(FrameFacts facts) => _facts.Add(facts);

    /// <inheritdoc/>
    public void RoamSettled(Roam roam) => _attempts.Add(roam);

    /// <inheritdoc/>
    public void OnEnd() => FoundBeforeEnd = _findings.Count;
}
