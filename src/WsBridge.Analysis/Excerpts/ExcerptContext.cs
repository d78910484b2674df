namespace WsBridge.Analysis.Excerpts;

/// <summary>
/// How much of what a STA did at other times goes into an excerpt, so that the analysis of it alone comes to the same result.
/// </summary>
public enum ExcerptContext
{
    /// <summary>Nothing but the time around the attempt.</summary>
    None,

    /// <summary>Key frames of the STA from its latest association with full authentication on, to ten seconds after the attempt.</summary>
    SinceAuthentication,

    /// <summary>Key frames of the STA in the whole capture.</summary>
    WholeCapture,
}
