using System.Text.RegularExpressions;

namespace WsBridge.Testing;

/// <summary>A capture on which the analysis was once wrong, and what is right about it.</summary>
/// <param name="Capture">Its file.</param>
/// <param name="Right">What is right, in words.</param>
/// <param name="Folder">The folder of <c>captures</c> it is in.</param>
public sealed record FieldCase(string Capture, string Right, string Folder = "field")
{
    /// <summary>What must be found.</summary>
    public IReadOnlyList<ExpectedFinding> Finds { get; init; } = [];

    /// <summary>Names of rules that must find nothing.</summary>
    public IReadOnlyList<string> Never { get; init; } = [];

    /// <summary>Words that no finding may have, as regular expressions.</summary>
    public IReadOnlyList<string> NeverSays { get; init; } = [];

    /// <summary>Nothing of this severity or above may be found; null when it may.</summary>
    public string? NothingFrom { get; init; }

    /// <summary>The rows, in their order; null when they do not matter.</summary>
    public IReadOnlyList<ExpectedRow>? Rows { get; init; }

    /// <summary>Words that standard error must have, as regular expressions.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>Exit status of <c>analyze</c> and <c>roams</c>.</summary>
    public int Status { get; init; }

    /// <summary>Frames that tshark shows; 0 when it does not matter.</summary>
    public int Frames { get; init; }

    /// <summary>What Wireshark must be told of a UDP port, with its option -d; null for nothing. WsBridge knows the port.</summary>
    public string? DecodeAs { get; init; }

    /// <summary>A key file beside it.</summary>
    public string? Keys { get; init; }

    /// <summary>It must give what this recording of the repository gives.</summary>
    public string? Like { get; init; }

    /// <summary>Where it is.</summary>
    public string Path => System.IO.Path.Combine(RepositoryPaths.Captures, Folder, Capture);

    /// <summary>What is not as it should be.</summary>
    public IEnumerable<string> Faults(SeenCapture seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        return FaultsOfFindings(seen).Concat(FaultsOfRows(seen));
    }

    /// <inheritdoc/>
    public override string ToString() => Capture;

    private IEnumerable<string> FaultsOfFindings(SeenCapture seen)
    {
        foreach (var expected in Finds)
        {
            var times = seen.Findings.Count(expected.IsMetBy);
            if (times == 0 || (expected.Times is { } right && times != right))
            {
                yield return $"found {times} times: {expected}";
            }
        }

        foreach (var finding in seen.Findings)
        {
            if (Never.Contains(finding.Rule) || (NothingFrom is { } least && finding.IsAtLeast(least))
                || NeverSays.Any(words => Regex.IsMatch(finding.Text, words, RegexOptions.IgnoreCase)))
            {
                yield return $"must not be said: {finding}";
            }
        }
    }

    private IEnumerable<string> FaultsOfRows(SeenCapture seen)
    {
        if (Rows is not { } rows)
        {
            yield break;
        }

        if (rows.Count != seen.Rows.Count)
        {
            yield return $"{seen.Rows.Count} rows instead of {rows.Count}: {string.Join("; ", seen.Rows)}";
        }

        foreach (var (expected, row) in rows.Zip(seen.Rows))
        {
            if (expected.Fault(row, seen.Findings) is { } fault)
            {
                yield return $"row {row}: {fault}";
            }
        }
    }
}
