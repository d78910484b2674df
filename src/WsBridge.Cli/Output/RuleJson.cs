using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WsBridge.Cli.Output;

/// <summary>A rule as <c>rules --format ndjson</c> writes it.</summary>
internal sealed record RuleJson(
    string? Rule,
    string Name,
    string Severity,
    string Group,
    string? Fault,
    string Summary,
    string? Clause,
    string? Explanation,
    string? Implementations,
    string? Next,
    string Filter,
    string? Plugin);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RuleJson))]
internal sealed partial class RuleJsonContext : JsonSerializerContext
{
    static RuleJsonContext() =>
        Default = new RuleJsonContext(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
