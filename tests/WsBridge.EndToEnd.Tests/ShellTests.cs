namespace WsBridge.EndToEnd.Tests;

/// <summary>Completions ask the program itself; manual pages are made of the definitions of its help.</summary>
[Category(Categories.OneWireshark)]
internal sealed class ShellTests
{
    [TestCase("wsbridge anal", "analyze")]
    [TestCase("wsbridge plugin re", "remove")]
    [TestCase("wsbridge roams --format ", "ndjson")]
    [TestCase("wsbridge completion ", "fish")]
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
        foreach (string command in commands)
        {
            string page = await File.ReadAllTextAsync(work.Path($"man/wsbridge-{command}.1"));
            Assert.That(page, Does.StartWith(".TH ").And.Contain(".SH DESCRIPTION").And.Contain(".SH EXIT STATUS"));
        }
    }

    [Test]
    public async Task The_version_names_the_commit()
    {
        using var work = new Workplace();

        Assert.That((await work.WsBridge("--version")).Good(), Has.One.Match(@"^\d+\.\d+\.\d+\+[0-9a-f]{40}$"));
    }
}
