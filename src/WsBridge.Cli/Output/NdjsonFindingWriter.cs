using System.Text.Json;
using WsBridge.Analysis;

namespace WsBridge.Cli.Output;

/// <summary>One JSON object a line, keys as in the contract; absent is null.</summary>
internal sealed class NdjsonFindingWriter(TextWriter output) : IFindingWriter
{
    public void Write(CapturedFinding finding) =>
        output.Write(JsonSerializer.Serialize(ToJson(finding), FindingJsonContext.Default.FindingJson) + "\n");

    public void End(int captures)
    {
        // Nothing to close.
    }

    internal static FindingJson ToJson(CapturedFinding captured)
    {
        Finding finding = captured.Finding;
        return new FindingJson
        {
            Capture = captured.Capture,
            Frame = finding.Frame.Ref.Id,
            Time = Timestamps.Rfc3339(captured.TimeNanoseconds),
            Rule = finding.Rule.Id,
            Name = finding.Rule.Name,
            Severity = FindingWords.Of(finding.Severity),
            Group = FindingWords.Of(finding.Rule.Group),
            Fault = FindingWords.Of(finding.Fault),
            Sta = finding.Sta?.ToString(),
            Bssid = (finding.Links?.Ap ?? finding.Bssid)?.ToString(),
            Ssid = finding.Ssid,
            Message = finding.Message,
            Verdict = finding.Verdict,
            Clause = finding.Rule.Clause?.ToString(),
            Next = finding.Next,
            Related = [.. finding.Related.Select(related => new RelatedJson(related.Frame.Id, related.Why))],
            Roam = finding.Roam,
            Values = finding.Values.ToDictionary(value => value.Key, value => value.Text is { } text ? JsonSerializer.SerializeToElement(text, FindingJsonContext.Default.String) : JsonSerializer.SerializeToElement(value.Number ?? 0, FindingJsonContext.Default.Double)),
            Links = LinkJson.Of(finding.Links),
        };
    }
}
