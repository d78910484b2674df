namespace WsBridge.Analysis.Exchanges;

/// <summary>Whether a frame was acknowledged; known only after it, perhaps only after it was repeated.</summary>
internal sealed class Acknowledgement
{
    /// <summary>The capture has it.</summary>
    public bool IsThere { get; set; }
}
