using System.Text.Encodings.Web;
using System.Text.Json;
using WsBridge.Analysis;
using WsBridge.Analysis.Findings;
using WsBridge.Reports.Rows;

namespace WsBridge.Reports.Sarif;

/// <summary>
/// Findings as SARIF 2.1.0, for tools that collect those of many analyzers. A frame is a logical location within the capture.
/// </summary>
public sealed class SarifWriter : IDisposable
{
    private const string SchemaAddress = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private const int FlushAt = 64 * 1024;

    private readonly Utf8JsonWriter _json;
    private readonly Dictionary<string, int> _indexes = [];
    private readonly List<ProblemRow> _problems = [];

    /// <param name="output">Takes it, in UTF-8.</param>
    /// <param name="version">Version of this program.</param>
    public SarifWriter(Stream output, string version)
    {
        _json = new Utf8JsonWriter(output,
            new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _json.WriteStartObject();
        _json.WriteString("$schema", SchemaAddress);
        _json.WriteString("version", "2.1.0");
        _json.WriteStartArray("runs");
        _json.WriteStartObject();
        WriteTool(version);
        _json.WriteString("columnKind", "utf16CodeUnits");
        _json.WriteStartArray("results");
    }

    /// <summary>Adds a finding.</summary>
    /// <param name="row">The finding.</param>
    /// <param name="open">The command that opens its frame.</param>
    public void Write(FindingRow row, string open)
    {
        ArgumentNullException.ThrowIfNull(row);

        _json.WriteStartObject();
        _json.WriteString("ruleId", row.Rule);
        if (_indexes.TryGetValue(row.Rule, out int index))
        {
            _json.WriteNumber("ruleIndex", index);
        }

        if (row.Severity == "chat")
        {
            _json.WriteString("kind", "informational");
        }

        _json.WriteString("level", LevelOf(row.Severity));
        WriteMessage("message", row.Message);
        _json.WriteStartArray("locations");
        WriteLocation(row.Capture, row.Frame, open);
        _json.WriteEndArray();
        if (row.Related.Count > 0)
        {
            _json.WriteStartArray("relatedLocations");
            foreach (RelatedRow related in row.Related)
            {
                WriteLocation(related.Capture ?? row.Capture, related.Frame, related.Why);
            }

            _json.WriteEndArray();
        }

        _json.WriteStartObject("properties");
        WriteProperties(row, open);
        _json.WriteEndObject();
        _json.WriteEndObject();
        if (_json.BytesPending > FlushAt)
        {
            _json.Flush();
        }
    }

    /// <summary>A capture could not be read to its end.</summary>
    public void Add(ProblemRow problem) => _problems.Add(problem);

    /// <summary>Writes the end.</summary>
    public void Complete()
    {
        _json.WriteEndArray();
        WriteInvocation();
        _json.WriteEndObject();
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private static string LevelOf(string severity) => severity switch
    {
        "error" => "error",
        "warn" => "warning",
        "note" => "note",
        _ => "none",
    };

    private static string AddressOf(string capture) =>
        capture == "-" ? "stdin" : Uri.EscapeDataString(capture.Replace('\\', '/')).Replace("%2F", "/", StringComparison.Ordinal);

    private void WriteTool(string version)
    {
        _json.WriteStartObject("tool");
        _json.WriteStartObject("driver");
        _json.WriteString("name", "WsBridge");
        _json.WriteString("semanticVersion", version);
        _json.WriteStartArray("rules");
        foreach (RuleInfo rule in RuleCatalog.All.Select(rule => rule.Info))
        {
            _indexes[rule.Id] = _indexes.Count;
            _json.WriteStartObject();
            _json.WriteString("id", rule.Id);
            _json.WriteString("name", rule.Name);
            WriteMessage("shortDescription", rule.Summary);
            WriteMessage("fullDescription", rule.Explanation);
            WriteMessage("help", rule.Next);
            _json.WriteStartObject("defaultConfiguration");
            _json.WriteString("level", LevelOf(rule.Severity.ToText()));
            _json.WriteEndObject();
            _json.WriteStartObject("properties");
            _json.WriteString("group", rule.Group.ToText());
            _json.WriteString("filter", rule.ExpertFilter);
            _json.WriteEndObject();
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void WriteInvocation()
    {
        _json.WriteStartArray("invocations");
        _json.WriteStartObject();
        _json.WriteBoolean("executionSuccessful", _problems.Count == 0);
        if (_problems.Count > 0)
        {
            _json.WriteStartArray("toolExecutionNotifications");
            foreach (ProblemRow problem in _problems)
            {
                _json.WriteStartObject();
                _json.WriteString("level", "error");
                WriteMessage("message", problem.Problem);
                _json.WriteStartArray("locations");
                _json.WriteStartObject();
                WritePhysicalLocation(problem.Capture);
                _json.WriteEndObject();
                _json.WriteEndArray();
                _json.WriteEndObject();
            }

            _json.WriteEndArray();
        }

        _json.WriteEndObject();
        _json.WriteEndArray();
    }

    private void WritePhysicalLocation(string capture)
    {
        _json.WriteStartObject("physicalLocation");
        _json.WriteStartObject("artifactLocation");
        _json.WriteString("uri", AddressOf(capture));
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void WriteLocation(string capture, long frame, string message)
    {
        _json.WriteStartObject();
        WritePhysicalLocation(capture);
        _json.WriteStartArray("logicalLocations");
        _json.WriteStartObject();
        _json.WriteString("name", $"frame {frame}");
        _json.WriteString("fullyQualifiedName", $"{capture}#frame.number=={frame}");
        _json.WriteEndObject();
        _json.WriteEndArray();
        WriteMessage("message", message);
        _json.WriteEndObject();
    }

    private void WriteMessage(string key, string text)
    {
        _json.WriteStartObject(key);
        _json.WriteString("text", text);
        _json.WriteEndObject();
    }

    private void WriteProperties(FindingRow row, string open)
    {
        _json.WriteNumber("frame", row.Frame);
        _json.WriteString("time", row.Time);
        _json.WriteString("open", open);
        _json.WriteString("next", row.Next);
        (string Key, string? Value)[] texts =
            [
                ("fault", row.Fault),
                ("sta", row.Sta),
                ("bssid", row.Bssid),
                ("ssid", row.Ssid),
                ("verdict", row.Verdict),
                ("clause", row.Clause),
            ];
        foreach ((string key, string? value) in texts.Where(text => text.Value is not null))
        {
            _json.WriteString(key, value);
        }
    }
}
