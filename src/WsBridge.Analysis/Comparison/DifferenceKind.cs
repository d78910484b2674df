namespace WsBridge.Analysis.Comparison;

/// <summary>What a difference is about, the most telling first.</summary>
public enum DifferenceKind
{
    /// <summary>The bad attempt ends before this frame.</summary>
    MissingFrame,

    /// <summary>PMKID Count of an RSNE.</summary>
    PmkidCount,

    /// <summary>A status or reason code.</summary>
    Refusal,

    /// <summary>Which PMKIDs there are.</summary>
    PmkidList,

    /// <summary>Another way to the keys.</summary>
    Exchange,

    /// <summary>Another field of an RSNE, or an RSNE that is there once.</summary>
    Rsne,

    /// <summary>MDE, FTE or RSNXE.</summary>
    Transition,

    /// <summary>How often a frame was sent, or whether it was acknowledged.</summary>
    Repetition,

    /// <summary>Other fields of EAPOL-Key and Authentication frames.</summary>
    Key,

    /// <summary>What one side is capable of.</summary>
    Capability,

    /// <summary>Time.</summary>
    Timing,

    /// <summary>A frame of one capture is not in the other, though it must have been sent.</summary>
    NotCaptured,

    /// <summary>Anything else.</summary>
    Other,
}
