namespace WsBridge.Analysis.Frames;

/// <summary>Whether a frame was acknowledged and how often it was repeated; known only after it.</summary>
internal sealed class Acknowledgement
{
    /// <summary>Of frames whose acknowledgement nobody asks for: nothing is written to it.</summary>
    public static Acknowledgement NotAsked { get; } = new();

    /// <summary>The capture has it.</summary>
    public bool IsThere { get; set; }

    /// <summary>How often it was sent again, with Retry.</summary>
    public int Retries { get; set; }

    /// <summary>It was sent again and not acknowledged, as far as captured: the receiver was not there.</summary>
    public bool IsMissing => !IsThere && Retries > 0;
}
