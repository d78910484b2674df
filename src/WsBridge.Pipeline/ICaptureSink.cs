using WsBridge.Analysis;

namespace WsBridge.Pipeline;

/// <summary>Takes what the analysis of one capture says.</summary>
public interface ICaptureSink : IFindingSink
{
    /// <summary>
    /// Encrypted data frames are looked at too, for the times of roams. Wireshark's stub sends none, so what must be the same there goes
    /// without, unless a rule is asked for that needs them.
    /// </summary>
    bool WantsDataFrames { get; }

    /// <summary>The capture has ended: what is found from here on stands on earlier frames.</summary>
    void OnEnd()
    {
    }
}
