namespace WsBridge.Analysis;

/// <summary>A clause of the standard, always with its edition, because numbers move. Only clauses that somebody has verified are written down.</summary>
/// <param name="Standard">E.g. <c>IEEE Std 802.11-2020</c>.</param>
/// <param name="Number">E.g. <c>12.7.6.3</c>.</param>
public sealed record Clause(string Standard, string Number)
{
    /// <summary>The 2012 edition.</summary>
    public static Clause Std2012(string number) => new("IEEE Std 802.11-2012", number);

    /// <summary>The 2016 edition.</summary>
    public static Clause Std2016(string number) => new("IEEE Std 802.11-2016", number);

    /// <summary>The 2020 edition.</summary>
    public static Clause Std2020(string number) => new("IEEE Std 802.11-2020", number);

    /// <summary>The 2024 edition.</summary>
    public static Clause Std2024(string number) => new("IEEE Std 802.11-2024", number);

    /// <inheritdoc/>
    public override string ToString() => $"{Standard}, {Number}";
}
