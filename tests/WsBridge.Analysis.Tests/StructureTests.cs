using System.Text.RegularExpressions;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests;

/// <summary>
/// A rule has one name: its class, its file, its scenario and its captures are found by it. <c>tests/structure</c> counts the same.
/// </summary>
[TestFixture]
internal sealed partial class StructureTests
{
    private static readonly string[] Endings = ["violation.pcapng", "violation.expected.txt", "conforming.pcapng"];

    private static IEnumerable<string> Rules => RuleCatalog.All.Select(rule => rule.Info.Name);

    [TestCaseSource(nameof(Rules))]
    public void Class_file_scenario_and_captures_of_a_rule_have_its_name(string name)
    {
        string word = PascalOf(name);
        Type rule = RuleCatalog.Find(name)!.GetType();
        string family = rule.Namespace!.Split('.')[^1];

        Assert.That(rule.Name, Is.EqualTo(word));
        Assert.That(Path.Combine(RepositoryPaths.Root, "src", "WsBridge.Analysis", "Rules", family, $"{word}.cs"), Does.Exist);
        Assert.That(Path.Combine(RepositoryPaths.Root, "tests", "WsBridge.Analysis.Tests", "Rules", family, $"{word}Scenario.cs"),
            Does.Exist);
        Assert.That(typeof(StructureTests).Assembly.GetType($"{typeof(StructureTests).Namespace}.Rules.{family}.{word}Scenario"),
            Is.Not.Null);
        Assert.That(Endings.Select(ending => Path.Combine(RepositoryPaths.Captures, "rules", $"{name}.{ending}"))
            .Where(file => !File.Exists(file)), Is.Empty);
    }

    [Test]
    public void The_captures_of_rules_are_those_of_the_catalogue() =>
        Assert.That(
            Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Captures, "rules")).Select(Path.GetFileName),
            Is.EquivalentTo(Rules.SelectMany(_ => Endings, (name, ending) => $"{name}.{ending}")));

    [Test]
    public void The_folders_of_rules_hold_rules_alone()
    {
        string folder = Path.Combine(RepositoryPaths.Root, "src", "WsBridge.Analysis", "Rules");
        IEnumerable<string> files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) != "Support")
                .Select(file => Path.GetFileNameWithoutExtension(file)!);

        Assert.That(files, Is.EquivalentTo(Rules.Select(PascalOf)));
    }

    /// <summary>What <c>tests/new-rule</c> stamps is marked until somebody has written it.</summary>
    [Test]
    public void Nothing_that_was_stamped_is_left_to_be_written()
    {
        string[] folders = [Path.Combine("src", "WsBridge.Analysis", "Rules"), Path.Combine("tests", "WsBridge.Analysis.Tests", "Rules")];
        IEnumerable<string> files = folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Append(Path.Combine(RepositoryPaths.Root, "CHANGELOG.md"));

        Assert.That(files.Where(file => File.ReadAllText(file).Contains("TODO", StringComparison.Ordinal)), Is.Empty);
    }

    /// <summary>Tests hold octets, patterns and outputs that cannot be broken; what ships is read by people.</summary>
    [Test]
    public void No_line_of_what_ships_is_longer_than_140_columns()
    {
        const int longest = 140;

        IEnumerable<string> over = Sources("src", "extcap", "lua").SelectMany(file => File.ReadLines(file).Index()
            .Where(line => line.Item.Length > longest)
            .Select(line => $"{Path.GetRelativePath(RepositoryPaths.Root, file)}:{line.Index + 1}"));

        Assert.That(over, Is.Empty);
    }

    /// <summary>Lua has 200 for each function, and the body of a file is one: there is room for those that come.</summary>
    [Test]
    public void No_Lua_file_is_near_the_limit_of_local_variables()
    {
        const int most = 150;

        Dictionary<string, int> counts = Sources("lua").ToDictionary(file => Path.GetFileName(file), file => File.ReadLines(file)
            .Select(line => Locals().Match(line)).Where(match => match.Success).Sum(match => match.Value.Count(c => c == ',') + 1));

        Assert.That(counts["wsbridge.lua"], Is.GreaterThan(50), "they are counted");
        Assert.That(counts.Where(file => file.Value > most), Is.Empty);
    }

    /// <summary>There they are neutralised, held while it is another capture's turn, and change no exit status.</summary>
    [Test]
    public void One_class_writes_to_standard_error() =>
        Assert.That(
            Sources(Path.Combine("src", "WsBridge.Cli")).Where(file => StandardError().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName),
            Is.EqualTo(["StandardError.cs"]));

    [Test]
    public void Processes_are_CliWraps_or_the_class_says_why_not() =>
        Assert.That(
            Sources("src", "extcap").Where(file => File.ReadAllText(file) is var text
                && text.Contains("Process.Start(", StringComparison.Ordinal) && !text.Contains("and not CliWrap", StringComparison.Ordinal)),
            Is.Empty);

    private static IEnumerable<string> Sources(params string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Root, folder), "*", SearchOption.AllDirectories))
        .Where(file => Path.GetExtension(file) is ".cs" or ".lua")
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "bin"));

    private static string PascalOf(string name) => WordStart().Replace(name, match => match.Groups["first"].Value.ToUpperInvariant());

    [GeneratedRegex(@"Console\.(SetError|Error|OpenStandardError)\b")]
    private static partial Regex StandardError();

    // Of a file's body: what begins a line.
    [GeneratedRegex(@"^local (function )?\w+(, \w+)*")]
    private static partial Regex Locals();

    [GeneratedRegex("(^|-)(?<first>.)")]
    private static partial Regex WordStart();
}
