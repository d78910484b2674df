namespace WsBridge.Sdk;

/// <summary>An expert info as Wireshark registers it, which is a rule: a severity and a group that can be filtered by name.</summary>
/// <param name="Filter">Display filter name, e.g. <c>wsbridge.expert.ft_m2_extra_pmkids</c>.</param>
/// <param name="Summary">What it says when no text of its own is given.</param>
/// <param name="Group">Wireshark expert group.</param>
/// <param name="Severity">Wireshark expert severity.</param>
public sealed record ExpertInfo(string Filter, string Summary, ExpertGroup Group, Severity Severity)
{
    /// <summary>What it means and why it matters, for people who meet it; <c>plugin check</c> asks for it.</summary>
    public string? Explanation { get; init; }

    /// <summary>What to do next.</summary>
    public string? Next { get; init; }
}
