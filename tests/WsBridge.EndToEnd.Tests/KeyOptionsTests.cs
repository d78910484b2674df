using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>Keys are taken from the command line and the environment, and nothing of them is ever printed.</summary>
internal sealed class KeyOptionsTests
{
    private static readonly string Capture = Path.Combine(RepositoryPaths.Captures, "01_wpa2-psk.pcapng");

    [Test]
    public async Task A_malformed_key_line_is_named_and_the_capture_analysed()
    {
        using var work = new Workplace();
        string keys = work.Write("keys.txt", "wpa-pwd:correct horse:LabRoam\ntop secret\n");

        Output output = await work.WsBridge("analyze", "--keys", keys, Capture);

        Assert.That(output.Errors.TrimEnd(), Is.EqualTo("wsbridge: key file keys.txt, line 2: it does not begin with wpa-pwd:, wpa-psk:, pmk: or msk:."));
        Assert.That((output.Status, output.Text), Is.EqualTo((3, (await work.WsBridge("analyze", Capture)).Text)));
    }

    [TestCase("top secret", "it is not SSID=passphrase")]
    [TestCase("LabRoam=secret", "a passphrase has 8 to 63 octets, this one 6")]
    public async Task A_malformed_passphrase_is_wrong_usage(string psk, string what)
    {
        using var work = new Workplace();

        Output output = await work.WsBridge("roams", "--psk", psk, Capture);

        Assert.That((output.Status, output.Text), Is.EqualTo((2, "")));
        Assert.That(output.Errors, Does.StartWith($"wsbridge: --psk: {what}.").And.Not.Contains("secret"));
    }

    [Test]
    public async Task The_environment_names_keys_too()
    {
        using var work = new Workplace();
        string keys = work.Write("keys.txt", "top secret\n");

        Output output = await work.Run(Programs.WsBridge, ["analyze", Capture], new Dictionary<string, string?> { ["WSBRIDGE_KEYS"] = keys, ["WSBRIDGE_PSK"] = "LabRoam=secret" });

        Assert.That(output.Status, Is.EqualTo(3));
        Assert.That(output.Errors, Does.Contain("key file keys.txt, line 1: ").And.Contain("WSBRIDGE_PSK: a passphrase has 8 to 63 octets, this one 6.").And.Not.Contains("secret"));
    }

    [Test]
    public async Task Keys_of_Wiresharks_profile_are_asked_for()
    {
        using var work = new Workplace();
        string folder = Directory.CreateDirectory(Path.Combine(work.Home, ".config", "wireshark", "profiles", "Wi-Fi")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "80211_keys"), "\"wpa-pwd\",\"secret\"\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "..", "..", "recent_common"), "gui.last_used_profile: Wi-Fi\n");

        Output output = await work.WsBridge("analyze", "--wireshark-keys", Capture);

        Assert.That(output.Errors.TrimEnd(), Is.EqualTo("wsbridge: Wireshark key 1: a passphrase has 8 to 63 octets, this one 6."));
    }

    [Test]
    public async Task Tshark_shows_on_the_first_frame_what_is_wrong_with_the_keys()
    {
        using var work = new Workplace();
        _ = Programs.Tshark; // or ignored
        string keys = work.Write("keys.txt", "top secret\n");

        Output output = await work.Run(Programs.WsBridge, ["tshark", "-r", Capture, "-O", "wsbridge", "-c", "3"], new Dictionary<string, string?> { ["WSBRIDGE_KEYS"] = keys });

        Assert.That(output.Text, Does.Contain("    Keys: key file keys.txt, line 1: it does not begin with wpa-pwd:, wpa-psk:, pmk: or msk:.").And.Not.Contains("secret"));
    }
}
