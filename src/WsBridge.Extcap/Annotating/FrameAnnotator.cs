using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Tracking;
using WsBridge.Keys;
using WsBridge.Pipeline;
using WsBridge.Sdk;

namespace WsBridge.Extcap.Annotating;

/// <summary>
/// Analyses the frames of a capture on their way to Wireshark, and says as packet comments what becomes clear on each. What is about an
/// earlier frame, which Wireshark has already, names it.
/// </summary>
internal sealed class FrameAnnotator : ICaptureSink, IDisposable
{
    private readonly List<string> _comments = [];
    private readonly Action<string> _log;
    private readonly LoadedKeys _keys;
    private readonly CaptureAnalyzer _analyzer;

    /// <param name="keys">Where keys are to be read from.</param>
    /// <param name="log">Takes sentences for the user.</param>
    public FrameAnnotator(KeySources keys, Action<string> log)
    {
        _log = log;
        _keys = LoadedKeys.From(keys);
        _analyzer = new CaptureAnalyzer(this, new CaptureAnalyzerOptions { Keys = _keys.Table, OnFault = TryLog });
        foreach (string remark in _keys.Table.Remarks)
        {
            log($"Keys: {remark}");
        }
    }

    public bool WantsDataFrames => false;

    public bool WantsFacts => false;

    /// <summary>Looks at the next frame.</summary>
    /// <returns>The comments that it gets.</returns>
    public IReadOnlyList<string> Look(in Frame frame)
    {
        _comments.Clear();
        _analyzer.OnFrame(frame);
        return _comments;
    }

    public void Found(Finding finding) => _comments.Add(FindingComment.Of(finding));

    public void Fact(FrameFacts facts)
    {
        // Nobody looks at facts here.
    }

    /// <summary>Zeroes the keys.</summary>
    public void Dispose()
    {
        _analyzer.Dispose();
        _keys.Dispose();
    }

    private bool TryLog(AnalysisFault fault)
    {
        _log($"Packet {fault.Frame} could not be analysed, which is a fault in WsBridge: {fault.Error.GetType().Name}. Please report it "
            + $"with the packet.");
        return true;
    }
}
