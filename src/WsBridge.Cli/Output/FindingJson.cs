using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WsBridge.Cli.Output;

/// <summary>A finding as the contract writes it.</summary>
internal sealed record FindingJson
{
    public required string Capture { get; init; }

    public required long Frame { get; init; }

    public required string Time { get; init; }

    public required string Rule { get; init; }

    public required string Name { get; init; }

    public required string Severity { get; init; }

    public required string Group { get; init; }

    public required string? Fault { get; init; }

    public required string? Sta { get; init; }

    public required string? Bssid { get; init; }

    public required string? Ssid { get; init; }

    public required string Message { get; init; }

    public required string? Verdict { get; init; }

    public required string? Clause { get; init; }

    public required string Next { get; init; }

    public required IReadOnlyList<RelatedJson> Related { get; init; }

    /// <summary>Index of the roam, as <c>wsbridge roams</c> counts them; null when it belongs to none.</summary>
    public required int? Roam { get; init; }

    public required IReadOnlyDictionary<string, JsonElement> Values { get; init; }

    /// <summary>The links of the MLDs that <see cref="Sta"/> and <see cref="Bssid"/> then are; null where the exchange is not multi-link.</summary>
    public required IReadOnlyList<LinkJson>? Links { get; init; }
}

/// <summary>A related frame.</summary>
internal sealed record RelatedJson(long Frame, string Why);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FindingJson))]
[JsonSerializable(typeof(RuleJson))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(double))]
internal sealed partial class FindingJsonContext : JsonSerializerContext
{
    static FindingJsonContext() => Default = new FindingJsonContext(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
