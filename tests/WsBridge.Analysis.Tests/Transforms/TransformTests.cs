using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Transforms;

/// <summary>However an exchange was captured or carried, the same is found in it, and nothing in one that went well.</summary>
[TestFixture]
internal sealed class TransformTests
{
    private static readonly string[] CleanNames =
    [
        "01_wpa2-psk", "02_ft-psk_ota", "03_ft-psk_over-ds", "04_ft-eap-peap_ota", "05_ft-sae", "06_wpa2-eap_pmksa-cache",
        "07_wpa2-eap_okc", "08_wpa2-eap_unknown-pmkid",
        "09g_ft-psk_control_ok_ap2.10", "10f_ft-psk_control_ok_ap2.12", "15a_wpa3-sae", "16_11k-11v_btm_ft-roam", "20_ft-psk_same-channel",
    ];

    private static readonly Lazy<List<TakenRecording>> Clean =
        new(() => [.. CleanNames.Select(Own).Concat(Shared).Select(TakenRecording.Read)]);
    private static readonly Lazy<List<TakenRecording>> All =
        new(() => [.. Clean.Value, .. RoamTruth.Recordings.Except(CleanNames).Select(Own).Select(TakenRecording.Read)]);

    private static IEnumerable<TestCaseData> Every => Cases(AllTransforms.All);

    private static IEnumerable<TestCaseData> Lossless => Cases(AllTransforms.All.Where(transform => transform.LosesNothing));

    private static IEnumerable<TestCaseData> Cutting => Cases(AllTransforms.All.OfType<SnapLength>());

    /// <summary>Those of the list beside the repository that it does not have itself.</summary>
    private static IEnumerable<string> Shared =>
        RepositoryPaths.SharedCaptures is { } shared && Path.Combine(shared, "clean.txt") is var list && File.Exists(list)
            ? File.ReadLines(list).Where(name => !CleanNames.Contains(Path.GetFileNameWithoutExtension(name)))
                .Select(name => Path.Combine(shared, name))
            : [];

    [TestCaseSource(nameof(Every))]
    public void What_went_well_gives_no_warning(ITransform transform) =>
        AssertNone(Clean.Value, transform, (_, after) => after.Alarms);

    [TestCaseSource(nameof(Lossless))]
    public void What_loses_nothing_changes_nothing(ITransform transform) =>
        AssertNone(All.Value, transform, static (before, after) =>
        [
            .. before.Findings.Except(after.Findings).Select(finding => "missing: " + finding),
            .. after.Findings.Except(before.Findings).Select(finding => "new: " + finding),
            .. before.Rows.Except(after.Rows).Select(row => "missing: " + row),
            .. after.Rows.Except(before.Rows).Select(row => "new: " + row),
        ]);

    [TestCaseSource(nameof(Cutting))]
    public void What_was_cut_off_is_not_taken_for_absent(ITransform transform) =>
        AssertNone(All.Value, transform, static (before, after) =>
            after.Rows.Where(row => !before.Rows.Any(row.SaysNoMoreThan)).Select(row => $"{row}, of {string.Join("; ", before.Rows)}"));

    private static void AssertNone(IEnumerable<TakenRecording> recordings, ITransform transform,
        Func<Observed, Observed, IEnumerable<string>> faults) =>
        Assert.That(
            string.Join('\n',
            recordings.SelectMany(recording => faults(recording.Whole,
            recording.Transformed(transform)).Select(fault => $"{recording.Name}: {fault}"))),
            Is.Empty);

    private static string Own(string name) => Path.Combine(RepositoryPaths.Captures, name + ".pcapng");

    private static IEnumerable<TestCaseData> Cases(IEnumerable<ITransform> transforms) =>
        transforms.Select(transform => new TestCaseData(transform).SetArgDisplayNames(transform.Name));
}
