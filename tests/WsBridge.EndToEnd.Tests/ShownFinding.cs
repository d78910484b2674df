using System.Globalization;
using System.Text.Json;

namespace WsBridge.EndToEnd.Tests;

/// <summary>A finding as one of the ways to see it shows it.</summary>
/// <param name="Frame">The frame it stands on.</param>
/// <param name="Related">Numbers of the other frames, in order, joined by commas.</param>
internal sealed record ShownFinding(int Frame, string Rule, string Severity, string Message, string Related)
{
    public IEnumerable<int> RelatedFrames =>
        Related.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture));

    /// <summary>What two ways must agree on when frames may differ.</summary>
    public (string Rule, string Severity, string Message) What => (Rule, Severity, Message);

    /// <summary>From the lines of <c>analyze --format ndjson</c>.</summary>
    public static List<ShownFinding> FromNdjson(IEnumerable<string> lines)
    {
        var findings = new List<ShownFinding>();
        foreach (string line in lines)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement finding = document.RootElement;
            int frame = finding.GetProperty("frame").GetInt32();
            IEnumerable<int> related = finding.GetProperty("related").EnumerateArray()
                .Select(other => other.GetProperty("frame").GetInt32()).Where(other => other != frame);
            findings.Add(new ShownFinding(frame, Text(finding, "rule"), Text(finding, "severity"), Text(finding, "message"),
                string.Join(',', related)));
        }

        return findings;
    }

    /// <summary>From <c>tshark -T json</c>.</summary>
    public static List<ShownFinding> FromTshark(IEnumerable<ShownFrame> frames) => [.. frames.SelectMany(frame => frame.Findings)];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}

/// <summary>A frame as <c>tshark -T json</c> shows it.</summary>
internal sealed record ShownFrame(int Number, string Time, IReadOnlyList<ShownFinding> Findings, IReadOnlyList<string> Experts)
{
    /// <summary>What makes tshark write what is read here, and little else.</summary>
    public static readonly string[] Options = ["-T", "json", "-J", "frame wsbridge"];

    public static List<ShownFrame> From(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(packet => From(packet.GetProperty("_source").GetProperty("layers")))];
    }

    private static ShownFrame From(JsonElement layers)
    {
        JsonElement frame = layers.GetProperty("frame");
        int number = int.Parse(frame.GetProperty("frame.number").GetString()!, CultureInfo.InvariantCulture);
        var findings = new List<ShownFinding>();
        var experts = new List<string>();
        foreach (JsonProperty layer in layers.EnumerateObject().Where(layer => layer.Name == "wsbridge"))
        {
            // tshark repeats keys: a protocol or field that occurs twice is there twice.
            Walk(layer.Value, number, findings, experts);
        }

        return new ShownFrame(number, frame.GetProperty("frame.time_epoch").GetString()!, findings, experts);
    }

    private static void Walk(JsonElement tree, int number, List<ShownFinding> findings, List<string> experts)
    {
        if (tree.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        string? message = null;
        foreach (JsonProperty line in tree.EnumerateObject())
        {
            if (line.Name == "wsbridge.message")
            {
                message = line.Value.GetString();
            }
            else if (line.Name == "wsbridge.message_tree")
            {
                ILookup<string, string?> fields = line.Value.EnumerateObject().Where(field => field.Value.ValueKind == JsonValueKind.String)
                    .ToLookup(field => field.Name, field => field.Value.GetString());
                findings.Add(new ShownFinding(number, fields["wsbridge.rule"].Single()!, fields["wsbridge.severity"].Single()!, message!,
                    string.Join(',', fields["wsbridge.related"])));
            }
            else if (line.Name.StartsWith("wsbridge.expert.", StringComparison.Ordinal))
            {
                experts.Add(line.Name);
            }

            Walk(line.Value, number, findings, experts);
        }
    }
}
