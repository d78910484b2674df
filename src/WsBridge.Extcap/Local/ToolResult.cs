namespace WsBridge.Extcap.Local;

/// <summary>How a program ended.</summary>
/// <param name="Status">Its exit status.</param>
/// <param name="Output">What it wrote on standard output.</param>
/// <param name="Errors">What it wrote on standard error.</param>
internal sealed record ToolResult(int Status, string Output, string Errors)
{
    /// <summary>It did what it was told.</summary>
    public bool IsGood => Status == 0;

    /// <summary>What it says is wrong, without its full stop.</summary>
    public string Why =>
        Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault()?.TrimEnd('.')
        ?? $"it ended with status {Status} and without a word";

    /// <summary>The user may not: EPERM, in the words of iw and of ip.</summary>
    public bool IsForbidden =>
        Errors.Contains("not permitted", StringComparison.Ordinal) || Errors.Contains("(-1)", StringComparison.Ordinal)
        || Errors.Contains("password", StringComparison.Ordinal);
}
