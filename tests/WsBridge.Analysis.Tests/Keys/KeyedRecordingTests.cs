using System.Globalization;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Tests.Keys;

/// <summary>
/// What the keys of a recording add to its findings: nothing where nothing is wrong, and what the parties have logged where something is.
/// </summary>
[TestFixture]
internal sealed class KeyedRecordingTests
{
    private static IEnumerable<TestCaseData> Recordings =>
        TruthKeys.Recordings.Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetFileName(path)));

    /// <summary>
    /// By recording: every warning and error that is there only with keys, as frame, severity and rule. All were made by a switch in
    /// the AP or the client.
    /// </summary>
    private static readonly Dictionary<string, string[]> Added = new()
    {
        ["09e_ft-psk_m2-wrong-r1name_ap2.10.pcapng"] =
        [
            "21 error WSB-FT-007",
            "27 error WSB-FT-007",
            "33 error WSB-FT-007",
            "39 error WSB-FT-007",
        ],
        ["11a_wpa2-psk_wrong-passphrase.pcapng"] = ["44 error WSB-MIC-002"],
        ["11c_ft-psk_wrong-passphrase_ap2.12.pcapng"] = ["45 error WSB-MIC-002"],
        ["12g_ft-psk_reassoc-bad-FTE-MIC_ap2.12.pcapng"] = ["84 error WSB-FT-054"],
        ["12h_ft-psk_auth-wrong-PMKR0Name_ap2.10.pcapng"] = ["82 error WSB-FT-031"],
        ["13h_ft-psk_badmic-m4-once.pcapng"] = ["46 error WSB-MIC-002"],
        ["13t_wpa2-psk_m3-rsne-differs.pcapng"] =
        [
            "27 error WSB-4WH-002",
            "52 error WSB-4WH-002",
            "77 error WSB-4WH-002",
            "101 error WSB-4WH-002",
        ],
    };

    [TestCaseSource(nameof(Recordings))]
    public void Keys_add_warnings_and_errors_only_where_a_party_was_made_to_fail(string recording)
    {
        using TruthKeys truth = TruthKeys.Of(recording);
        using KeyTable keys = truth.Table();

        IEnumerable<string> added = Alarms(recording, keys).Except(Alarms(recording, KeyTable.Empty));

        Assert.That(added, Is.EqualTo(Added.GetValueOrDefault(Path.GetFileName(recording), [])));
    }

    private static IEnumerable<string> Alarms(string recording, KeyTable keys) =>
        from finding in Analyzed.File(recording, keys).Findings
        where finding.Severity >= Severity.Warn
        select string.Create(CultureInfo.InvariantCulture,
        $"{Analyzed.FrameOf(finding)} {finding.Severity.ToText()} {finding.Rule.Id}");
}
