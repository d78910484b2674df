using System.Text.Json;
using System.Text.Json.Serialization;
using WsBridge.Analysis.Findings;

namespace WsBridge.Reports.Rows;

/// <summary>The values of a finding as one JSON object, in the order in which the rule gives them.</summary>
public sealed class FindingValuesConverter : JsonConverter<IReadOnlyList<FindingValue>>
{
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
        ArgumentNullException.ThrowIfNull(value);

        writer.WriteStartObject();
        foreach (FindingValue one in value)
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
