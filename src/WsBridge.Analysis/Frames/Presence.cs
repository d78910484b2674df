namespace WsBridge.Analysis.Frames;

/// <summary>"Not there" and "not captured" are two different facts.</summary>
public enum Presence
{
    /// <summary>The sender left it out: everything it sent was captured.</summary>
    Absent,

    /// <summary>It is not among the octets that were captured, and there were more.</summary>
    CutOff,

    /// <summary>It is there.</summary>
    Present,
}
