using CliWrap;
using CliWrap.Buffered;
using WsBridge.Keys.Wireshark;

namespace WsBridge.Keys.Tests.Wireshark;

internal sealed class WiresharkProfileTests
{
    [Test]
    public void On_Linux_and_macOS_it_is_in_the_XDG_folder()
    {
        Assert.That(WiresharkProfile.KeyTablePath(Unix([], []), null), Is.EqualTo("/home/me/.config/wireshark/80211_keys"));
        Assert.That(WiresharkProfile.KeyTablePath(Unix([("XDG_CONFIG_HOME", "/cfg")], []), null), Is.EqualTo("/cfg/wireshark/80211_keys"));
    }

    [Test]
    public void An_old_folder_counts_where_there_is_no_new_one()
    {
        Assert.That(WiresharkProfile.KeyTablePath(Unix([], ["/home/me/.wireshark"]), null), Is.EqualTo("/home/me/.wireshark/80211_keys"));
        Assert.That(WiresharkProfile.KeyTablePath(Unix([], ["/home/me/.wireshark", "/home/me/.config/wireshark"]), null),
            Is.EqualTo("/home/me/.config/wireshark/80211_keys"));
    }

    [Test]
    public void Without_HOME_the_system_says_where_home_is()
    {
        Assert.That(WiresharkProfile.KeyTablePath(Unix([("HOME", "")], []), null), Is.EqualTo("/root/.config/wireshark/80211_keys"));
    }

    [TestCase("APPDATA", @"C:\Users\me\AppData\Roaming", @"C:\Users\me\AppData\Roaming\Wireshark\80211_keys")]
    [TestCase("USERPROFILE", @"C:\Users\me", @"C:\Users\me\Application Data\Wireshark\80211_keys")]
    [TestCase("WIRESHARK_APPDATA", @"D:\ws", @"D:\ws\80211_keys")]
    [TestCase("WIRESHARK_CONFIG_DIR", @"D:\ws", @"D:\ws\80211_keys")]
    public void On_Windows_it_is_in_the_data_of_programs(string variable, string value, string path)
    {
        WiresharkSystem windows = Unix([(variable, value)], []) with { IsWindows = true };

        Assert.That(WiresharkProfile.KeyTablePath(windows, null), Is.EqualTo(path));
    }

    [TestCase(null, "/cfg/80211_keys")]
    [TestCase("Default", "/cfg/80211_keys")]
    [TestCase("My Wi-Fi", "/cfg/profiles/My Wi-Fi/80211_keys")]
    public void A_profile_has_a_table_of_its_own(string? profile, string path)
    {
        Assert.That(WiresharkProfile.KeyTablePath(Unix([("WIRESHARK_CONFIG_DIR", "/cfg")], []), profile), Is.EqualTo(path));
    }

    [TestCase("# Last used Configuration Profile.\ngui.last_used_profile: My Wi-Fi\n\ngui.other: x\n", "My Wi-Fi")]
    [TestCase("gui.last_used_profile: Default\n", null)]
    [TestCase("gui.last_used_profile: gone\n", null)]
    [TestCase("", null)]
    [TestCase(null, null)]
    public void The_window_begins_with_the_profile_used_last(string? recent, string? profile)
    {
        using var folder = new TemporaryFolder();
        folder.Write("profiles/My Wi-Fi/preferences", "");
        if (recent is not null)
        {
            folder.Write("recent_common", recent);
        }

        WiresharkSystem system = WiresharkSystem.This with { Variable = name => name == "WIRESHARK_CONFIG_DIR" ? folder.Path("") : null };

        Assert.That(WiresharkProfile.LastUsedInWindow(system), Is.EqualTo(profile));
    }

    [TestCase("WIRESHARK_CONFIG_DIR", "", "other")]
    [TestCase("XDG_CONFIG_HOME", "", "other")]
    [TestCase("HOME", "", "other")]
    [TestCase("HOME", ".wireshark", "other")]
    [TestCase("HOME", ".config/wireshark", "other")]
    public async Task Tshark_says_the_same_folder(string variable, string existing, string name)
    {
        using var folder = new TemporaryFolder();
        string value = folder.Path(name);
        Directory.CreateDirectory(Path.Combine(value, existing));
        var environment = new Dictionary<string, string?>
        {
            ["WIRESHARK_CONFIG_DIR"] = null,
            ["XDG_CONFIG_HOME"] = null,
            ["HOME"] = "/nowhere",
            [variable] = value,
        };
        string said = await TsharkFolders(environment);

        WiresharkSystem system = WiresharkSystem.This with { Variable = key => environment.GetValueOrDefault(key) };

        Assert.That(WiresharkProfile.KeyTablePath(system, null), Is.EqualTo(said + "/80211_keys"));
    }

    private static async Task<string> TsharkFolders(Dictionary<string, string?> environment)
    {
        try
        {
            BufferedCommandResult result = await Cli.Wrap("tshark").WithArguments(["-G", "folders"]).WithEnvironmentVariables(environment)
                .ExecuteBufferedAsync();
            return result.StandardOutput.Split('\n').Single(line => line.StartsWith("Personal configuration:", StringComparison.Ordinal))
                .Split('\t')[1];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("There is no tshark.");
            throw;
        }
    }

    private static WiresharkSystem Unix((string Name, string Value)[] variables, string[] folders)
    {
        Dictionary<string, string> environment = variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        environment.TryAdd("HOME", "/home/me");
        return new WiresharkSystem
        {
            IsWindows = false,
            Variable = environment.GetValueOrDefault,
            HasFolder = folders.Contains,
            Home = "/root",
        };
    }
}
