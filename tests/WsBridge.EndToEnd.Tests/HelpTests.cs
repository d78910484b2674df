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

        string[] lines = (await work.WsBridge("--help")).Good();

        Assert.That(lines, Has.Length.LessThan(40));
        Assert.That(lines.Where(line => line.Length > 240), Is.Empty);
    }

    [Test]
    public async Task Help_on_what_is_not_there_is_wrong_usage()
    {
        using var work = new Workplace();
        Output output = await work.WsBridge("help", "nothing");

        Assert.That(output.Status, Is.EqualTo(2));
        Assert.That(output.Errors, Does.Contain("no help on nothing"));
    }

    [TestCase("There is no command analyse. Did you mean analyze?", "analyse", "roam.pcapng")]
    [TestCase("There is no command version. Did you mean --version?", "version")]
    [TestCase("There is no command ad. Did you mean add?", "plugin", "ad")]
    [TestCase("There is no command nothing-like-it.", "nothing-like-it")]
    [TestCase("roam.pcapng is no command. Did you mean `wsbridge analyze roam.pcapng`?", "roam.pcapng")]
    [TestCase("There is no option -v. Did you mean --version?", "-v")]
    [TestCase("There is no option --severity. Did you mean --min-severity?", "analyze", "--severity", "warn", "roam.pcapng")]
    [TestCase("There is no option --frmat. Did you mean --format?", "rules", "--frmat", "text")]
    [TestCase("explain takes no more: two is one too many.", "explain", "one", "two")]
    [TestCase("a command is missing; `wsbridge --help` lists them.")]
    public async Task A_slip_gets_one_sentence_and_what_may_have_been_meant(string sentence, params string[] arguments)
    {
        using var work = new Workplace();

        Output output = await work.WsBridge(arguments);

        Assert.That((output.Status, output.Text), Is.EqualTo((2, "")));
        Assert.That(output.Errors, Does.Match($@"^wsbridge: {Regex.Escape(sentence)}\nTry `wsbridge( \w+)* --help`\.\n$"));
    }

    [TestCase("ft_m2_rejected_no_m3")]
    [TestCase("wsbridge.expert.ft_m2_rejected_no_m3")]
    [TestCase("wsb-ft-003")]
    public async Task A_rule_is_explained_by_what_Wireshark_calls_it_too(string name)
    {
        using var work = new Workplace();

        Assert.That((await work.WsBridge("explain", name)).Good()[0], Is.EqualTo("WSB-FT-003 ft-m2-rejected-no-m3"));
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
