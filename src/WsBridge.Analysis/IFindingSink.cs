namespace WsBridge.Analysis;

/// <summary>Where the analysis says what it found.</summary>
public interface IFindingSink
{
    /// <summary>A finding, at the moment it became clear.</summary>
    void Found(Finding finding);

    /// <summary>What a frame is within its exchange, fault or not. Never called when <see cref="WantsFacts"/> is false.</summary>
    void Fact(FrameFacts facts);

    /// <summary>Whether anybody looks at facts.</summary>
    bool WantsFacts { get; }
}
