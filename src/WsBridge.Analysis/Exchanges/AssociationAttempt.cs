using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Exchanges;

/// <summary>An attempt of a STA to associate, as far as its exchanges have to know of it.</summary>
public abstract class AssociationAttempt
{
    private protected AssociationAttempt(FrameRef start) => Start = End = start;

    /// <summary>The first frame of the attempt.</summary>
    public FrameRef Start { get; }

    /// <summary>The frame that completed or ended it; the latest one as long as it runs.</summary>
    public FrameRef End { get; internal set; }

    /// <summary>The latest answer was a refusal.</summary>
    internal bool IsRefused { get; set; }

    /// <summary>It belongs to another link of the same AP MLD.</summary>
    internal abstract void MoveTo(Association association);

    /// <summary>The Deauthentication or Disassociation that seemed to end it has ended nothing; this frame came before it.</summary>
    internal abstract void GoOn(FrameRef end);

    /// <summary>The attempt has ended; a success may still turn out to be none.</summary>
    internal bool IsOver { get; set; }
}
