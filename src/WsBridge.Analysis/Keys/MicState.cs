namespace WsBridge.Analysis.Keys;

/// <summary>What the known keys say of a MIC.</summary>
public enum MicState
{
    /// <summary>Nothing: there is no MIC, no key, or a frame is missing that the key is derived from.</summary>
    NotChecked,

    /// <summary>No known key makes it. The right key may simply not be known, so that this says nothing about the frame.</summary>
    NoKey,

    /// <summary>It is right.</summary>
    Valid,

    /// <summary>It is wrong: another MIC of the same exchange is right with a known key, and this one is not.</summary>
    Invalid,
}
