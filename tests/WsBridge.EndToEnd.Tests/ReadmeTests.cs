using System.Text.RegularExpressions;
using CliWrap.Buffered;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>The examples of the README print what the README says. <c>WSBRIDGE_ACCEPT=1</c> rewrites them.</summary>
[TestFixture]
internal sealed partial class ReadmeTests
{
    private static readonly string Readme = Path.Combine(RepositoryPaths.Root, "README.md");

    private static IEnumerable<string> Commands => ExamplePattern().Matches(File.ReadAllText(Readme)).Select(match => match.Groups["command"].Value);

    [TestCaseSource(nameof(Commands))]
    public async Task An_example_prints_what_the_README_says(string command)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("the examples are written for a POSIX shell");
        }

        BufferedCommandResult result = await CliWrap.Cli.Wrap("sh").WithArguments(["-c", command]).WithWorkingDirectory(RepositoryPaths.Root)
            .WithValidation(CliWrap.CommandResultValidation.None).ExecuteBufferedAsync();
        string printed = string.Join('\n', result.StandardOutput.Split('\n').Select(line => line.TrimEnd())).Trim('\n');

        string text = await File.ReadAllTextAsync(Readme);
        Match example = ExamplePattern().Matches(text).Single(match => match.Groups["command"].Value == command);
        if (Environment.GetEnvironmentVariable("WSBRIDGE_ACCEPT") == "1")
        {
            Group output = example.Groups["output"];
            text = string.Concat(text.AsSpan(0, output.Index), printed, "\n", text.AsSpan(output.Index + output.Length));
            await File.WriteAllTextAsync(Readme, text);
            example = ExamplePattern().Matches(text).Single(match => match.Groups["command"].Value == command);
        }

        Assert.That(result.ExitCode, Is.Zero, result.StandardError);
        Assert.That(printed, Is.EqualTo(example.Groups["output"].Value.TrimEnd('\n')));
    }

    [GeneratedRegex(@"<!-- example: (?<command>.+?) -->\n```\n(?<output>.*?)```\n<!-- end -->", RegexOptions.Singleline)]
    private static partial Regex ExamplePattern();
}
