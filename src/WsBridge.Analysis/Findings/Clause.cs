namespace WsBridge.Analysis.Findings;

/// <summary>
/// A clause of the standard, always with its edition, because numbers move, and with whoever cites it: the text of the standard was not at
/// hand, so a number is only as good as its source. What nobody can vouch for is not written down.
/// </summary>
/// <param name="Standard">E.g. <c>IEEE Std 802.11-2020</c>.</param>
/// <param name="Number">E.g. <c>12.7.6.3</c>.</param>
/// <param name="Source">The implementation or document that cites it, e.g. <c>iwd src/eapol.c</c>.</param>
public sealed record Clause(string Standard, string Number, string Source)
{
    /// <summary>The 2012 edition.</summary>
    public static Clause Std2012(string number, string source) => new("IEEE Std 802.11-2012", number, source);

    /// <summary>The 2016 edition.</summary>
    public static Clause Std2016(string number, string source) => new("IEEE Std 802.11-2016", number, source);

    /// <summary>The 2020 edition.</summary>
    public static Clause Std2020(string number, string source) => new("IEEE Std 802.11-2020", number, source);

    /// <summary>The clause with its source, for the reference and <c>explain</c>.</summary>
    public string WithSource => $"{this} (cited by {Source})";

    /// <summary>Edition and number: <c>IEEE Std 802.11-2020, 12.7.6.3</c>.</summary>
    public override string ToString() => $"{Standard}, {Number}";
}
