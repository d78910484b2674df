namespace WsBridge.Analysis.Findings;

/// <summary>A rule-specific value: text, or a number.</summary>
/// <param name="Key">As documented by the rule.</param>
/// <param name="Text">Set for text.</param>
/// <param name="Number">Set for numbers.</param>
public readonly record struct FindingValue(string Key, string? Text, double? Number)
{
    /// <summary>Text.</summary>
    public static FindingValue Of(string key, string text) => new(key, text, null);

    /// <summary>A number.</summary>
    public static FindingValue Of(string key, double number) => new(key, null, number);
}
