namespace WsBridge.Analysis.Findings;

/// <summary>How often a rule speaks.</summary>
public enum Once
{
    /// <summary>Whenever it finds something.</summary>
    Always,

    /// <summary>Once for each BSS.</summary>
    PerBss,

    /// <summary>Once for each ESS.</summary>
    PerEss,

    /// <summary>
    /// Once in each attempt of a STA at a BSS, from its authentication or association on; once for the BSS where it is about no STA.
    /// </summary>
    PerAttempt,

    /// <summary>Once for each roam, as <c>roams</c> counts them.</summary>
    PerRoam,
}
