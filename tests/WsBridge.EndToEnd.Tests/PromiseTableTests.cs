using System.Text.RegularExpressions;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>docs/safety.md promises nothing without a test.</summary>
internal sealed partial class PromiseTableTests
{
    private static readonly string[] Rows = [.. File.ReadAllLines(Path.Combine(RepositoryPaths.Root, "docs", "safety.md"))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| fault |", StringComparison.Ordinal))];

    [TestCaseSource(nameof(Rows))]
    public void Each_promise_names_tests_that_exist(string row)
    {
        string[] cells = row.Trim('|', ' ').Split(" | ");
        List<Match> named = [.. TestName().Matches(cells[^1]).Cast<Match>()];

        Assert.That(cells, Has.Length.EqualTo(3));
        Assert.That(named, Is.Not.Empty, "no test");
        foreach (Match test in named)
        {
            string fixture = test.Groups["fixture"].Value;
            string[] files = Directory.GetFiles(Path.Combine(RepositoryPaths.Root, "tests"), fixture + ".cs", SearchOption.AllDirectories);
            Assert.That(files.Any(file => File.ReadAllText(file).Contains($" {test.Groups["name"].Value}(", StringComparison.Ordinal)),
                $"there is no {test.Value}");
        }
    }

    [GeneratedRegex("`(?<fixture>[A-Za-z]+Tests)\\.(?<name>[A-Za-z0-9_]+)`")]
    private static partial Regex TestName();
}
