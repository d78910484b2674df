using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Tests.Keys;
using WsBridge.Analysis.Tests.Roams;
using WsBridge.Sdk;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests;

/// <summary>
/// Recordings on which nothing is wrong: no warning and no error, with keys or without, not even where the monitor missed frames.
/// </summary>
[TestFixture]
internal sealed class CleanRecordingTests
{
    private static readonly string[] Recordings =
    [
        "01_wpa2-psk", "02_ft-psk_ota", "03_ft-psk_over-ds", "04_ft-eap-peap_ota", "05_ft-sae", "06_wpa2-eap_pmksa-cache",
        "07_wpa2-eap_okc", "08_wpa2-eap_unknown-pmkid",
        "09g_ft-psk_control_ok_ap2.10", "10f_ft-psk_control_ok_ap2.12", "15a_wpa3-sae", "16_11k-11v_btm_ft-roam", "20_ft-psk_same-channel",
    ];

    /// <summary>Also those beside the repository, where there are any: their list names the clean ones.</summary>
    private static IEnumerable<string> All =>
        RepositoryPaths.SharedCaptures is { } shared && Path.Combine(shared, "clean.txt") is var list && System.IO.File.Exists(list)
            ? Recordings.Concat(System.IO.File.ReadLines(list).Where(name => !Recordings.Contains(Path.GetFileNameWithoutExtension(name))))
            : Recordings;

    [TestCaseSource(nameof(All))]
    public void Nothing_is_wrong(string recording) => AssertClean(Analyzed.Octets(Octets(recording)), recording);

    [TestCaseSource(nameof(All))]
    public void Frames_that_the_monitor_missed_are_no_fault(string recording) => AssertCleanInParts(recording, null);

    [TestCaseSource(nameof(Recordings))]
    public void Nor_are_they_when_the_keys_are_known(string recording)
    {
        using TruthKeys truth = TruthKeys.Of(File(recording));
        using KeyTable keys = truth.Table();

        AssertClean(Analyzed.Octets(Octets(recording), keys), recording);
        AssertCleanInParts(recording, keys);
    }

    private static void AssertCleanInParts(string recording, KeyTable? keys)
    {
        byte[] whole = Octets(recording);
        for (int seed = 0; seed < 16; seed++)
        {
            var random = new Random(seed);
            int oneIn = seed % 2 == 0 ? 5 : 20;

            AssertClean(Parts.Of(whole, (_, _) => random.Next(oneIn) > 0, keys: keys), $"{recording}, seed {seed}");
        }
    }

    private static string File(string recording) =>
        Recordings.Contains(recording)
            ? Path.Combine(RepositoryPaths.Captures, recording + ".pcapng")
            : Path.Combine(RepositoryPaths.SharedCaptures!, recording);

    private static byte[] Octets(string recording) => System.IO.File.ReadAllBytes(File(recording));

    private static void AssertClean(Analyzed analyzed, string what) =>
        Assert.That(analyzed.Findings.Where(finding => finding.Severity >= Severity.Warn)
            .Select(finding => $"{finding.Frame.Ref.Id} {finding.Rule.Id}: {finding.Message}"), Is.Empty, what);
}
