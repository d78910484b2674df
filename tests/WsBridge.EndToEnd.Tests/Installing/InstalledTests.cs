using System.Security.Cryptography;
using System.Text.Json;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests.Installing;

/// <summary><c>wsbridge install</c>: a plain tshark shows findings. <c>wsbridge uninstall</c>: everything is as it was.</summary>
internal sealed class InstalledTests
{
    private static readonly string[] Rules = ["-r", Recordings.TwoPmkids, "-Y", "wsbridge.rule", "-T", "fields", "-e", "frame.number",
        "-e", "wsbridge.rule"];

    [Test]
    public async Task A_plain_tshark_shows_what_wsbridge_tshark_shows()
    {
        using var work = new Workplace();
        (await work.WsBridge("install")).AssertGood();

        string[] plain = (await work.PlainTshark(Rules)).Good();

        Assert.That(plain, Has.Length.GreaterThan(5));
        Assert.That(plain, Is.EqualTo((await work.Tshark(Rules)).Good()));
    }

    [Test]
    public async Task A_plain_tshark_has_the_capture_sources()
    {
        using var work = new Workplace();
        (await work.WsBridge("install")).AssertGood();

        Assert.That((await work.PlainTshark("-D")).Text, Does.Contain("wsbridge-replay").And.Contain("wsbridge-ssh"));
    }

    [Test]
    public async Task Uninstall_restores_the_folders_to_the_octet()
    {
        using var work = new Workplace();
        string lua = Folder(work, ".local", "lib", "wireshark", "plugins");
        File.WriteAllText(Path.Combine(lua, "wsbridge.lua"), "-- somebody else's of this name\n");
        File.WriteAllText(Path.Combine(lua, "other.lua"), "-- another plugin\n");
        string other = Folder(work, ".config", "wireshark", "profiles", "Mine");
        File.WriteAllText(Path.Combine(other, "preferences"), "gui.column.hidden: %i\n");
        string[] before = Snapshot(work.Home);

        (await work.WsBridge("install")).AssertGood();
        string[] installed = Snapshot(work.Home);
        (await work.WsBridge("install")).AssertGood();
        string[] again = Snapshot(work.Home);
        (await work.WsBridge("uninstall")).AssertGood();

        Assert.That(installed, Is.Not.EqualTo(before));
        Assert.That(again, Is.EqualTo(installed));
        Assert.That(Snapshot(work.Home), Is.EqualTo(before));
    }

    [Test]
    public async Task Where_a_package_serves_all_users_nothing_is_installed_unless_it_is_forced()
    {
        using var work = new Workplace();
        string all = work.Path("all");
        string loader = (await work.WsBridge("loader", Programs.WsBridge, Programs.Stub)).AssertGood().Text;
        Directory.CreateDirectory(all);
        await File.WriteAllTextAsync(Path.Combine(all, "wsbridge.lua"), loader);
        string tshark = work.Script("tshark",
            $"'{Programs.Tshark}' \"$@\" | sed 's|^\\(Global Lua Plugins:[[:space:]]*\\).*|\\1{all}|'\n");
        var variables = new Dictionary<string, string?> { ["WSBRIDGE_TSHARK"] = tshark };
        string[] before = Snapshot(work.Home);

        Output refused = (await work.Run(Programs.WsBridge, ["install"], variables)).AssertGood();
        string[] after = Snapshot(work.Home);
        Output forced = (await work.Run(Programs.WsBridge, ["install", "--force"], variables)).AssertGood();

        Assert.That(refused.Text, Is.EqualTo($"{all}/wsbridge.lua leads all users of this machine to this program already: nothing is "
            + "installed for you besides (--force does it).\n"));
        Assert.That(after, Is.EqualTo(before));
        Assert.That(forced.Text, Does.Match("^installed "));
    }

    [Test]
    public async Task A_loader_whose_stub_is_gone_says_one_sentence_and_tshark_works()
    {
        using var work = new Workplace();
        string lua = Folder(work, ".local", "lib", "wireshark", "plugins");
        string loader = (await work.WsBridge("loader", "/gone/wsbridge", "/gone/lua/wsbridge.lua")).AssertGood().Text;
        await File.WriteAllTextAsync(Path.Combine(lua, "wsbridge.lua"), loader);

        Output output = await work.PlainTshark("-r", Recordings.TwoPmkids, "-c", "1");

        Assert.That((output.Status, output.Lines.Length), Is.EqualTo((0, 1)));
        Assert.That(output.Errors, Does.Contain($"wsbridge: /gone/lua/wsbridge.lua is gone. Install WsBridge again, then `wsbridge install`, or "
            + $"delete {lua}/wsbridge.lua.\n").And.Not.Contain("traceback"));
    }

    [Test]
    public async Task Install_brings_what_is_older_up_to_date()
    {
        using var work = new Workplace();
        (await work.WsBridge("install")).AssertGood();
        string loader = Path.Combine(work.Home, ".local", "lib", "wireshark", "plugins", "wsbridge.lua");
        string current = await File.ReadAllTextAsync(loader);
        await File.WriteAllTextAsync(loader, current.Replace(Programs.WsBridge, "/old/wsbridge", StringComparison.Ordinal));

        Output output = (await work.WsBridge("install")).AssertGood();

        Assert.That(await File.ReadAllTextAsync(loader), Is.EqualTo(current));
        Assert.That(output.Lines, Has.One.StartsWith("updated ").And.One.EqualTo("updated   " + loader));
    }

    [Test]
    public async Task What_the_user_changed_in_the_profile_stays()
    {
        using var work = new Workplace();
        (await work.WsBridge("install")).AssertGood();
        string buttons = Path.Combine(work.Home, ".config", "wireshark", "profiles", "WsBridge", "dfilter_buttons");
        await File.AppendAllTextAsync(buttons, "\"TRUE\",\"mine\",\"arp\",\"\"\n");
        string changed = await File.ReadAllTextAsync(buttons);

        Output again = (await work.WsBridge("install")).AssertGood();
        string kept = await File.ReadAllTextAsync(buttons);
        Output removed = (await work.WsBridge("uninstall", "--json")).AssertGood();

        Assert.That(kept, Is.EqualTo(changed));
        Assert.That(again.Lines, Has.One.EndsWith("(you have changed it)"));
        Assert.That(await File.ReadAllTextAsync(buttons), Is.EqualTo(changed));
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(buttons)!), Has.Length.EqualTo(1));
        Assert.That(JsonDocument.Parse(removed.Text).RootElement.GetProperty("kept").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    [Category(Categories.OneWireshark)]
    public async Task What_the_user_put_in_place_of_ours_later_is_set_aside_and_comes_back()
    {
        using var work = new Workplace();
        (await work.WsBridge("install")).AssertGood();
        string loader = Path.Combine(work.Home, ".local", "lib", "wireshark", "plugins", "wsbridge.lua");
        string extcap = Directory.EnumerateFileSystemEntries(work.Home, "wsbridge-extcap*", SearchOption.AllDirectories).Single();
        File.Delete(extcap);
        await File.WriteAllTextAsync(loader, "-- mine\n");
        await File.WriteAllTextAsync(extcap, "#!/bin/sh\n");

        Output installed = (await work.WsBridge("install")).AssertGood();
        string[] sources = Directory.GetFileSystemEntries(Path.GetDirectoryName(extcap)!);
        (await work.WsBridge("uninstall")).AssertGood();

        Assert.That(installed.Lines.Count(line => line.Contains("puts it back", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(sources, Has.Length.EqualTo(1));
        Assert.That(await File.ReadAllTextAsync(loader), Is.EqualTo("-- mine\n"));
        Assert.That(await File.ReadAllTextAsync(extcap), Is.EqualTo("#!/bin/sh\n"));
    }

    [Test]
    [Category(Categories.OneWireshark)]
    public async Task What_the_user_put_in_place_of_ours_stays_when_it_is_uninstalled()
    {
        using var work = new Workplace();
        (await work.WsBridge("install")).AssertGood();
        string loader = Path.Combine(work.Home, ".local", "lib", "wireshark", "plugins", "wsbridge.lua");
        await File.WriteAllTextAsync(loader, "-- mine\n");

        Output removed = (await work.WsBridge("uninstall")).AssertGood();

        Assert.That(removed.Lines, Has.One.EqualTo($"kept      {loader} (it is not what was put there)"));
        Assert.That(await File.ReadAllTextAsync(loader), Is.EqualTo("-- mine\n"));
    }

    [Test]
    [Category(Categories.OneWireshark)]
    public async Task An_installation_whose_record_was_lost_is_taken_up_again()
    {
        using var work = new Workplace();
        string lua = Folder(work, ".local", "lib", "wireshark", "plugins");
        await File.WriteAllTextAsync(Path.Combine(lua, "wsbridge.lua"), "-- mine\n");
        (await work.WsBridge("install")).AssertGood();
        File.Delete(Directory.EnumerateFiles(work.Home, "installation.json", SearchOption.AllDirectories).Single());

        (await work.WsBridge("install")).AssertGood();
        (await work.WsBridge("uninstall")).AssertGood();

        Assert.That(await File.ReadAllTextAsync(Path.Combine(lua, "wsbridge.lua")), Is.EqualTo("-- mine\n"));
        Assert.That(Directory.GetFiles(lua), Has.Length.EqualTo(1));
    }

    [Test]
    [Category(Categories.OneWireshark)]
    public async Task What_only_dotnet_can_start_is_not_installed()
    {
        _ = Programs.Tshark; // or ignored
        string assembly = Path.Combine(RepositoryPaths.Root, "artifacts", "bin", "WsBridge.Cli", "release", "wsbridge.dll");
        if (!File.Exists(assembly))
        {
            Assert.Ignore($"There is no {assembly}: dotnet build -c Release.");
        }

        using var work = new Workplace();

        Output output = await work.Run("dotnet", [assembly, "install"]);

        Assert.That((output.Status, output.Text), Is.EqualTo((2, "")));
        Assert.That(output.Errors, Does.Contain("dotnet tool install --global wsbridge"));
        Assert.That(Directory.EnumerateFiles(work.Home, "*wsbridge*", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public async Task Uninstall_without_an_installation_says_so_and_makes_nothing()
    {
        using var work = new Workplace();

        Output output = (await work.WsBridge("uninstall")).AssertGood();

        Assert.That(output.Text.Trim(), Is.EqualTo("Nothing is installed for this user."));
        Assert.That(Directory.GetFileSystemEntries(work.Home), Is.Empty);
    }

    [Test]
    [Category(Categories.OneWireshark)]
    public async Task A_folder_that_cannot_be_written_is_told_and_nothing_is_half_there()
    {
        using var work = new Workplace();
        work.Write("home/.local", "no folder");

        Output output = await work.WsBridge("install");

        Assert.That(output.Status, Is.EqualTo(3));
        Assert.That(output.Errors, Does.StartWith("wsbridge: ").And.Contain(".local"));
        Assert.That(Directory.GetFileSystemEntries(work.Home), Has.Length.EqualTo(1));
    }

    private static string Folder(Workplace work, params string[] names) => Directory.CreateDirectory(Path.Combine([work.Home, .. names]))
        .FullName;

    /// <summary>Each path with its content.</summary>
    private static string[] Snapshot(string folder) =>
    [
        .. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => Directory.Exists(path) ? path
                : new FileInfo(path).LinkTarget is { } target ? $"{path} -> {target}"
                : $"{path} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}"),
    ];
}
