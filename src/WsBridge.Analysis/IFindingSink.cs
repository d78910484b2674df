using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Roams;

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

    /// <summary>From this frame on not every client can be remembered. Called once.</summary>
    void Forgets(StoredFrame frame)
    {
        // Whoever reads a whole capture says it at its end.
    }

    /// <summary>An association attempt has just ended. One that seemed to have succeeded may go on and end again.</summary>
    void RoamEnded(Roam roam)
    {
        // Most sinks take findings only.
    }

    /// <summary>Nothing about an association attempt will change any more; they come in the order of their indexes.</summary>
    void RoamSettled(Roam roam)
    {
        // Most sinks take findings only.
    }
}
