using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;
using WsBridge.Sdk;

namespace WsBridge.Host.Tests;

internal sealed partial class SchemaTests
{
    private static readonly FieldInfo Field = new("fake.field", "Label", FieldType.String, "Description");
    private static readonly ExpertInfo Expert = new("fake.expert.odd", "Odd", ExpertGroup.Protocol, Severity.Warn);

    private static IEnumerable<TestCaseData> Changes()
    {
        yield return Changed("a field's filter", new FakeAnalyzer { Fields = [Field with { Filter = "fake.other" }], Experts = [Expert] });
        yield return Changed("a field's label", new FakeAnalyzer { Fields = [Field with { Label = "Other" }], Experts = [Expert] });
        yield return Changed("a field's type", new FakeAnalyzer { Fields = [Field with { Type = FieldType.UInt8 }], Experts = [Expert] });
        yield return Changed("a field's description",
            new FakeAnalyzer { Fields = [Field with { Description = "Other" }], Experts = [Expert] });
        yield return Changed("another field",
            new FakeAnalyzer { Fields = [Field, Field with { Filter = "fake.more" }], Experts = [Expert] });
        yield return Changed("no field", new FakeAnalyzer { Fields = [], Experts = [Expert] });
        yield return Changed("an expert info's filter",
            new FakeAnalyzer { Fields = [Field], Experts = [Expert with { Filter = "fake.expert.other" }] });
        yield return Changed("an expert info's summary",
            new FakeAnalyzer { Fields = [Field], Experts = [Expert with { Summary = "Other" }] });
        yield return Changed("an expert info's group",
            new FakeAnalyzer { Fields = [Field], Experts = [Expert with { Group = ExpertGroup.Security }] });
        yield return Changed("an expert info's severity",
            new FakeAnalyzer { Fields = [Field], Experts = [Expert with { Severity = Severity.Error }] });
    }

    [TestCaseSource(nameof(Changes))]
    public void The_hash_changes_with(FakeAnalyzerCase changed)
    {
        var before = new Schema([new FakeAnalyzer { Fields = [Field], Experts = [Expert] }]);

        var after = new Schema([changed.Analyzer]);

        Assert.That(after.Hash.ToArray(), Is.Not.EqualTo(before.Hash.ToArray()));
    }

    [Test]
    public void The_hash_is_the_same_for_the_same_declarations()
    {
        Assert.That(new Schema([new FakeAnalyzer()]).Hash.ToArray(),
            Is.EqualTo(new Schema([new FakeAnalyzer { Name = "renamed" }]).Hash.ToArray()));
    }

    [Test]
    public void The_hash_is_that_of_the_text_without_its_line()
    {
        var schema = new Schema([new FakeAnalyzer()]);

        string[] lines = schema.ToLua().Split('\n');
        string body = string.Concat(lines[3..^2].Select(line => line + "\n"));
        Assert.That(lines[2], Is.EqualTo($"  hash = \"{Convert.ToHexStringLower(schema.Hash.Span)}\","));
        Assert.That(SHA256.HashData(Encoding.UTF8.GetBytes(body))[..16], Is.EqualTo(schema.Hash.ToArray()));
    }

    [Test]
    public void A_filter_declared_by_two_analyzers_is_refused_and_named()
    {
        Assert.That(
            () => new Schema([
            new FakeAnalyzer { Fields = [Field], Experts = [] },
            new FakeAnalyzer { Name = "second", Fields = [Field with { Label = "Mine" }], Experts = [] },
        ]),
            Throws.ArgumentException.With.Message.Contains("second").And.Message.Contains("fake.field"));
    }

    [Test]
    public void A_field_declared_twice_by_one_analyzer_is_refused()
    {
        Assert.That(() => new Schema([new FakeAnalyzer { Fields = [Field, Field with { Type = FieldType.UInt8 }], Experts = [] }]),
            Throws.ArgumentException);
    }

    [Test]
    public void A_field_and_an_expert_info_of_one_name_are_refused()
    {
        Assert.That(() => new Schema([new FakeAnalyzer { Fields = [Field], Experts = [Expert with { Filter = Field.Filter }] }]),
            Throws.ArgumentException);
    }

    [Test]
    public void An_expert_info_of_two_analyzers_is_refused()
    {
        Assert.That(
            () => new Schema([
            new FakeAnalyzer { Fields = [], Experts = [Expert] },
            new FakeAnalyzer { Fields = [], Experts = [Expert with { Severity = Severity.Note }] },
        ]),
            Throws.ArgumentException);
    }

    [Test]
    public void Every_type_group_and_severity_has_the_name_that_Wireshark_gives_it()
    {
        string[] types =
            Names(Enum.GetValues<FieldType>().Select(type => new FakeAnalyzer { Fields = [Field with { Type = type }], Experts = [] }), 3);
        string[] groups =
            Names(Enum.GetValues<ExpertGroup>()
                .Select(group => new FakeAnalyzer { Fields = [], Experts = [Expert with { Group = group }] }), 3);
        string[] severities =
            Names(Enum.GetValues<Severity>()
                .Select(severity => new FakeAnalyzer { Fields = [], Experts = [Expert with { Severity = severity }] }), 4);

        Assert.That(types,
            Is.EqualTo((string[])[
            "string",
            "uint8",
            "uint16",
            "uint32",
            "bool",
            "double",
            "bytes",
            "ether",
            "framenum",
            "uint24",
            "uint64",
            "int8",
            "int16",
            "int32",
            "int64",
            "float",
            "ipv4",
            "ipv6",
            "absolute_time",
            "relative_time",
        ]));
        Assert.That(groups, Is.EqualTo((string[])["PROTOCOL", "SECURITY", "SEQUENCE", "MALFORMED", "RESPONSE_CODE"]));
        Assert.That(severities, Is.EqualTo((string[])["CHAT", "NOTE", "WARN", "ERROR"]));
    }

    [Test]
    public void Quotes_backslashes_and_control_characters_are_escaped()
    {
        string lua = new Schema([new FakeAnalyzer { Fields = [Field with { Label = Nasty }], Experts = [] }]).ToLua();

        Assert.That(lua, Does.Contain(@"""say \""no\"" \\ \0091\010\013\000 é ]] --"""));
        Assert.That(lua.Where(c => c < ' ' && c != '\n'), Is.Empty);
    }

    [Test]
    public async Task Lua_reads_back_what_was_written()
    {
        var analyzer = new FakeAnalyzer
        {
            Fields = [.. new FakeAnalyzer().Fields, Field with { Label = Nasty, Description = "\"" }],
            Experts = [Expert with { Summary = "\\" }],
        };
        string file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"schema-{Guid.NewGuid():N}.lua");
        const string dump = """
            local schema = dofile(arg[1])
            io.write(schema.hash)
            for _, list in ipairs { schema.fields, schema.experts } do
               for _, entry in ipairs(list) do
                  for _, text in ipairs(entry) do io.write("\1", text) end
               end
            end
            """;
        string script = Path.ChangeExtension(file, ".dump.lua");
        try
        {
            var schema = new Schema([analyzer]);
            await File.WriteAllTextAsync(file, schema.ToLua());
            await File.WriteAllTextAsync(script, dump);

            string read = await RunLua(script, file);

            IEnumerable<string> texts =
            [
                Convert.ToHexStringLower(schema.Hash.Span),
                .. analyzer.Fields.SelectMany(field => (string[])[field.Filter, field.Label, TypeName(field.Type), field.Description]),
                Expert.Filter,
                "\\",
                "PROTOCOL",
                "WARN",
            ];
            Assert.That(read.Split('\u0001'), Is.EqualTo(texts));
        }
        finally
        {
            File.Delete(file);
            File.Delete(script);
        }
    }

    private const string Nasty = "say \"no\" \\ \t1\n\r\0 é ]] --";

    private static async Task<string> RunLua(string script, string file)
    {
        foreach (string lua in (string[])["lua5.4", "lua5.2", "lua5.3", "lua"])
        {
            try
            {
                BufferedCommandResult result = await Cli.Wrap(lua).WithArguments([script, file]).ExecuteBufferedAsync(Encoding.UTF8);
                return result.StandardOutput;
            }
            catch (Win32Exception)
            {
                // not this one
            }
        }

        Assert.Ignore("There is no lua on the PATH.");
        return "";
    }

    private static string TypeName(FieldType type) =>
        Names([new FakeAnalyzer { Fields = [Field with { Type = type }], Experts = [] }], 3)[0];

    private static string[] Names(IEnumerable<FakeAnalyzer> analyzers, int position) =>
        [.. analyzers.Select(analyzer => Entry().Match(new Schema([analyzer]).ToLua()).Groups[position].Value)];

    private static TestCaseData Changed(string what, FakeAnalyzer analyzer) =>
        new TestCaseData(new FakeAnalyzerCase(analyzer)).SetArgDisplayNames(what);

    [GeneratedRegex("""^ {4}\{ "([^"]*)", "([^"]*)", "([^"]*)", "([^"]*)" \},$""", RegexOptions.Multiline)]
    private static partial Regex Entry();

    /// <summary>An analyzer with a change in what it declares.</summary>
    internal sealed record FakeAnalyzerCase(FakeAnalyzer Analyzer);
}
