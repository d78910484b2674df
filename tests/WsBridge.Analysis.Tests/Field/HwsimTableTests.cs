using System.Text;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Tracking;
using WsBridge.Sdk;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Field;

/// <summary>
/// Rows are what the parties of hostap's test suite logged, and nothing is an alarm where all went as designed; what did not is in
/// <see cref="HwsimDesigned"/>.
/// </summary>
[TestFixture]
internal sealed class HwsimTableTests
{
    /// <summary>The client logs after message 4; on an emulated machine that takes its time.</summary>
    private const double LatestSeconds = 1.5;

    private const double EarliestSeconds = -1;

    private static IEnumerable<TestCaseData> Scenarios =>
        HwsimScenario.All.Select(one => new TestCaseData(one).SetArgDisplayNames(one.Capture));

    [TestCaseSource(nameof(Scenarios))]
    public void Rows_are_what_the_parties_logged(HwsimScenario scenario)
    {
        HwsimDesign design = DesignOf(scenario);
        IReadOnlyList<Roam> roams = Analyze(scenario).Roams;
        List<Roam> successes = [.. roams.Where(roam => roam.Outcome == RoamOutcome.Success)];

        int unseen = scenario.Connected.Count(connected => !Take(successes, connected));

        Assert.That((roams.Count(roam => roam.Outcome != RoamOutcome.Success), unseen), Is.EqualTo((design.Others, design.Unseen)),
            design.Why);
        Assert.That(successes, Is.Empty, "a success that nobody logged");
    }

    [TestCaseSource(nameof(Scenarios))]
    public void Only_what_was_designed_to_fail_is_an_alarm(HwsimScenario scenario)
    {
        HwsimDesign design = DesignOf(scenario);

        IEnumerable<string> alarms = Analyze(scenario).Findings.Where(finding => finding.Severity >= Severity.Warn)
            .Select(finding => finding.Rule.Name).Distinct();

        Assert.That(alarms, Is.EquivalentTo(design.Alarms), design.Why);
    }

    [TestCaseSource(nameof(Scenarios))]
    public void No_MIC_is_wrong_with_the_keys_that_were_logged(HwsimScenario scenario)
    {
        List<string> wrong = [];
        using KeyTable keys = KeysOf(scenario);

        Analyzed.File(scenario.Path, keys, facts => Add(facts, wrong));

        Assert.That(wrong, Is.EqualTo(scenario.Capture == "zz_rsno_ft_sae_ext_roam.pcapng" ? ["60", "121"] : Array.Empty<string>()));
    }

    [TestCase("eht_mld_sae_ext_two_links.pcapng", 3, TestName = "SAE-EXT-KEY over two links")]
    [TestCase("ap_ft_sae_ext_key_19.pcapng", 7, TestName = "FT-SAE-EXT-KEY, group 19")]
    [TestCase("rsn_override.pcapng", 3, TestName = "RSN overriding")]
    [TestCase("eht_sae_mlo.pcapng", 3, TestName = "SAE over links")]
    public void Every_MIC_is_right_with_the_keys_that_were_logged(string capture, int mics)
    {
        HwsimScenario scenario = HwsimScenario.All.Single(one => one.Capture == capture);
        int right = 0;
        using KeyTable keys = KeysOf(scenario);

        Analyzed.File(scenario.Path, keys, facts => right += facts.Mic == MicState.Valid ? 1 : 0);

        Assert.That(right, Is.EqualTo(mics));
    }

    [Test]
    public void An_AP_that_may_have_another_passphrase_is_not_accused()
    {
        Analyzed analyzed = Analyze(HwsimScenario.All.Single(one => one.Capture == "ap_roam_wpa2_psk_failed.pcapng"));

        Assert.That(analyzed.Roams[^1].Fault, Is.EqualTo(Findings.Fault.Config));
        Assert.That(analyzed.Roams[^1].Verdict, Does.EndWith("so it probably has another passphrase."));
    }

    [Test]
    public void An_AP_that_has_used_another_passphrase_is_not_accused()
    {
        Roam roam = Analyze(HwsimScenario.All.Single(one => one.Capture == "sae_mixed_diff_passwords.pcapng")).Roams[1];

        Assert.That(roam.Fault, Is.EqualTo(Findings.Fault.Config));
        Assert.That(roam.Verdict, Does.Contain("this AP has completed a handshake with another one").And.EndsWith("for this client."));
    }

    [TestCase("ap_ft_extra_ie.pcapng", 2, "WSB-FT-021", Findings.Fault.Sta, TestName = "an MDE without an FT AKM")]
    [TestCase("ap_ft_sae_h2e_downgrade_attack.pcapng", 1, "WSB-PMK-005", Findings.Fault.Unknown, TestName = "an RSNXE that is not announced")]
    public void The_designed_failure_is_laid_to_its_side(string capture, int row, string cause, Findings.Fault fault)
    {
        Roam roam = Analyze(HwsimScenario.All.Single(one => one.Capture == capture)).Roams[row];

        Assert.That((roam.Cause, roam.Fault), Is.EqualTo((cause, (Findings.Fault?)fault)));
    }

    [TestCase("sae_pk_missing_ie.pcapng", "has no SAE-PK element.")]
    [TestCase("sae_pk_invalid_signature.pcapng", "public key or signature does not verify.")]
    public void With_SAE_PK_the_password_is_not_all_that_may_be_wrong(string capture, string words)
    {
        IEnumerable<string> messages = Analyze(HwsimScenario.All.Single(one => one.Capture == capture)).Findings
            .Where(finding => finding.Rule.Name == "sae-confirm-not-taken").Select(finding => finding.Message);

        Assert.That(messages, Is.Not.Empty.And.All.EndsWith(words));
    }

    [TestCase("sae_password_multiple.pcapng", "sae-confirm-refused", Severity.Warn, "several passwords")]
    [TestCase("sae_password_id_pwe_check_ap.pcapng", "sae-commit-refused", Severity.Error, "hunting-and-pecking")]
    public void Status_1_of_SAE_has_a_cause(string capture, string rule, Severity severity, string words)
    {
        List<Findings.Finding> refusals = [.. Analyze(HwsimScenario.All.Single(one => one.Capture == capture)).Findings
            .Where(finding => finding.Rule.Name == rule)];

        Assert.That(refusals, Is.Not.Empty);
        Assert.That(refusals.Select(finding => (finding.Severity, finding.Fault)), Is.All.EqualTo((severity, Findings.Fault.Config)));
        Assert.That(refusals.Select(finding => finding.Message), Is.All.Contains(words));
    }

    [Test]
    public void With_an_AKM_of_FILS_and_Open_System_the_keys_come_from_EAP()
    {
        IReadOnlyList<Roam> roams = Analyze(HwsimScenario.All.Single(one => one.Capture == "fils_sk_erp_server_flush.pcapng")).Roams;

        Assert.That(roams.Select(roam => roam.Authentication), Is.EqualTo(new RoamAuthentication?[]
        {
            RoamAuthentication.Eap, RoamAuthentication.Fils, RoamAuthentication.Fils, RoamAuthentication.Eap, RoamAuthentication.Fils,
        }));
    }

    [Test]
    public void Every_design_is_of_a_scenario() =>
        Assert.That(HwsimDesigned.All.Keys, Is.SubsetOf(HwsimScenario.All.Select(one => Path.GetFileNameWithoutExtension(one.Capture))));

    private static HwsimDesign DesignOf(HwsimScenario scenario) =>
        HwsimDesigned.All.GetValueOrDefault(Path.GetFileNameWithoutExtension(scenario.Capture)) ?? new HwsimDesign("All goes well.", 0, 0);

    private static bool Take(List<Roam> successes, HwsimConnection connected)
    {
        int at = successes.FindIndex(roam => (connected.Time - roam.End.TimeMicroseconds / 1e6) is >= EarliestSeconds and <= LatestSeconds
            && (roam.To.ToString() == connected.To || roam.Links?.Ap?.ToString() == connected.To));
        if (at >= 0)
        {
            successes.RemoveAt(at);
        }

        return at >= 0;
    }

    private static Analyzed Analyze(HwsimScenario scenario)
    {
        using KeyTable keys = KeysOf(scenario);
        return Analyzed.File(scenario.Path, keys);
    }

    private static void Add(FrameFacts facts, List<string> wrong)
    {
        if (facts.Mic == MicState.Invalid)
        {
            wrong.Add($"{facts.Frame.Ref.Id}");
        }
    }

    internal static KeyTable KeysOf(HwsimScenario scenario) => new(scenario.Keys.Select(Read).OfType<KnownKey>());

    private static KnownKey? Read(string line)
    {
        string value = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return line.Split(':')[0] switch
        {
            "wpa-pwd" when value.Length is >= 8 and <= 63 =>
                new KnownKey(KeyKind.Passphrase, Encoding.UTF8.GetBytes(value), "truth", KeyBinding.None),
            "wpa-psk" => new KnownKey(KeyKind.Pmk, Convert.FromHexString(value), "truth", KeyBinding.None),
            "pmk" => new KnownKey(KeyKind.Pmk, Convert.FromHexString(value), "truth", KeyBinding.None),
            "msk" => new KnownKey(KeyKind.Msk, Convert.FromHexString(value), "truth", KeyBinding.None),
            _ => null,
        };
    }
}
