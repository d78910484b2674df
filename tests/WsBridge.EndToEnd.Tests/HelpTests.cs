using System.Text.Json;
using System.Text.RegularExpressions;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>Whatever is printed is explained where it is asked for.</summary>
[Category(Categories.OneWireshark)]
internal sealed class HelpTests
{
    private static readonly string MultiLink = Path.Combine(RepositoryPaths.Captures, "field", "mlo-4way-across-links.pcap");

    [TestCase("roams")]
    [TestCase("analyze")]
    public async Task Each_field_of_the_output_is_in_the_help_of_its_command(string command)
    {
        using var work = new Workplace();
        string help = (await work.WsBridge(command, "--help")).AssertGood().Text;

        SortedSet<string> fields = [];
        foreach (string capture in (string[])[Recordings.TwoPmkids, MultiLink])
        {
            foreach (string line in (await work.WsBridge(command, "--format", "ndjson", capture)).Good())
            {
                using JsonDocument document = JsonDocument.Parse(line);
                fields.UnionWith(NamesIn(document.RootElement));
            }
        }

        Assert.That(fields, Has.Count.GreaterThan(15));
        Assert.That(fields.Where(field => !Regex.IsMatch(help, $@"(?<![\w-]){field}(?![\w-])")), Is.Empty);
    }

    [TestCase("--help")]
    [TestCase("compare", "--help")]
    [TestCase("explain", "--help")]
    [TestCase("plugin", "--help")]
    [TestCase("help")]
    [TestCase("help", "keys")]
    [TestCase("help", "extract")]
    [TestCase("help", "plugin", "add")]
    public async Task Help_asks_for_nothing(params string[] arguments)
    {
        using var work = new Workplace();

        Assert.That((await work.WsBridge(arguments)).Good(), Has.Length.GreaterThan(5));
    }

    [Test]
    public async Task The_list_of_commands_has_a_line_for_each()
    {
        using var work = new Workplace();

        Assert.That((await work.WsBridge("--help")).Good(), Has.Length.LessThan(40));
    }

    [Test]
    public async Task Help_on_what_is_not_there_is_wrong_usage()
    {
        using var work = new Workplace();
        Output output = await work.WsBridge("help", "nothing");

        Assert.That(output.Status, Is.EqualTo(2));
        Assert.That(output.Errors, Does.Contain("no help on nothing"));
    }

    /// <summary>Also those of objects within; what is under <c>values</c> is explained with its rule.</summary>
    private static IEnumerable<string> NamesIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object =>
            element.EnumerateObject().SelectMany(field => field.Name == "values" ? [field.Name] : NamesIn(field.Value).Prepend(field.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(NamesIn),
        _ => [],
    };
}
