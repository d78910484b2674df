using System.Text.Json;
using Json.Schema;
using WsBridge.Reports.Rows;
using WsBridge.Reports.Sarif;
using WsBridge.Testing;

namespace WsBridge.Reports.Tests;

/// <summary>SARIF is what its published schema says; <c>.ci/run</c> brings the schema from npm.</summary>
internal sealed class SarifTests
{
    private static readonly string Published = Path.Combine(RepositoryPaths.Root, "tests", "web", "node_modules", "@microsoft",
        "sarif-multitool-linux", "sarif-2.1.0.json");

    [Test]
    public void It_validates_against_the_published_schema()
    {
        if (!File.Exists(Published))
        {
            Assert.Ignore($"There is no {Published}: npm ci in tests/web brings it.");
        }

        JsonSchema schema = JsonSchema.FromFile(Published);
        using JsonDocument log = Log();

        EvaluationResults results = schema.Evaluate(log.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });

        Assert.That(results.IsValid,
            string.Join('\n',
            (results.Details ?? []).Where(detail => detail.Errors is { Count: > 0 }).Take(10)
            .Select(detail => $"{detail.InstanceLocation}: {string.Join(' ', detail.Errors!.Values)}")));
    }

    [Test]
    public void A_result_names_rule_capture_frame_and_the_command_that_opens_it()
    {
        using JsonDocument log = Log();
        JsonElement run = log.RootElement.GetProperty("runs")[0];
        JsonElement result = run.GetProperty("results")[0];
        JsonElement location = result.GetProperty("locations")[0];

        Assert.That(run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[result.GetProperty("ruleIndex").GetInt32()]
            .GetProperty("id").GetString(), Is.EqualTo("WSB-FT-001"));
        Assert.That(result.GetProperty("level").GetString(), Is.EqualTo("note"));
        Assert.That(location.GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString(),
            Is.EqualTo("a%20b/%C3%A9.pcapng"));
        Assert.That(location.GetProperty("logicalLocations")[0].GetProperty("name").GetString(), Is.EqualTo("frame 3"));
        Assert.That(result.GetProperty("properties").GetProperty("open").GetString(), Is.EqualTo("wireshark -r x -g 3"));
    }

    [Test]
    public void What_could_not_be_read_is_a_notification()
    {
        using JsonDocument log = Log();
        JsonElement invocation = log.RootElement.GetProperty("runs")[0].GetProperty("invocations")[0];
        JsonElement notification = invocation.GetProperty("toolExecutionNotifications")[0];

        Assert.That(invocation.GetProperty("executionSuccessful").GetBoolean(), Is.False);
        Assert.That(notification.GetProperty("message").GetProperty("text").GetString(), Is.EqualTo("it ends in the middle of a packet."));
        Assert.That(notification.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation")
            .GetProperty("uri").GetString(), Is.EqualTo("a%20b/bad.pcap"));
    }

    private static JsonDocument Log()
    {
        var stream = new MemoryStream();
        using (var writer = new SarifWriter(stream, "0.1.0"))
        {
            writer.Write(MakeRow.Finding("a b/é.pcapng", message: "two\nlines \"quoted\""), "wireshark -r x -g 3");
            writer.Write(MakeRow.Finding(severity: "chat", rule: "WSB-OTHER-1", ssid: null), "wireshark -r x -g 4");
            writer.Add(new ProblemRow("a b/bad.pcap", "it ends in the middle of a packet."));
            writer.Complete();
        }

        return JsonDocument.Parse(stream.ToArray());
    }
}
