namespace WsBridge.EndToEnd.Tests;

/// <summary><c>wsbridge tshark</c> hands everything through, and says when nothing of it can work.</summary>
internal sealed class WiresharkCommandTests
{
    private const string Fake = """
        if [ "$1" = --version ]; then
            echo 'TShark (Wireshark) {0} (Git v{0} packaged as {0}).'
        else
            printf '%s\n' "$@"
            echo "host=$WSBRIDGE_HOST"
            exit 7
        fi
        """;

    [Test]
    public async Task Arguments_and_status_are_handed_through()
    {
        using var work = new Workplace();

        Output output = await Run(work, "4.0.17", "-r", "a b.pcapng", "--help", "-Y", "wsbridge.rule == \"x\"", "--", "'");

        Assert.That(output.Lines,
            Is.EqualTo((string[])[
            "-X",
            "lua_script:" + Programs.Stub,
            "-r",
            "a b.pcapng",
            "--help",
            "-Y",
            "wsbridge.rule == \"x\"",
            "--",
            "'",
            "host=" + Programs.WsBridge,
        ]));
        Assert.That((output.Status, output.Errors), Is.EqualTo((7, "")));
    }

    [TestCase("4.4.18")]
    [TestCase("4.6.9")]
    [TestCase("5.0.0")]
    public async Task Root_is_told_that_this_tshark_loads_no_Lua_script_for_root(string version)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("Only root is told.");
        }

        using var work = new Workplace();

        string folder = Path.GetDirectoryName(MakeFake(work, version))!;

        Output output = await work.Run(Programs.WsBridge, ["tshark", "-r", "x"],
            new Dictionary<string, string?> { ["WSBRIDGE_TSHARK"] = null, ["PATH"] = folder });

        string[] told = output.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(told, Has.Length.EqualTo(1));
        Assert.That(told[0], Does.StartWith("wsbridge: ").And.Contain(version).And.Contain("as another user"));
        Assert.That(output.Status, Is.EqualTo(7));
    }

    [Test]
    public async Task A_missing_tshark_is_wrong_usage_and_says_how_to_get_it()
    {
        using var work = new Workplace();

        Output output = await work.Run(Programs.WsBridge, ["tshark", "-v"],
            new Dictionary<string, string?> { ["WSBRIDGE_TSHARK"] = null, ["PATH"] = work.Home });

        Assert.That(output.Status, Is.EqualTo(2));
        Assert.That(output.Errors, Does.StartWith("wsbridge: tshark is not installed.").And.Contain("apt-get install tshark"));
    }

    [Test]
    public async Task Whoever_names_a_tshark_sees_to_its_user()
    {
        using var work = new Workplace();

        Assert.That((await Run(work, "4.4.18", "-r", "x")).Errors, Is.Empty);
    }

    private static Task<Output> Run(Workplace work, string version, params string[] arguments) =>
        work.Run(Programs.WsBridge, ["tshark", .. arguments],
            new Dictionary<string, string?> { ["WSBRIDGE_TSHARK"] = MakeFake(work, version) });

    private static string MakeFake(Workplace work, string version) =>
        work.Script("tshark", Fake.Replace("{0}", version, StringComparison.Ordinal));
}
