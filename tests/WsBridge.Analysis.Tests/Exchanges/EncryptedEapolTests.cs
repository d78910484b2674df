using System.Globalization;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Tests.Field;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;
using WsBridge.Sdk;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Exchanges;

/// <summary>With a known key, EAPOL that is encrypted tells what it would in the clear.</summary>
[TestFixture]
internal sealed class EncryptedEapolTests
{
    private static readonly KeyedTypical s_network = new(2);

    /// <summary>The frames are those that tshark 4.0 decrypts with the same keys and shows as messages of the 4-way handshake.</summary>
    [TestCase("ap_ft_ptk_rekey.pcapng", "101:1 103:2 107:3 111:4 185:1 187:2 189:3 191:4", TestName = "rekeys after FT over the air")]
    [TestCase("ap_wpa2_ptk_rekey.pcapng", "53:1 55:2 58:3 60:4", TestName = "a rekey of PSK")]
    [TestCase("pmksa_cache_and_ptk_rekey_ap.pcapng", "191:1 193:2 195:3 197:4", TestName = "a rekey after PMKSA caching")]
    [TestCase("eht_mld_ptk_rekey.pcapng", "195:1 197:2 199:3 201:4", TestName = "a rekey of multi-link devices")]
    [TestCase("ap_wpa2_psk_ext_key_id_ptk_rekey_ap2.pcapng", "45:4", TestName = "message 4 that is sent again")]
    public void Messages_are_decrypted(string capture, string expected)
    {
        HwsimScenario scenario = HwsimScenario.All.Single(one => one.Capture == capture);
        var seen = new List<string>();
        using KeyTable keys = HwsimTableTests.KeysOf(scenario);

        Analyzed.File(scenario.Path, keys, facts =>
        {
            if (facts.Frame.WasEncrypted)
            {
                Assert.That(facts.Mic, Is.EqualTo(facts.HandshakeMessage == 1 ? MicState.NotChecked : MicState.Valid));
                seen.Add(string.Create(CultureInfo.InvariantCulture, $"{facts.Frame.Ref.Id}:{facts.HandshakeMessage}"));
            }
        });

        Assert.That(string.Join(' ', seen), Is.EqualTo(expected));
    }

    /// <summary>The initial association is missing: the roam by FT gives the keys, with the passphrase alone.</summary>
    [Test]
    public void A_capture_that_begins_after_the_initial_association_is_followed()
    {
        HwsimScenario scenario = HwsimScenario.All.Single(one => one.Capture == "ap_ft_ptk_rekey.pcapng");
        var recording = Recording.Read(scenario.Path);
        Recording later = recording with { Packets = [.. recording.Packets.Skip(75)] };
        var seen = new List<int?>();
        using KeyTable keys = HwsimTableTests.KeysOf(scenario);

        Analyzed analyzed = Analyzed.Octets(later.ToArray(), keys, facts =>
        {
            if (facts is { Frame.WasEncrypted: true, Mic: MicState.Valid })
            {
                seen.Add(facts.HandshakeMessage);
            }
        });

        Assert.That(seen, Is.EqualTo((int?[])[2, 3, 4, 2, 3, 4]));
        Assert.That(analyzed.Roams.Select(roam => (roam.Type, roam.Outcome)),
            Is.All.EqualTo((RoamType.FtOverTheAir, RoamOutcome.Success)));
    }

    [TestCase("13c_ft-psk_m4-not-sent-once.pcapng", "only with message 4 encrypted (3 times)", "28 34 40")]
    [TestCase("13b_ft-psk_m3-all-unanswered.pcapng", "or message 4 was lost and later ones were encrypted", "")]
    [TestCase("13h_ft-psk_badmic-m4-once.pcapng", "repeated it encrypted, 3 times", "30 36 42")]
    public void A_message_4_that_was_encrypted_is_told_from_none(string capture, string words, string frames)
    {
        Finding found = Lab(capture).Findings.Single(finding => finding.Rule.Name == "m3-no-m4");

        Assert.That(found.Message, Does.Contain(words));
        Assert.That(string.Join(' ', found.Related.Where(related => related.Why == "message 4, encrypted").Select(one => one.Frame.Id)),
            Is.EqualTo(frames));
    }

    [Test]
    public void Messages_of_a_rekey_are_told_and_message_4_in_the_clear_is_its_own()
    {
        Analyzed analyzed = Lab("18c_wpa2-psk-sha256_pmf_pmkid-count0_rekey.pcapng");

        Finding found = analyzed.Findings.Single(finding => finding.Rule.Name == "eapol-encrypted");
        Assert.That((found.Frame.Ref.Id, found.Message),
            Is.EqualTo((104, "Messages 1, 2 and 3 were encrypted with the keys before this handshake. Message 4 was in the clear.")));
        Assert.That(analyzed.Findings.Max(finding => finding.Severity), Is.LessThan(Severity.Warn));
        Assert.That(analyzed.Roams[0].Frames.M4.Select(frame => frame.Id), Is.EqualTo((long[])[27]));
    }

    [Test]
    public void FT_over_the_DS_is_read_under_management_frame_protection()
    {
        HwsimScenario scenario = HwsimScenario.All.Single(one => one.Capture == "ap_ft_pmf_required_over_ds.pcapng");
        using KeyTable keys = HwsimTableTests.KeysOf(scenario);

        IReadOnlyList<Roam> roams = Analyzed.File(scenario.Path, keys).Roams;

        Assert.That(roams.Select(roam => (roam.Type, roam.Start.Id)).Skip(1),
            Is.EqualTo(((RoamType, long)[])[(RoamType.FtOverTheDs, 82), (RoamType.FtOverTheDs, 116)]));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Group_messages_that_are_encrypted_are_checked(bool isKnown)
    {
        CaptureBuilder capture = s_network.Handshake().Add(Encrypt(s_network.Group1(KeyedTypical.Gtk), 1), 3000)
            .Add(Encrypt(s_network.Group2(), 1));

        Assert.That(Analyze(capture, isKnown).Findings.Any(finding => finding.Rule.Name == "gtk-same"), Is.EqualTo(isKnown));
    }

    /// <summary>Only encrypted data of the client shows that it sends no message 4 among it.</summary>
    [TestCase(true, "neither in the clear nor encrypted")]
    [TestCase(false, "or message 4 was lost and later ones were encrypted")]
    public void That_no_message_4_was_encrypted_is_said_where_encrypted_data_was_looked_into(bool hasData, string words)
    {
        CaptureBuilder capture = s_network.Association().AddAcked(s_network.M1()).AddAcked(s_network.M2());
        for (int time = 0; time < 4; time++)
        {
            capture.AddAcked(s_network.M3(), 1000);
        }

        if (hasData)
        {
            capture.Add(Testing.Frame.ProtectedData(Typical.Sta, Typical.Ap, fromAp: false), 1);
        }

        capture.AddAcked(Testing.Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 1000).Add(s_network.Typical.Beacon(), 5000);

        Finding found = Analyze(capture, isKnown: true).Findings.Single(finding => finding.Rule.Name == "m3-no-m4");

        Assert.That(found.Message, Does.Contain(words));
        Assert.That(found.Next.StartsWith("See the client's log", StringComparison.Ordinal), Is.EqualTo(hasData));
    }

    [TestCase(true, "3 times; no message 2 followed, neither in the clear nor encrypted.")]
    [TestCase(false, "3 times; no unencrypted message 2 followed.")]
    public void A_group_message_without_an_answer_of_any_kind_says_so(bool hasData, string words)
    {
        CaptureBuilder capture = s_network.Handshake();
        for (byte number = 1; number <= 3; number++)
        {
            capture.Add(Encrypt(s_network.Group1(Octets.Repeat(0x6C, 16), number + 2UL), number), 1000);
            if (hasData)
            {
                capture.Add(Testing.Frame.ProtectedData(Typical.Sta, Typical.Ap, fromAp: false), 1000);
            }
        }

        Finding found = Analyze(capture, isKnown: true).Findings.Single(finding => finding.Rule.Name == "group-handshake-timeout");

        Assert.That(found.Message, Does.EndWith(words));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void An_answer_that_is_missing_in_a_rekey_may_have_been_encrypted_unless_a_key_tells(bool isKnown)
    {
        CaptureBuilder capture = s_network.Handshake();
        for (ulong replay = 5; replay < 9; replay++)
        {
            capture.AddAcked(s_network.M1(replay, Octets.Repeat(0xA2, 32)), 1000);
        }

        capture.AddAcked(Testing.Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 1000).Add(s_network.Typical.Beacon(), 5000);

        Finding found = Analyze(capture, isKnown).Findings.Single(finding => finding.Rule.Name == "m1-no-m2");

        Assert.That(found.Message.Contains("may have been encrypted", StringComparison.Ordinal), Is.EqualTo(!isKnown));
    }

    /// <summary>The answers that are missing may have been missed, and a rekey ends nothing: data goes on meanwhile.</summary>
    [TestCase("ap_wpa2_ptk_rekey.pcapng", 60)]
    [TestCase("ap_wpa2_ptk_rekey.pcapng", 58)]
    [TestCase("ap_wpa2_ptk_rekey.pcapng", 55)]
    public void A_rekey_of_which_a_message_was_missed_is_not_judged(string capture, int missed)
    {
        HwsimScenario scenario = HwsimScenario.All.Single(one => one.Capture == capture);
        var recording = Recording.Read(scenario.Path);
        Recording without = recording with { Packets = [.. recording.Packets.Where((_, index) => index != missed - 1)] };
        using KeyTable keys = HwsimTableTests.KeysOf(scenario);

        Analyzed analyzed = Analyzed.Octets(without.ToArray(), keys);

        Assert.That(analyzed.Findings.Select(finding => finding.Rule.Name),
            Has.None.AnyOf("deauth-during-4way", "m1-no-m2", "m2-no-m3", "m3-no-m4"));
        Assert.That(analyzed.Findings.Max(finding => finding.Severity), Is.LessThan(Severity.Warn));
    }

    /// <summary>Where only a few encrypted frames come, a rekey would be half.</summary>
    [TestCase("ap_wpa2_ptk_rekey.pcapng", "")]
    [TestCase("ap_wpa2_psk_ext_key_id_ptk_rekey_ap2.pcapng", "45:4")]
    public void Where_a_few_encrypted_frames_come_no_rekey_is_made_of_them(string capture, string expected)
    {
        HwsimScenario scenario = HwsimScenario.All.Single(one => one.Capture == capture);
        using KeyTable keys = HwsimTableTests.KeysOf(scenario);
        var seen = new List<string>();

        Analyzed analyzed = Analyzed.Chosen(File.ReadAllBytes(scenario.Path), keys, facts =>
        {
            if (facts.Frame.WasEncrypted)
            {
                seen.Add(string.Create(CultureInfo.InvariantCulture, $"{facts.Frame.Ref.Id}:{facts.HandshakeMessage}"));
            }
        });

        Assert.That(string.Join(' ', seen), Is.EqualTo(expected));
        Assert.That(analyzed.Findings.Select(finding => finding.Rule.Name), Has.None.EqualTo("deauth-during-4way"));
    }

    /// <summary>A retransmission has the number of the frame before, and several sensors may hear one.</summary>
    [Test]
    public void A_frame_that_is_heard_again_counts_once()
    {
        CaptureBuilder capture = s_network.Handshake();
        for (int time = 0; time < 4; time++)
        {
            capture.Add(Encrypt(s_network.Group1(Octets.Repeat(0x6C, 16)), 1).AsRetry(), 1);
        }

        Assert.That(Analyze(capture, isKnown: true).Findings.Any(finding => finding.Rule.Name == "group-handshake-timeout"), Is.False);
    }

    /// <summary>Neither does one that is sent again later, after others.</summary>
    [Test]
    public void A_frame_that_is_replayed_counts_once()
    {
        CaptureBuilder capture = s_network.Handshake();
        for (byte time = 0; time < 4; time++)
        {
            capture.Add(Encrypt(s_network.Group1(Octets.Repeat(0x6C, 16)), 1), 1000)
                .Add(Encrypt(s_network.Group1(Octets.Repeat(0x6C, 16), 4UL + time), (byte)(time + 2)), 1000)
                .Add(Encrypt(s_network.Group2(4UL + time), (byte)(time + 1)), 1000);
        }

        Assert.That(Analyze(capture, isKnown: true).Findings.Select(finding => finding.Rule.Name),
            Has.None.EqualTo("replay-counter-not-increasing"));
    }

    private static byte[] Encrypt(byte[] frame, byte number)
    {
        using Ptk ptk = s_network.PtkOf(new Making());
        return MakeKeys.EncryptData(CipherSuite.Ccmp128, ptk.Tk, frame, number);
    }

    private static Analyzed Lab(string capture)
    {
        using var keys = new KeyTable(
            [new KnownKey(KeyKind.Passphrase, "correct horse battery"u8, "truth", new KeyBinding { Ssid = "LabRoam"u8.ToArray() })]);
        return Analyzed.File(Path.Combine(RepositoryPaths.Captures, capture), keys);
    }

    private static Analyzed Analyze(CaptureBuilder capture, bool isKnown)
    {
        using var keys = new KeyTable(isKnown ? [KeyedTypical.GivenPassphrase] : []);
        return Analyzed.Octets(capture.ToArray(), keys);
    }
}
