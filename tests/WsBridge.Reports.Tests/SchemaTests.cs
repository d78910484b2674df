using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using System.Xml.Linq;
using Json.Schema;
using WsBridge.Reports.Rows;
using WsBridge.Testing;

namespace WsBridge.Reports.Tests;

/// <summary>The JSON Schema files in docs/schemas are what the code writes. <c>WSBRIDGE_ACCEPT=1</c> rewrites them.</summary>
internal sealed class SchemaTests
{
    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Dictionary<string, string[]> Words = new()
    {
        ["severity"] = ["error", "warn", "note", "chat"],
        ["group"] = ["protocol", "security", "sequence", "malformed", "response"],
        ["outcome"] = ["success", "failed", "incomplete"],
    };

    private static IEnumerable<TestCaseData> Kinds =>
    [
        new TestCaseData("finding", RowJson.Default.FindingRow),
        new TestCaseData("attempt", RowJson.Default.RoamRow),
    ];

    [TestCaseSource(nameof(Kinds))]
    public void The_schema_is_that_of_the_code(string name, JsonTypeInfo type)
    {
        JsonNode row = SchemaOf(name, type);
        JsonNode array = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = $"WsBridge: {name}s as --format json writes them",
            ["type"] = "array",
            ["items"] = new JsonObject { ["$ref"] = $"{name}.schema.json" },
        };

        IEnumerable<string> changed = [.. NotCurrent($"{name}.schema.json", row), .. NotCurrent($"{name}s.schema.json", array)];

        Assert.That(changed, Is.Empty);
    }

    [Test]
    public void Rows_are_valid_by_the_schema_and_others_are_not()
    {
        JsonSchema finding = JsonSchema.FromFile(PathOf("finding.schema.json"));
        JsonSchema attempt = JsonSchema.FromFile(PathOf("attempt.schema.json"));
        using JsonDocument one = JsonDocument.Parse(RowJson.Line(MakeRow.Finding()));
        using JsonDocument other = JsonDocument.Parse(RowJson.Line(MakeRow.Roam(outcome: "failed", cause: "WSB-FT-003")));

        Assert.That(finding.Evaluate(one.RootElement).IsValid);
        Assert.That(attempt.Evaluate(other.RootElement).IsValid);
        Assert.That(finding.Evaluate(other.RootElement).IsValid, Is.False);
        Assert.That(attempt.Evaluate(one.RootElement).IsValid, Is.False);
    }

    private static string PathOf(string file) => Path.Combine(RepositoryPaths.Root, "docs", "schemas", file);

    private static IReadOnlyList<string> NotCurrent(string file, JsonNode schema) =>
        Expected.NotCurrent(PathOf(file), schema.ToJsonString(Written) + "\n");

    private static JsonObject SchemaOf(string name, JsonTypeInfo type)
    {
        Dictionary<string, string> meanings = Meanings();
        var exporter = new JsonSchemaExporterOptions
        {
            TransformSchemaNode = (context, node) => Described(context, node, meanings),
        };
        var schema = (JsonObject)type.GetJsonSchemaAsNode(exporter);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", $"WsBridge: a line of ndjson, one {name}");
        return schema;
    }

    private static JsonNode Described(JsonSchemaExporterContext context, JsonNode node, Dictionary<string, string> meanings)
    {
        if (context.PropertyInfo is not { } property)
        {
            return node;
        }

        var schema = node as JsonObject ?? [];
        if (property.Name == "values")
        {
            schema = new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "number") },
            };
        }

        if (Words.TryGetValue(property.Name, out string[]? words))
        {
            schema["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]);
        }

        string member = $"{property.DeclaringType.FullName}.{((System.Reflection.MemberInfo)property.AttributeProvider!).Name}";
        if (meanings.TryGetValue(member, out string? meaning))
        {
            schema.Insert(0, "description", meaning);
        }

        return schema;
    }

    /// <summary>The sentences that stand beside the properties in the code.</summary>
    private static Dictionary<string, string> Meanings()
    {
        var documentation = XDocument.Load(Path.ChangeExtension(typeof(RowJson).Assembly.Location, ".xml"));
        return documentation.Descendants("member")
            .Where(member => member.Attribute("name")!.Value.StartsWith("P:", StringComparison.Ordinal)
            && member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value[2..], member => Text(member.Element("summary")!));
    }

    private static string Text(XElement summary) => string.Join(' ', string.Concat(summary.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => JsonNamingPolicy.SnakeCaseLower.ConvertName(see.Attribute("cref")!.Value.Split('.')[^1]),
        _ => node.ToString(),
    })).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
