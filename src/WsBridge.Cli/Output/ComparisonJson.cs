using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using WsBridge.Analysis.Comparison;
using WsBridge.Analysis.Roams;
using WsBridge.Cli.Comparison;

namespace WsBridge.Cli.Output;

/// <summary>A comparison as JSON has it.</summary>
internal sealed record ComparisonJson(string Summary, string? Note, AttemptJson Good, AttemptJson Bad,
    IReadOnlyList<DifferenceJson> Differences)
{
    public static ComparisonJson Of(Compared compared) => new(
        compared.Summary,
        compared.Note,
        AttemptJson.Of(compared.GoodCapture, compared.Good.Roam),
        AttemptJson.Of(compared.BadCapture, compared.Bad.Roam),
        [.. compared.Differences.Select(DifferenceJson.Of)]);
}

/// <summary>One of the two attempts.</summary>
internal sealed record AttemptJson(string Capture, int Index, string Sta, string? Ssid, string? From, string To, string? Type, string? Akm,
    string Outcome, string? Cause, string? Verdict)
{
    public static AttemptJson Of(string capture, Roam roam) => new(
        capture,
        roam.Index,
        roam.Sta.ToString(),
        roam.Ssid,
        roam.From?.ToString(),
        roam.To.ToString(),
        roam.Type.ToText(),
        roam.Akm?.ToString(),
        roam.Outcome.ToText(),
        roam.Cause,
        roam.Verdict);
}

/// <summary>One difference.</summary>
internal sealed record DifferenceJson(string Frame, string Kind, string? Element, string? Field, string Good, string Bad, long? GoodFrame,
    long? BadFrame)
{
    public static DifferenceJson Of(Difference difference) => new(
        difference.Step.ToKey(),
        difference.Kind.ToText(),
        difference.Element,
        difference.Field,
        difference.Good,
        difference.Bad,
        difference.GoodFrame?.Id,
        difference.BadFrame?.Id);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ComparisonJson))]
[JsonSerializable(typeof(DifferenceJson))]
internal sealed partial class ComparisonJsonContext : JsonSerializerContext
{
    static ComparisonJsonContext() =>
        Default =
            new ComparisonJsonContext(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
