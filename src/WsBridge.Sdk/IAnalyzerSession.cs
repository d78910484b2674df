namespace WsBridge.Sdk;

/// <summary>The analysis of one capture; frames come in capture order.</summary>
public interface IAnalyzerSession : IDisposable
{
    /// <summary>Looks at a frame and says to the sink what it found, on this frame or an earlier one.</summary>
    void OnFrame(in Frame frame);
}
