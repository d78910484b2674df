namespace WsBridge.Sdk;

/// <summary>The analysis of one capture; frames come in capture order.</summary>
public interface IAnalyzerSession : IDisposable
{
    /// <summary>Looks at a frame and says to the sink what it found, on this frame or an earlier one.</summary>
    void OnFrame(in Frame frame);

    /// <summary>
    /// A data frame of a STA, encrypted or not, before the frame that asked for it (<see cref="FrameChoice.SendWithEarlierData"/>). It may
    /// have come to <see cref="OnFrame"/> too, where it was chosen. Called of the built-in analysis only.
    /// </summary>
    /// <param name="frame">Its time is its own and its id that of another frame, as nothing can be said on it. Of its octets only those
    /// of its MAC header may be there.</param>
    void OnEarlierData(in Frame frame)
    {
        // Most analyzers have no use for when a STA was served.
    }

    /// <summary>
    /// No more frames come, as far as the host can tell: what had to wait is said now, and shows on a later pass (Wireshark's window,
    /// <c>tshark -2</c>). It may be called again, and frames may follow all the same. Called of the built-in analysis only.
    /// </summary>
    void OnEnd()
    {
        // Most analyzers have said everything by then.
    }
}
