using System.Text.RegularExpressions;
using CliWrap.Buffered;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>The examples of the README and of docs/ print what is written there. <c>WSBRIDGE_ACCEPT=1</c> rewrites them.</summary>
[TestFixture]
internal sealed partial class ReadmeTests
{
    private static readonly IReadOnlyList<string> Pages =

        [
            Path.Combine(RepositoryPaths.Root, "README.md"),
            .. Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Root, "docs"), "*.md").Order(StringComparer.Ordinal),
        ];

    private static IEnumerable<TestCaseData> Examples =>
        from page in Pages
        from match in ExamplePattern().Matches(File.ReadAllText(page))
        select new TestCaseData(Path.GetRelativePath(RepositoryPaths.Root, page), match.Groups["command"].Value);

    private static IEnumerable<string> PageNames => Pages.Select(page => Path.GetRelativePath(RepositoryPaths.Root, page));

    [TestCaseSource(nameof(PageNames))]
    public void Links_and_recordings_that_a_page_names_are_there(string page)
    {
        string path = Path.Combine(RepositoryPaths.Root, page);
        string text = File.ReadAllText(path);
        IEnumerable<string> links = LinkPattern().Matches(text)
            .Select(match => Path.Combine(Path.GetDirectoryName(path)!, match.Groups["target"].Value));
        IEnumerable<string> recordings = RecordingPattern().Matches(text).Select(match => Path.Combine(RepositoryPaths.Root, match.Value));

        Assert.That(links.Concat(recordings).Where(target => !Path.Exists(target)), Is.Empty);
    }

    [Test]
    public void The_README_is_short() => Assert.That(File.ReadLines(Pages[0]).Count(), Is.LessThanOrEqualTo(150));

    [TestCaseSource(nameof(Examples))]
    public async Task An_example_prints_what_is_written(string page, string command)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("the examples are written for a POSIX shell");
        }

        string path = Path.Combine(RepositoryPaths.Root, page);
        BufferedCommandResult result = await CliWrap.Cli.Wrap("sh").WithArguments(["-c", command])
            .WithWorkingDirectory(RepositoryPaths.Root)
            .WithValidation(CliWrap.CommandResultValidation.None).ExecuteBufferedAsync();
        string printed = string.Join('\n', result.StandardOutput.Split('\n').Select(line => line.TrimEnd())).Trim('\n');

        string text = await File.ReadAllTextAsync(path);
        Match example = ExamplePattern().Matches(text).Single(match => match.Groups["command"].Value == command);
        Group output = example.Groups["output"];

        Assert.That(result.ExitCode, Is.Zero, result.StandardError);
        Assert.That(Expected.NotCurrent(path,
            string.Concat(text.AsSpan(0, output.Index), printed, "\n", text.AsSpan(output.Index + output.Length))), Is.Empty);
    }

    [GeneratedRegex(@"<!-- example: (?<command>.+?) -->\n```\n(?<output>.*?)```\n<!-- end -->", RegexOptions.Singleline)]
    private static partial Regex ExamplePattern();

    [GeneratedRegex(@"\]\((?<target>[^)#:\s]+)(#[^)]*)?\)")]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"captures/[\w./-]+\.(pcapng|pcap|txt)")]
    private static partial Regex RecordingPattern();
}
