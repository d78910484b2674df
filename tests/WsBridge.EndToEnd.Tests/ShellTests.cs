using System.Text.RegularExpressions;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>Completions ask the program itself; manual pages are made of the definitions of its help.</summary>
[Category(Categories.OneWireshark)]
internal sealed class ShellTests
{
    [TestCase("wsbridge anal", "analyze")]
    [TestCase("wsbridge plugin re", "remove")]
    [TestCase("wsbridge roams --format ", "ndjson")]
    [TestCase("wsbridge completion ", "fish")]
    [TestCase("wsbridge explain ft-m2", "ft-m2-rejected-no-m3")]
    [TestCase("wsbridge analyze --rule ft-m2", "ft-m2-rejected-no-m3")]
    public async Task Bash_completes_what_the_program_knows(string line, string expected)
    {
        Programs.Need("bash", "bash");
        using var work = new Workplace();
        string script = work.Write("completion.bash", (await work.WsBridge("completion", "bash")).AssertGood().Text);
        string[] words = line.Split(' ');
        string quoted = string.Join(' ', words.Select(word => $"'{word}'"));
        string simulate = $"""
            export PATH='{Path.GetDirectoryName(Programs.WsBridge)}':$PATH
            . '{script}'
            COMP_LINE='{line}' COMP_POINT={line.Length} COMP_CWORD={words.Length - 1} COMP_WORDS=({quoted})
            _wsbridge
            printf '%s\n' "{"${COMPREPLY[@]}"}"
            """;

        Output output = await work.Run("bash", ["-c", simulate]);

        Assert.That(output.Good(), Does.Contain(expected));
    }

    [TestCase("zsh", "compdef")]
    [TestCase("fish", "complete -c wsbridge")]
    [TestCase("powershell", "Register-ArgumentCompleter")]
    public async Task Other_shells_ask_in_the_same_way(string shell, string how)
    {
        using var work = new Workplace();

        string script = (await work.WsBridge("completion", shell)).AssertGood().Text;

        Assert.That(script, Does.Contain(how).And.Contain("[suggest:"));
    }

    [Test]
    public async Task Each_command_that_help_lists_has_a_manual_page()
    {
        using var work = new Workplace();
        (await work.WsBridge("man", work.Path("man"))).AssertGood();
        string[] commands = [.. (await work.WsBridge("--help")).Lines.SkipWhile(line => line != "Commands:").Skip(1)
            .Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' ').Select(line => line.Trim().Split(' ')[0])];

        Assert.That(commands, Has.Length.GreaterThan(12));
        string[] ofCheckout = ["demo", "test", "bench", "package"];
        Assert.That(commands, Is.SupersetOf(ofCheckout), "which run from a checkout alone");
        foreach (string command in commands.Except(ofCheckout))
        {
            string page = await File.ReadAllTextAsync(work.Path($"man/wsbridge-{command}.1"));
            Assert.That(page, Does.StartWith(".TH ").And.Contain(".SH DESCRIPTION").And.Contain(".SH EXIT STATUS"));
        }
    }

    [Test]
    public async Task Whoever_has_no_checkout_is_offered_no_command_of_one()
    {
        using var work = new Workplace();
        string program = CopyOfProgram(work);

        foreach (string[] asked in (string[][])[["--help"], ["[suggest:9]", "wsbridge "]])
        {
            Output output = (await work.Run(program, asked)).AssertGood();

            Assert.That(output.Lines.Select(line => line.Trim().Split(' ')[0]), Has.None.AnyOf("demo", "test", "bench", "package", "/?",
                "/h").And.Some.EqualTo("analyze"));
        }

        (await work.WsBridge("man", work.Path("man"))).AssertGood();
        Assert.That(Directory.GetFiles(work.Path("man")).Select(Path.GetFileName), Has.None.AnyOf("wsbridge-demo.1", "wsbridge-test.1"));
    }

    [Test]
    public async Task A_manual_page_has_one_list_of_exit_statuses_and_values_for_options_that_take_one()
    {
        using var work = new Workplace();
        (await work.WsBridge("man", work.Path("man"))).AssertGood();

        string page = await File.ReadAllTextAsync(work.Path("man/wsbridge-analyze.1"));

        Assert.That(page, Does.Contain("\n\\fB\\-\\-recursive\\fR\n").And.Contain("\n\\fB\\-\\-merge[=true|false]\\fR\n")
            .And.Contain("\n\\fB\\-\\-keys FILE\\fR\n"));
        foreach (string file in Directory.GetFiles(work.Path("man")))
        {
            string text = await File.ReadAllTextAsync(file);
            Assert.That(Regex.Count(text, "EXIT STATUS|Exit status: "), Is.EqualTo(1), file);
        }
    }

    [Test]
    public async Task The_script_of_a_checkout_says_that_it_builds()
    {
        using var work = new Workplace();
        foreach (string name in (string[])["src", "extcap", "lua", "Directory.Build.props", "Directory.Packages.props", "global.json"])
        {
            work.Write(name, "");
        }

        string script = work.Script("wsbridge", await File.ReadAllTextAsync(Path.Combine(RepositoryPaths.Root, "wsbridge")));
        work.Script("dotnet", "exit 1");
        string path = Path.GetDirectoryName(script) + ":" + Environment.GetEnvironmentVariable("PATH");

        Output output = await work.Run(script, ["--version"], new Dictionary<string, string?> { ["PATH"] = path });

        Assert.That((output.Status, output.Text), Is.EqualTo((2, "")));
        Assert.That(output.Errors, Is.EqualTo("wsbridge: building WsBridge, once after each change of its sources; this takes some minutes.\n"
            + "wsbridge: the build failed; see above.\n"));
    }

    [Test]
    public async Task The_version_names_the_commit()
    {
        using var work = new Workplace();

        Assert.That((await work.WsBridge("--version")).Good(), Has.One.Match(@"^\d+\.\d+\.\d+\+[0-9a-f]{40}$"));
    }

    /// <summary>The program alone, where no checkout is around it.</summary>
    private static string CopyOfProgram(Workplace work)
    {
        string from = Path.GetDirectoryName(Programs.WsBridge)!, to = Directory.CreateDirectory(work.Path("installed")).FullName;
        foreach (string file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        return Path.Combine(to, Path.GetFileName(Programs.WsBridge));
    }
}
