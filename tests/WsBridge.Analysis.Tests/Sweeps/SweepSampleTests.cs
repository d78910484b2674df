using System.Globalization;
using WsBridge.Sweep;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Sweeps;

/// <summary>
/// A frame that the monitor missed, or two that came in the other order, are nobody's fault. The whole sweep is
/// <c>dotnet run --project tests/WsBridge.Sweep -c Release</c>; long recordings have a sample of it here.
/// </summary>
[TestFixture]
internal sealed class SweepSampleTests
{
    private const int MostChanges = 900;

    private static IEnumerable<TestCaseData> Recordings =>
        SweptRecordings.Own.Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetFileName(path)));

    [TestCaseSource(nameof(Recordings))]
    public void No_single_missing_or_swapped_frame_accuses_whom_the_whole_recording_clears(string path)
    {
        Recording recording = Recording.Read(path);
        List<Mutation> all = [.. Mutation.Of(recording.Packets, neighboursOnly: true)];
        int step = (all.Count + MostChanges - 1) / MostChanges;

        RecordingSweep sweep = RecordingSweep.Of(recording, [.. all.Where((_, i) => i % step == 0)]);

        Assert.That(sweep.Accusing.Select(Line), Is.Empty);
    }

    private static string Line(Offence offence) => string.Create(
        CultureInfo.InvariantCulture,
        $"{offence.Mutation}: frame {offence.Finding.Frame.Ref.Id} {offence.Finding.Rule.Name} {offence.Finding.Severity} "
        + $"{offence.Finding.Fault}: {offence.Finding.Message}");
}
