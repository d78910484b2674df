using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using WsBridge.Analysis.Findings;

namespace WsBridge.Reports.Rows;

/// <summary>The values of a finding as one JSON object, in the order in which the rule gives them.</summary>
public sealed class FindingValuesConverter : JsonConverter<IReadOnlyList<FindingValue>>
{
    /// <summary>The values as one JSON object.</summary>
    public static string ToJson(IReadOnlyList<FindingValue> values)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, RowJson.WriterOptions))
        {
            WriteTo(writer, values);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<FindingValue> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var values = new List<FindingValue>();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string key = reader.GetString()!;
            reader.Read();
            values.Add(reader.TokenType switch
            {
                JsonTokenType.String => FindingValue.Of(key, reader.GetString()!),
                JsonTokenType.Number => FindingValue.Of(key, reader.GetDouble()),
                _ => throw new JsonException(),
            });
        }

        return values;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<FindingValue> value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);

        WriteTo(writer, value);
    }

    private static void WriteTo(Utf8JsonWriter writer, IReadOnlyList<FindingValue> values)
    {
        writer.WriteStartObject();
        foreach (FindingValue one in values)
        {
            if (one.Text is { } text)
            {
                writer.WriteString(one.Key, text);
            }
            else
            {
                writer.WriteNumber(one.Key, one.Number ?? 0);
            }
        }

        writer.WriteEndObject();
    }
}
