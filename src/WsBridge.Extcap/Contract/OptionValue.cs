namespace WsBridge.Extcap.Contract;

/// <summary>One choice of a selector.</summary>
/// <param name="Value">What the program is given.</param>
/// <param name="Display">What the dialog shows.</param>
public sealed record OptionValue(string Value, string Display);
