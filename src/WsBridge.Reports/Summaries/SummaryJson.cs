using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WsBridge.Reports.Summaries;

/// <summary>A summary as JSON: what <c>summary --format json</c> writes and <c>summary</c> reads again.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Summary))]
public sealed partial class SummaryJson : JsonSerializerContext
{
    static SummaryJson() =>
        Default = new SummaryJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
