namespace WsBridge.Analysis.Roams;

/// <summary>How an association attempt ended.</summary>
public enum RoamOutcome
{
    /// <summary>The capture does not show the end, or nobody refused anything.</summary>
    Incomplete,

    /// <summary>The STA may send and receive.</summary>
    Success,

    /// <summary>One side refused or gave up, as far as the AP is concerned: a STA that believes it is connected is not.</summary>
    Failed,
}
