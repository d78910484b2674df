using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>Keys are taken from the command line and the environment, and nothing of them is ever printed.</summary>
internal sealed class KeyOptionsTests
{
    private static readonly string Capture = Path.Combine(RepositoryPaths.Captures, "01_wpa2-psk.pcapng");
    private static readonly string Radius = Path.Combine(RepositoryPaths.Captures, "radius", "09h_ft-eap_2pmkid_RADIUS.pcapng");

    [Test]
    public async Task A_malformed_key_line_is_named_and_the_capture_analysed()
    {
        using var work = new Workplace();
        string keys = work.Write("keys.txt", "wpa-pwd:correct horse battery:LabRoam\ntop secret\n");

        Output output = await work.WsBridge("analyze", "--keys", keys, Capture);

        Assert.That(output.Errors.TrimEnd(),
            Is.EqualTo("wsbridge: key file keys.txt, line 2: it does not begin with wpa-pwd:, wpa-psk:, pmk:, msk:, pmk-r0: or pmk-r1:."));
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
    public async Task A_key_for_an_SSID_that_is_not_there_is_said_with_those_that_are()
    {
        using var work = new Workplace();
        string keys = work.Write("keys.txt", "wpa-pwd:top secret:Guest\nwpa-pwd:top secret:LabRoam\n");

        Output one = await work.WsBridge("analyze", "--psk", "labroam=top secret", Capture);
        Output several = await work.WsBridge("roams", "--psk", "labroam=top secret", "--keys", keys, Capture);
        Output right = await work.WsBridge("analyze", "--psk", "LabRoam=correct horse battery", Capture);

        Assert.That((one.Status, one.Errors),
            Is.EqualTo((0,
            "wsbridge: the SSID \"labroam\" (--psk), for which a key was given, is not in what was analysed; it has \"LabRoam\".\n")));
        Assert.That(several.Errors,
            Does.Contain("the SSIDs \"Guest\" (key file keys.txt, line 1) and \"labroam\" (--psk), for which keys were given, are not"));
        Assert.That(right.Errors, Is.Empty);
    }

    [TestCase("01_wpa2-psk.pcapng", "the one handshake of \"LabRoam\" that the AP went on with does not verify with the key given for it (--psk): it")]
    [TestCase("17_soak_2sta_ft.pcapng", "none of 9 handshakes of \"LabRoam\" that the AP went on with verifies with the key given for it (--psk): it")]
    public async Task A_key_that_fits_no_handshake_of_its_network_is_said(string capture, string sentence)
    {
        using var work = new Workplace();
        string path = Path.Combine(RepositoryPaths.Captures, capture);

        Output wrong = await work.WsBridge("analyze", "--psk", "LabRoam=wrong horse", path);
        Output beside = await work.WsBridge("analyze", "--psk", "LabRoam=wrong horse", "--psk", "LabRoam=correct horse battery", path);

        Assert.That((wrong.Status, wrong.Errors), Is.EqualTo((0, $"wsbridge: {sentence} may be of another network or password.\n")));
        Assert.That(wrong.Text, Is.EqualTo((await work.WsBridge("analyze", path)).Text));
        Assert.That(beside.Errors, Is.Empty);
    }

    [TestCase("11a_wpa2-psk_wrong-passphrase.pcapng", TestName = "A_key_is_not_said_to_fit_nothing_where_a_finding_says_it")]
    [TestCase("15b_owe.pcapng", TestName = "A_key_is_not_said_to_fit_nothing_where_no_handshake_is_of_its_kind")]
    public async Task A_key_is_not_said_to_fit_nothing(string capture)
    {
        using var work = new Workplace();

        Output output = await work.WsBridge("analyze", "--psk", "LabRoam=wrong horse", Path.Combine(RepositoryPaths.Captures, capture));

        Assert.That(output.Errors, Does.Not.Contain("went on with"));
    }

    [TestCase("13c_ft-psk_m4-not-sent-once.pcapng", "only with message 4 encrypted (3 times)")]
    [TestCase("18c_wpa2-psk-sha256_pmf_pmkid-count0_rekey.pcapng", "Messages 1, 2 and 3 were encrypted with the keys before this handshake")]
    public async Task With_a_key_what_was_sent_encrypted_is_said(string capture, string words)
    {
        using var work = new Workplace();
        string path = Path.Combine(RepositoryPaths.Captures, capture);

        Output known = await work.WsBridge("analyze", "--psk", "LabRoam=correct horse battery", path);
        Output unknown = await work.WsBridge("analyze", path);

        Assert.That(known.Text, Does.Contain(words));
        Assert.That(unknown.Text, Does.Not.Contain(words));
    }

    /// <summary>The first encrypted frames after EAPOL in the clear reach the analysis there, and message 4 is the first of them.</summary>
    [Test]
    public async Task In_tshark_a_message_4_that_was_encrypted_is_known_by_its_key()
    {
        using var work = new Workplace();

        Output output = await work.Tshark(
            ["-r", Path.Combine(RepositoryPaths.Captures, "13c_ft-psk_m4-not-sent-once.pcapng"), "-Y", "wsbridge.handshake.message == 4",
            "-T", "fields", "-e", "frame.number", "-e", "wsbridge.mic.valid"],
            new Dictionary<string, string?> { ["WSBRIDGE_PSK"] = "LabRoam=correct horse battery" });

        Assert.That(output.AssertGood().Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split('\t')[0]),
            Is.EqualTo((string[])["28", "34", "40", "68"]));
    }

    [Test]
    public async Task The_environment_names_keys_too()
    {
        using var work = new Workplace();
        string keys = work.Write("keys.txt", "top secret\n");

        Output output = await work.Run(Programs.WsBridge, ["analyze", Capture],
            new Dictionary<string, string?> { ["WSBRIDGE_KEYS"] = keys, ["WSBRIDGE_PSK"] = "LabRoam=secret" });

        Assert.That(output.Status, Is.EqualTo(3));
        Assert.That(output.Errors,
            Does.Contain("key file keys.txt, line 1: ").And.Contain(
            "WSBRIDGE_PSK: a passphrase has 8 to 63 octets, this one 6.").And.Not.Contains("secret"));
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

        Output output = await work.Run(Programs.WsBridge, ["tshark", "-r", Capture, "-O", "wsbridge", "-c", "3"],
            new Dictionary<string, string?> { ["WSBRIDGE_KEYS"] = keys });

        Assert.That(output.Text,
            Does.Contain("    Keys: key file keys.txt, line 1: it does not begin with wpa-pwd:, wpa-psk:, pmk:, msk:, pmk-r0: or pmk-r1:.").And.Not.Contains(
            "secret"));
    }

    [Test]
    public async Task A_wrong_shared_secret_is_said_to_be_wrong_and_the_capture_analysed()
    {
        using var work = new Workplace();
        string secret = work.Write("secret", "top secret");

        Output output = await work.WsBridge("analyze", "--radius", Radius, "--radius-secret-file", secret, Recordings.TwoPmkids);

        Assert.That(output.Errors.TrimEnd(),
            Is.EqualTo($"wsbridge: the shared secret does not match these packets: none of the 72 RADIUS responses in {Radius} verifies, "
            + $"and no key is taken from it."));
        Assert.That((output.Status, output.Text), Is.EqualTo((3, (await work.WsBridge("analyze", Recordings.TwoPmkids)).Text)));
    }

    [Test]
    public async Task The_right_shared_secret_leaves_nothing_to_say()
    {
        using var work = new Workplace();
        string secret = work.Write("secret", "lab-radius-secret\n");

        Output option = await work.WsBridge("roams", "--radius", Radius, "--radius-secret-file", secret, Recordings.TwoPmkids);
        Output environment = await work.Run(Programs.WsBridge, ["roams", Recordings.TwoPmkids],
            new Dictionary<string, string?> { ["WSBRIDGE_RADIUS"] = Radius, ["WSBRIDGE_RADIUS_SECRET_FILE"] = secret });

        Assert.That((option.Status, option.Errors), Is.EqualTo((0, "")));
        Assert.That(environment, Is.EqualTo(option));
    }

    [Test]
    public async Task RADIUS_and_its_secret_alone_tell_who_is_right_wherever_findings_are_shown()
    {
        const string verdict = "The client's MIC verifies with the key that RADIUS delivered at 18:20:16; the AP rejected message 2 at "
            + "once because of an element such as its 2 PMKIDs, not because of its MIC.";
        using var work = new Workplace();
        string secret = work.Write("secret", "lab-radius-secret\n");
        var environment = new Dictionary<string, string?> { ["WSBRIDGE_RADIUS"] = Radius, ["WSBRIDGE_RADIUS_SECRET_FILE"] = secret };
        _ = Programs.Tshark; // or ignored

        Output text = await work.Run(Programs.WsBridge, ["analyze", Recordings.TwoPmkids], environment);
        Output json = await work.Run(Programs.WsBridge, ["analyze", "--format", "ndjson", Recordings.TwoPmkids], environment);
        Output tshark = await work.Run(Programs.WsBridge,
            ["tshark", "-r", Recordings.TwoPmkids, "-Y", "frame.number == 160", "-T", "fields", "-e", "wsbridge.verdict"], environment);

        Assert.That(text.Good(), Has.One.EqualTo($"    verdict: {verdict}"));
        Assert.That(json.Good().Where(line => line.Contains($"\"verdict\":\"{verdict}\"", StringComparison.Ordinal)),
            Has.Exactly(1).Contains("\"frame\":160,").And.Exactly(1).Contains("\"fault\":\"ap\""));
        Assert.That(tshark.Good(), Is.EqualTo([verdict]));
    }

    [Test]
    public async Task Compare_and_extract_take_keys()
    {
        using var work = new Workplace();
        string keys = work.Write("keys.txt", "wpa-pwd:correct horse battery:LabRoam\n");
        string case12g = work.Path("case.pcapng");

        Output compared = await work.WsBridge("compare", "--keys", keys, Capture,
            Path.Combine(RepositoryPaths.Captures, "11a_wpa2-psk_wrong-passphrase.pcapng"));
        Output extracted = await work.WsBridge("extract", "--keys", keys,
            Path.Combine(RepositoryPaths.Captures, "12g_ft-psk_reassoc-bad-FTE-MIC_ap2.12.pcapng"), "--roam", "2", "-o", case12g);
        Output analysed = await work.WsBridge("analyze", "--keys", keys, "--rule", "ft-reassoc-mic-bad", case12g);

        Assert.That(compared.Good(),
            Has.One.StartsWith("      verdict: None of 4 transmissions of message 2 verifies with the passphrase (key file keys.txt, line "
            + "1)"));
        Assert.That(extracted.Errors, Does.Contain("Attempt 2: ft-over-the-air, failed").And.Not.Contain("another result"));
        Assert.That(analysed.AssertGood().Text, Does.Contain("The FTE MIC of the FT reassociation request is wrong"));
    }

    [Test]
    public async Task RADIUS_of_another_site_adds_nothing_and_says_so()
    {
        using var work = new Workplace();
        string secret = work.Write("secret", "lab-radius-secret\n");
        string elsewhere = Path.Combine(RepositoryPaths.Captures, "rules", "m2-rsne-vs-assocreq.violation.pcapng");

        Output other = await work.WsBridge("analyze", "--radius", Radius, "--radius-secret-file", secret, elsewhere);
        Output both = await work.WsBridge("analyze", "--radius", Radius, "--radius-secret-file", secret, elsewhere, Recordings.TwoPmkids);

        Assert.That((other.Status, other.Errors.TrimEnd()),
            Is.EqualTo((0, $"wsbridge: {Radius} adds nothing: 02:00:00:00:02:00, whose keys it has, is not in what was analysed.")));
        Assert.That((both.Status, both.Errors), Is.EqualTo((0, "")));
    }

    [Test]
    public async Task RADIUS_of_another_time_adds_nothing_though_the_client_is_the_same()
    {
        using var work = new Workplace();
        string secret = work.Write("secret", "lab-radius-secret\n");

        Output other = await work.WsBridge("analyze", "--radius", Radius, "--radius-secret-file", secret,
            Path.Combine(RepositoryPaths.Captures, "06_wpa2-eap_pmksa-cache.pcapng"));

        Assert.That((other.Status, other.Errors.TrimEnd()),
            Is.EqualTo((0, $"wsbridge: {Radius} adds nothing: none of its 8 keys fits anything in what was analysed.")));
    }

    [TestCase("--radius", "needs --radius-secret-file")]
    [TestCase("--radius-secret-file", "is of no use without --radius")]
    public async Task RADIUS_needs_capture_and_secret(string option, string what)
    {
        using var work = new Workplace();

        Output output = await work.WsBridge("analyze", option, Radius, Capture);

        Assert.That((output.Status, output.Text), Is.EqualTo((2, "")));
        Assert.That(output.Errors, Does.StartWith($"wsbridge: {option} {what}"));
    }
}
