namespace WsBridge.Analysis.Findings;

/// <summary>Who is at fault, as far as the capture can tell.</summary>
public enum Fault
{
    /// <summary>Nobody: nothing is wrong.</summary>
    None,

    /// <summary>The STA.</summary>
    Sta,

    /// <summary>The AP.</summary>
    Ap,

    /// <summary>Both: each does something that the other may refuse.</summary>
    Both,

    /// <summary>The configuration.</summary>
    Config,

    /// <summary>The radio path.</summary>
    Rf,

    /// <summary>Not to be told from the capture.</summary>
    Unknown,
}
