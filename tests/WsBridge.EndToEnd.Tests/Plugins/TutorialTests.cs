using System.Text;
using CliWrap;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests.Plugins;

/// <summary>src/WsBridge.Sdk/TUTORIAL.md, followed to the letter in a clean folder.</summary>
[Category(Categories.SameUser)]
internal sealed class TutorialTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    [Test]
    [Platform(Exclude = "Win")]
    public async Task The_tutorial_ends_with_a_field_of_ones_own()
    {
        using var work = new Workplace();
        _ = Programs.Tshark; // or ignored
        string folder = Directory.CreateDirectory(work.Path("clean")).FullName;
        string bin = Directory.CreateDirectory(work.Path("bin")).FullName;
        work.Script("bin/wsbridge", $"exec '{Programs.WsBridge}' \"$@\"\n");
        string shown = "";
        int steps = 0;
        int answers = 0;
        foreach ((string kind,
            string text) in Blocks(await File.ReadAllLinesAsync(Path.Combine(RepositoryPaths.Root, "src", "WsBridge.Sdk", "TUTORIAL.md"))))
        {
            if (kind == "sh")
            {
                shown = await Run(work, bin, folder, text);
                folder = Path.Combine(folder, text.Contains("\ncd Goodbye\n", StringComparison.Ordinal) ? "Goodbye" : "");
                steps++;
            }
            else if (kind.StartsWith("cs ", StringComparison.Ordinal))
            {
                string file = Path.Combine(folder, kind[3..]);
                Assert.That(file, Does.Exist, "what the tutorial replaces");
                await File.WriteAllTextAsync(file, text);
            }
            else if (kind.Length == 0)
            {
                Assert.That(shown, Does.EndWith(text));
                answers++;
            }
        }

        Assert.That((steps, answers), Is.EqualTo((3, 2)));
    }

    private static async Task<string> Run(Workplace work, string bin, string folder, string script)
    {
        var output = new StringBuilder();
        var errors = new StringBuilder();
        using var limit = new CancellationTokenSource(Patience);
        CommandResult result = await Cli.Wrap("sh").WithArguments(["-e", "-c", script]).WithWorkingDirectory(folder)
            .WithEnvironmentVariables(work.Environment(new Dictionary<string, string?>
            {
                ["PATH"] = bin + ":" + Environment.GetEnvironmentVariable("PATH"),
                ["NUGET_PACKAGES"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                    ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
                ["MSBUILDDISABLENODEREUSE"] = "1",
                ["UseSharedCompilation"] = "false",
                ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
                ["DOTNET_NOLOGO"] = "1",
            }))
            .WithStandardOutputPipe(PipeTarget.ToStringBuilder(output))
            .WithStandardErrorPipe(PipeTarget.ToStringBuilder(errors))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(limit.Token);
        Assert.That(result.ExitCode, Is.Zero, $"{script}\n{output}\n{errors}");
        return output.ToString();
    }

    private static IEnumerable<(string Kind, string Text)> Blocks(string[] lines)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                string kind = lines[i][3..];
                int start = ++i;
                while (lines[i] != "```")
                {
                    i++;
                }

                yield return (kind, string.Join('\n', lines[start..i]) + "\n");
            }
        }
    }
}
