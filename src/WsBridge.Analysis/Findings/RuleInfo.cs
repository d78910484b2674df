using System.Runtime.CompilerServices;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Findings;

/// <summary>What a rule is: everything that <c>rules</c>, <c>explain</c>, the reference and Wireshark's expert infos say of it.</summary>
/// <param name="Id">Family and number, e.g. <c>WSB-FT-031</c>. Never reused.</param>
/// <param name="Name">States what is wrong, so that "allow ⟨name⟩" reads well.</param>
/// <param name="Severity">The severity it is registered with; a finding may be milder where the capture cannot tell.</param>
/// <param name="Group">Wireshark's expert group.</param>
/// <param name="Fault">Who is usually at fault; a finding may know better.</param>
/// <param name="Summary">One sentence, ending with a period: what was seen.</param>
public sealed record RuleInfo(string Id, string Name, Severity Severity, ExpertGroup Group, Fault Fault, string Summary)
{
    /// <summary>Milder severities that a finding of this rule may have; Wireshark must know them before any frame is seen.</summary>
    public IReadOnlyList<Severity> Milder { get; init; } = [];

    /// <summary>It may be the cause of an association attempt that failed; rules that sum up what others explain may not.</summary>
    public bool ExplainsFailure { get; init; } = true;

    /// <summary>Of what the rule speaks once; by default it speaks whenever it finds something.</summary>
    public Once Once { get; init; }

    /// <summary>It needs protected data frames, which are looked at only on demand.</summary>
    public bool ReadsDataFrames { get; init; }

    /// <summary>How much it explains of a failure, beside other rules that speak of the same event.</summary>
    public ExplanationRank Rank { get; init; } = ExplanationRank.Violation;

    /// <summary>
    /// Every severity that a finding of this rule may have, its own first. What another rule explains becomes a note, whatever the rule.
    /// </summary>
    public IEnumerable<Severity> Severities =>
        Severity > Severity.Note && !Milder.Contains(Severity.Note) ? [Severity, .. Milder, Severity.Note] : [Severity, .. Milder];

    /// <summary>Where the standard says so; null when nobody has verified a clause.</summary>
    public Clause? Clause { get; init; }

    /// <summary>Why it matters and when it does not fire, for <c>explain</c>.</summary>
    public required string Explanation { get => OneParagraph(field); init; }

    /// <summary>What access points and clients really do, as far as known; empty when nothing is.</summary>
    public string Implementations { get => OneParagraph(field); init; } = "";

    /// <summary>What to do next, one or two sentences.</summary>
    public required string Next { get; init => field = OneParagraph(value); }

    /// <summary>The keys that a finding's <c>values</c> may have, each with its meaning.</summary>
    public IReadOnlyList<(string Key, string Meaning)> Values { get; init; } = [];

    /// <summary>Display filter of the expert info.</summary>
    public string ExpertFilter => "wsbridge.expert." + Name.Replace('-', '_');

    /// <summary>A rule is one object: hashing all its texts would cost more than what is looked up by it.</summary>
    public bool Equals(RuleInfo? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    /// <summary>
    /// Texts are written one sentence a line. The long ones are made one paragraph when they are read, which few runs do.
    /// </summary>
    private static string OneParagraph(string text) => text.ReplaceLineEndings(" ");
}
