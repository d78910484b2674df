using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Tracking;

namespace WsBridge.Analysis;

/// <summary>Where the analysis says what it found.</summary>
public interface IFindingSink : IFactSink, IRoamSink
{
    /// <summary>A finding, when it became clear.</summary>
    void Found(Finding finding);

    /// <summary>From this frame on not every client can be remembered. Called once.</summary>
    void EvictionBegan(StoredFrame frame)
    {
        // Whoever reads a whole capture says it at its end.
    }
}
