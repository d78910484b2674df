using System.Text.Json;

namespace WsBridge.EndToEnd.Tests.Installing;

/// <summary>Each set-up that is broken gets its name, and what the doctor says mends it.</summary>
[Category(Categories.OneWireshark)]
internal sealed class DoctorTests
{
    private const string FakeTshark = """
        if [ "$1" = --version ]; then echo 'TShark (Wireshark) {0} (Git v{0} packaged as {0}).'; else exec '{1}' "$@"; fi
        """;

    private static readonly Dictionary<string, Action<House>> Broken = new()
    {
        ["not-installed"] = house => house.Uninstall(),
        ["program-gone"] = house =>
            house.Edit("lua/wsbridge.lua", text => text.Replace(Programs.WsBridge, "/gone/wsbridge", StringComparison.Ordinal)),
        ["other-version"] = house => house.Edit("lua/wsbridge.lua", text =>
            text.Replace(Programs.WsBridge, house.Work.Script("other", "exit 0\n"), StringComparison.Ordinal)),
        ["old-copy"] = house => house.Add("lua/old/wsbridge.lua", File.ReadAllText(Programs.Stub)),
        ["wrong-folder"] = house => house.Move("lua/wsbridge.lua", "configuration/wsbridge.lua"),
        ["protocol-disabled"] = house => house.Add("configuration/disabled_protos", "bootp\nwsbridge\n"),
        ["capture-sources-missing"] = house => house.Move("configuration/extcap/wsbridge-extcap", "configuration/wsbridge-extcap"),
        ["capture-sources-gone"] = house => house.Replace("configuration/extcap/wsbridge-extcap", "/gone/wsbridge-extcap"),
        ["capture-sources-not-executable"] = house => house.Replace("configuration/extcap/wsbridge-extcap",
            house.Work.Write("not-executable", $"#!/bin/sh\nexec '{ExtcapProcess.Program}' \"$@\"\n")),
        ["plugin-schema-mismatch"] = house =>
            house.Add("data/wsbridge/plugins/wsbridge_schema.lua", "return { hash = '', fields = {}, experts = {} }\n"),
        ["info-hidden"] = house => house.Add("configuration/preferences", "gui.column.hidden: %i\n"),
    };

    private static IEnumerable<string> Problems => Broken.Keys;

    [Test]
    public async Task An_installation_that_works_is_content()
    {
        using var house = await House.Installed();

        JsonElement report = await house.Ask();

        Assert.That(report.GetProperty("content").GetBoolean());
        Assert.That(report.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("status").GetString()),
            Is.All.EqualTo("ok"));
        Assert.That(report.GetProperty("checks").GetArrayLength(), Is.EqualTo(9));
    }

    [TestCaseSource(nameof(Problems))]
    public async Task What_is_broken_has_its_name_and_is_mended_by_what_the_doctor_says(string problem)
    {
        using var house = await House.Installed();
        Broken[problem](house);

        string command = await CommandFor(house, problem);
        await house.Obey(command);

        Assert.That(command, Does.Not.Contain("sed -i "), "macOS wants a suffix");
        Assert.That(NamesOf(await house.Ask()), Is.Empty);
        Assert.That((await house.Work.PlainTshark("-r", Recordings.TwoPmkids, "-Y", "wsbridge.rule")).Good(), Is.Not.Empty);
    }

    /// <summary>Newer ones list every adapter to everybody; only opening one shows who may.</summary>
    [TestCase("exit 0", null)]
    [TestCase("echo \"dumpcap: socket: Operation not permitted\" >&2; exit 2", "no-capture-right")]
    public async Task Whoever_lists_adapters_and_may_open_none_has_no_right_to_capture(string opening, string? problem)
    {
        using var house = await House.Installed();
        string tshark = house.Work.Script("tshark", $"exec '{Programs.Tshark}' \"$@\"\n");
        house.Work.Script("dumpcap", $"case \"$1\" in -D) printf '1. eth0\\n2. any\\n3. lo (Loopback)\\n' ;; *) {opening} ;; esac\n");
        house.Variables["WSBRIDGE_TSHARK"] = tshark;

        JsonElement check = Checks(await house.Ask()).Single(one => one.GetProperty("check").GetString() == "capture-rights");

        Assert.That(check.GetProperty("problem").GetString(), Is.EqualTo(problem));
        if (problem is not null)
        {
            Assert.That(check.GetProperty("text").GetString(), Does.Contain("Operation not permitted"));
            Assert.That(check.GetProperty("command").GetString(), Does.StartWith("sudo usermod -aG wireshark "));
        }
    }

    [Test]
    public async Task The_last_line_says_whether_something_is_broken()
    {
        using var house = await House.Installed();

        Output good = await house.Work.WsBridge("doctor");
        house.Uninstall();
        Output bad = await house.Work.WsBridge("doctor");

        Assert.That((good.Status, good.Lines[^1]), Is.EqualTo((0, "Nothing is broken.")));
        Assert.That(bad.Status, Is.EqualTo(1));
        Assert.That(bad.Lines[^1], Does.Match(@"^\d things? to mend\.$"));
    }

    [TestCase("tshark-missing", null)]
    [TestCase("tshark-too-old", "3.4.16")]
    public async Task A_tshark_that_is_missing_or_too_old_is_replaced_as_the_doctor_says(string problem, string? version)
    {
        using var house = await House.Installed();
        string tshark = Programs.Tshark;
        string folder = Directory.CreateDirectory(house.Work.Path("bin")).FullName;
        house.Variables["WSBRIDGE_TSHARK"] = null;
        house.Variables["PATH"] = folder;
        File.CreateSymbolicLink(Path.Combine(folder, "wsbridge"), Programs.WsBridge);
        house.Work.Script("bin/sudo", "exec \"$@\"\n");
        house.Work.Script("bin/dpkg-query", $"echo tshark: {folder}/tshark\n");
        house.Work.Script("bin/apt-get", $"[ \"$*\" = 'install tshark' ] && /bin/ln -sf {tshark} {folder}/tshark\n");
        if (version is not null)
        {
            house.Work.Script("bin/tshark", FakeTshark.Replace("{0}", version, StringComparison.Ordinal)
                .Replace("{1}", tshark, StringComparison.Ordinal));
        }

        string command = await CommandFor(house, problem);
        await house.Obey(command);

        Assert.That(NamesOf(await house.Ask()).Where(name => name != "no-dumpcap"), Is.Empty);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Where_no_shell_finds_this_wsbridge_the_command_has_its_path(bool hasAnother)
    {
        using var house = await House.Installed();
        string folder = Directory.CreateDirectory(house.Work.Path("bin")).FullName;
        house.Variables["PATH"] = folder + ":/usr/bin:/bin";
        if (hasAnother)
        {
            house.Work.Script("bin/wsbridge", "exit 1\n");
        }

        house.Uninstall();

        await house.Obey("cd / && " + await CommandFor(house, "not-installed"));

        Assert.That(NamesOf(await house.Ask()), Is.Empty);
    }

    [Test]
    public async Task A_file_that_a_package_has_brought_is_the_package_s_to_remove()
    {
        using var house = await House.Installed();
        house.Add("lua/old/wsbridge.lua", File.ReadAllText(Programs.Stub));
        string folder = Directory.CreateDirectory(house.Work.Path("bin")).FullName;
        house.Work.Script("bin/sudo", "exec \"$@\"\n");
        house.Work.Script("bin/dpkg-query", "case \"$2\" in */old/wsbridge.lua) echo \"wsbridge:amd64: $2\" ;; *) exit 1 ;; esac\n");
        house.Work.Script("bin/apt-get", $"[ \"$*\" = 'remove wsbridge' ] && rm -r '{house.Work.Home}/.local/lib/wireshark/plugins/old'\n");
        house.Variables["PATH"] = folder + ":" + house.Variables["PATH"];

        string command = await CommandFor(house, "old-copy");
        await house.Obey(command);

        Assert.That(command, Does.Contain("apt-get remove wsbridge && ").And.Not.Contain("rm "));
        Assert.That(NamesOf(await house.Ask()), Is.Empty);
    }

    [Test]
    public async Task Where_the_variable_names_what_is_no_tshark_nothing_is_to_be_installed()
    {
        using var house = await House.Installed();
        house.Variables["WSBRIDGE_TSHARK"] = house.Work.Write("no-program", "");

        JsonElement check = Checks(await house.Ask()).Single();
        Output installing = await house.Work.Run(Programs.WsBridge, ["install"], house.Variables);

        Assert.That(check.GetProperty("problem").GetString(), Is.EqualTo("tshark-broken"));
        Assert.That(check.GetProperty("text").GetString(), Does.EndWith("cannot be run: Permission denied."));
        Assert.That(check.GetProperty("mend").GetString(), Does.StartWith("The variable WSBRIDGE_TSHARK"));
        Assert.That(check.GetProperty("command").GetString(), Is.EqualTo("unset WSBRIDGE_TSHARK"));
        Assert.That((installing.Status, installing.Errors.Trim()),
            Is.EqualTo((3, $"wsbridge: {house.Variables["WSBRIDGE_TSHARK"]} cannot be run: Permission denied.")));
    }

    [Test]
    public async Task Lua_that_is_disabled_for_all_users_is_enabled_as_the_doctor_says()
    {
        if (!Environment.IsPrivilegedProcess || !Directory.Exists("/etc/wireshark"))
        {
            Assert.Ignore("Another /etc/wireshark takes root, and one that is there.");
        }

        using var house = await House.Installed();
        string settings = Directory.CreateDirectory(house.Work.Path("etc")).FullName;
        foreach (string file in Directory.GetFiles("/etc/wireshark"))
        {
            File.Copy(file, Path.Combine(settings, Path.GetFileName(file)));
        }

        string lua = Path.Combine(settings, "init.lua");
        File.WriteAllText(lua, File.ReadAllText(lua).Replace("enable_lua = true", "enable_lua = false", StringComparison.Ordinal));
        house.Within = ["unshare", "--mount", "sh", "-c", $"mount --bind '{settings}' /etc/wireshark && exec \"$@\"", "sh"];

        string command = await CommandFor(house, "lua-disabled");
        await house.Obey(command);

        Assert.That(NamesOf(await house.Ask()), Is.Empty);
    }

    [Test]
    public async Task Root_is_told_to_be_another_user()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("Only root is told.");
        }

        using var house = await House.Installed();
        string folder = Directory.CreateDirectory(house.Work.Path("bin")).FullName;
        house.Work.Script("bin/tshark", FakeTshark.Replace("{0}", "4.4.9", StringComparison.Ordinal)
            .Replace("{1}", Programs.Tshark, StringComparison.Ordinal));
        house.Variables["WSBRIDGE_TSHARK"] = null;
        house.Variables["PATH"] = folder + ":" + Environment.GetEnvironmentVariable("PATH");

        JsonElement check = Checks(await house.Ask()).Single(check => check.GetProperty("problem").GetString() == "lua-as-root");

        Assert.That(check.GetProperty("mend").GetString(), Does.Contain("another user"));
    }

    [Test]
    public async Task For_people_there_is_a_line_each_and_the_exit_status_tells()
    {
        using var house = await House.Installed();
        Output content = await house.Work.WsBridge("doctor");
        house.Uninstall();
        Output ill = await house.Work.WsBridge("doctor");

        Assert.That((content.Status, ill.Status), Is.EqualTo((0, 1)));
        Assert.That(content.Lines[..^1], Has.All.StartWith("ok "));
        Assert.That(ill.Lines, Has.One.StartWith("problem  stub: ").And.One.EqualTo($"         mend: Install it. `{Programs.WsBridge} install`"));
    }

    private static async Task<string> CommandFor(House house, string problem)
    {
        JsonElement report = await house.Ask();
        JsonElement[] named = [.. Checks(report).Where(check => check.GetProperty("problem").GetString() == problem)];
        Assert.That(named, Has.Length.EqualTo(1), report.ToString());
        Assert.That(report.GetProperty("content").GetBoolean(), Is.EqualTo(named[0].GetProperty("status").GetString() == "note"));
        return named[0].GetProperty("command").GetString() ?? throw new AssertionException($"{problem} has no command");
    }

    private static IEnumerable<JsonElement> Checks(JsonElement report) => report.GetProperty("checks").EnumerateArray();

    private static string[] NamesOf(JsonElement report) =>
        [.. Checks(report).Select(check => check.GetProperty("problem").GetString()).OfType<string>()];
}
