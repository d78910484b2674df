using WsBridge.Sdk;

namespace WsBridge.Analysis.Findings;

/// <summary>A finding in one line, as a packet comment says it.</summary>
public static class FindingComment
{
    /// <summary>An option of pcapng holds 65,535 octets; nobody reads so much.</summary>
    private const int MaxCharacters = 10_000;

    /// <summary>On the frame on which it became clear.</summary>
    public static string Of(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);

        string verdict = finding.Verdict is { } sentence ? $" Verdict: {sentence}" : "";
        string clause = finding.Rule.Clause is { } verified ? $" {verified}." : "";
        string next = finding.Severity > Severity.Chat ? $" Next: {finding.Next}" : "";
        return Cut($"{Head(finding)}: {finding.Message}{verdict}{See(finding)}{clause}{next}");
    }

    /// <summary>On an earlier frame that it is about.</summary>
    public static string OfEarlier(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);

        return Cut($"{Head(finding)}, clear at frame {finding.Frame.Ref.Id}: {finding.Message}");
    }

    private static string Cut(string comment) => comment.Length <= MaxCharacters ? comment : $"{comment.AsSpan(0, MaxCharacters)}…";

    private static string Head(Finding finding)
    {
        string fault = finding.Fault.ToText() is { } who ? $", fault: {who}" : "";
        return $"WsBridge {finding.Severity.ToText()} {finding.Rule.Name} ({finding.Rule.Id}){fault}";
    }

    private static string See(Finding finding) => finding.Related.Count == 0
        ? ""
        : $" See {string.Join("; ", finding.Related.GroupBy(related => related.Why).Select(See))}.";

    private static string See(IGrouping<string, RelatedFrame> frames) =>
        $"frame {string.Join(", ", frames.Select(related => related.Frame.Id))}: {frames.Key}";
}
