using WsBridge.Analysis.Frames;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Findings;

/// <summary>What a finding says beyond its message; whatever is left null is the rule's own.</summary>
public readonly record struct Detail
{
    /// <summary>Another severity than the rule's.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Another rank than the rule's: this very finding explains more, or less.</summary>
    public ExplanationRank? Rank { get; init; }

    /// <summary>It repeats what was said as a fact: reported only where nothing explains the event better.</summary>
    internal bool OnlyIfLeading { get; init; }

    /// <summary>Another fault than the rule's.</summary>
    public Fault? Fault { get; init; }

    /// <summary>Another next step than the rule's.</summary>
    public string? Next { get; init; }

    /// <summary>Earlier frames that it is about.</summary>
    public IReadOnlyList<StoredFrame>? About { get; init; }

    /// <summary>Frames to look at.</summary>
    public IReadOnlyList<RelatedFrame>? Related { get; init; }

    /// <summary>The octets of the frame at hand that it is about, from the MAC header.</summary>
    public (int Offset, int Length)? Octets { get; init; }

    /// <summary>Who is right, as far as keys prove it. What it knows of the fault takes precedence.</summary>
    internal Verdict? Verdict { get; init; }

    /// <summary>Of what the rule speaks once, where that is not the same for all of its findings (<see cref="RuleInfo.Once"/>).</summary>
    internal Once? Once { get; init; }

    /// <summary>Stands for the one thing that it says: a rule that speaks once speaks once of each.</summary>
    internal long Subject { get; init; }

    /// <summary>Rule-specific values.</summary>
    public IReadOnlyList<FindingValue>? Values { get; init; }
}
