using WsBridge.Analysis.Roams;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Roams;

/// <summary>The outages of the recordings begin and end when AP and STA logged that they did.</summary>
[TestFixture]
internal sealed class OutageTruthTests
{
    /// <summary>The parties log some time before or after the frame, on a busy machine.</summary>
    private const double LogMilliseconds = 150;

    private static IReadOnlyList<string> Recordings => RoamTruth.Recordings;

    [TestCaseSource(nameof(Recordings))]
    public void An_outage_lasts_from_the_first_attempt_to_the_time_when_the_AP_logged_the_connection(string recording)
    {
        (IReadOnlyList<Roam> roams, IReadOnlyList<RoamTruth> truths) = Of(recording);

        foreach ((Roam roam, RoamTruth truth) in roams.Zip(truths).Where(pair => pair.First.OutageMs is not null))
        {
            List<Roam> row = [.. roams.Where(other => other.Sta == roam.Sta && other.OutageMs == roam.OutageMs)];
            double begin = row[0].Start.TimeMicroseconds / 1000.0;
            double end = begin + roam.OutageMs!.Value;
            IEnumerable<double> connected = row.Select(other => truths[other.Index - 1].ConnectedAtMs).OfType<double>();

            Assert.That(roam.OutageMs, Is.GreaterThan(0));
            Assert.That(begin, Is.EqualTo(truths[row[0].Index - 1].BeganAtMs).Within(1), "none of them began over the DS");
            Assert.That(connected, roam.OutageIsMinimum == true ? Is.Empty : Has.Exactly(1).EqualTo(end).Within(LogMilliseconds),
                $"roam {roam.Index} {truth.Line}");
        }
    }

    [TestCaseSource(nameof(Recordings))]
    public void Who_moves_at_once_and_has_nothing_to_send_has_no_outage_and_who_fails_has_one(string recording)
    {
        (IReadOnlyList<Roam> roams, _) = Of(recording);

        foreach (Roam roam in roams)
        {
            bool failedBefore =
                roams.LastOrDefault(other => other.Sta == roam.Sta && other.Index < roam.Index) is { Outcome: RoamOutcome.Failed };
            Assert.That(roam.OutageMs, roam.Outcome == RoamOutcome.Success && !failedBefore ? Is.Null : Is.Not.Null, $"roam {roam.Index}");
        }
    }

    private static (IReadOnlyList<Roam> Roams, IReadOnlyList<RoamTruth> Truths) Of(string recording) =>
        (Analyzed.File(Path.Combine(RepositoryPaths.Captures, recording + ".pcapng")).Roams, RoamTruth.Of(recording));
}
