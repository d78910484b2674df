using System.Text.Json;

namespace WsBridge.Reports.Rows;

/// <summary>Reads rows that were written as ndjson.</summary>
public static class RowReader
{
    /// <summary>Reads one line.</summary>
    /// <param name="line">UTF-8, one JSON object.</param>
    /// <param name="finding">The finding, if it is one.</param>
    /// <param name="roam">The attempt, if it is one.</param>
    /// <returns>False where it is neither.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, out FindingRow? finding, out RoamRow? roam)
    {
        (finding, roam) = (null, null);
        try
        {
            switch (KindOf(line))
            {
                case "rule":
                    finding = JsonSerializer.Deserialize(line, RowJson.Default.FindingRow);
                    break;
                case "outcome":
                    roam = JsonSerializer.Deserialize(line, RowJson.Default.RoamRow);
                    break;
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return finding is { Capture: not null, Time: not null, Rule: not null, Severity: not null, Name: not null }
            || roam is { Capture: not null, Time: not null, Sta: not null, To: not null, Outcome: not null };
    }

    /// <summary>The key that tells what it is: of its own, not of an object within.</summary>
    private static string? KindOf(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                if (reader.ValueTextEquals("rule"u8))
                {
                    return "rule";
                }

                if (reader.ValueTextEquals("outcome"u8))
                {
                    return "outcome";
                }

                reader.Read();
                reader.TrySkip();
            }
        }

        return null;
    }
}
