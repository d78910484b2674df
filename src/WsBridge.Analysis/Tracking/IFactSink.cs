namespace WsBridge.Analysis.Tracking;

/// <summary>Where the analysis says what each frame is.</summary>
public interface IFactSink
{
    /// <summary>Whether anybody looks at facts.</summary>
    bool WantsFacts { get; }

    /// <summary>What a frame is within its exchange, fault or not. Never called when <see cref="WantsFacts"/> is false.</summary>
    void Fact(FrameFacts facts);
}
