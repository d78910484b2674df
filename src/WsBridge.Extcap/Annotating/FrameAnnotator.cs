using WsBridge.Analysis;
using WsBridge.Keys;
using WsBridge.Sdk;

namespace WsBridge.Extcap.Annotating;

/// <summary>
/// Analyses the frames of a capture on their way to Wireshark, and says as packet comments what becomes clear on each. What is about an
/// earlier frame, which Wireshark has already, names it.
/// </summary>
internal sealed class FrameAnnotator : IFindingSink, IDisposable
{
    private readonly FrameSelector _selector = new(WifiInterest.Frames);
    private readonly List<string> _comments = [];
    private readonly Action<string> _log;
    private readonly LoadedKeys _keys;
    private readonly WifiAnalysis _analysis;

    /// <param name="keys">Where keys are to be read from.</param>
    /// <param name="log">Takes sentences for the user.</param>
    public FrameAnnotator(KeySources keys, Action<string> log)
    {
        _log = log;
        _keys = LoadedKeys.From(keys);
        _analysis = new WifiAnalysis(RuleCatalog.All, this, _keys.Table);
        foreach (string remark in _keys.Table.Remarks)
        {
            log($"Keys: {remark}");
        }
    }

    public bool WantsFacts => false;

    /// <summary>Looks at the next frame.</summary>
    /// <returns>The comments that it gets.</returns>
    public IReadOnlyList<string> Look(in Frame frame)
    {
        _comments.Clear();
        try
        {
            if (_selector.Wants(frame))
            {
                _analysis.OnFrame(frame);
            }
        }
#pragma warning disable CA1031 // whatever the fault in ours is, it costs this frame and not the rest of the capture
        catch (Exception error)
#pragma warning restore CA1031
        {
            _log($"Packet {frame.Id} could not be analysed, which is a fault in WsBridge: {error.GetType().Name}. Please report it with the packet.");
        }

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
        _analysis.Dispose();
        _keys.Dispose();
    }
}
