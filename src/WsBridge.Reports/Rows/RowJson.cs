using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WsBridge.Reports.Rows;

/// <summary>Rows as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FindingRow))]
[JsonSerializable(typeof(RoamRow))]
[JsonSerializable(typeof(ProblemRow))]
[JsonSerializable(typeof(IReadOnlyList<LinkRow>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
public sealed partial class RowJson : JsonSerializerContext
{
    static RowJson() =>
        Default = new RowJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>One line of ndjson, without its end.</summary>
    public static string Line(FindingRow row) => JsonSerializer.Serialize(row, Default.FindingRow);

    /// <summary>One line of ndjson, without its end.</summary>
    public static string Line(RoamRow row) => JsonSerializer.Serialize(row, Default.RoamRow);

    /// <summary>A list of texts as a JSON array.</summary>
    public static string Array(IReadOnlyList<string> texts) => JsonSerializer.Serialize(texts, Default.IReadOnlyListString);

    /// <summary>The same in UTF-8, to a writer that was made with the options of <see cref="WriterOptions"/>.</summary>
    public static void Write(Utf8JsonWriter writer, FindingRow row) => JsonSerializer.Serialize(writer, row, Default.FindingRow);

    /// <inheritdoc cref="Write(Utf8JsonWriter, FindingRow)"/>
    public static void Write(Utf8JsonWriter writer, RoamRow row) => JsonSerializer.Serialize(writer, row, Default.RoamRow);

    /// <summary>How rows are escaped.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
