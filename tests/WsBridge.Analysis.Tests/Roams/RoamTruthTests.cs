using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Roams;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Roams;

/// <summary>The attempts found in every recording are those that AP and STA logged.</summary>
[TestFixture]
internal sealed class RoamTruthTests
{
    private static IReadOnlyList<string> Recordings => RoamTruth.Recordings;

    [TestCaseSource(nameof(Recordings))]
    public void Roams_are_those_of_the_truth(string recording) =>
        Assert.That(Of(recording).Roams.Select(Line), Is.EqualTo(RoamTruth.Of(recording).Select(truth => truth.Line)));

    [TestCaseSource(nameof(Recordings))]
    public void Times_are_those_of_the_frames(string recording)
    {
        Analyzed analyzed = Of(recording);

        foreach ((Roam roam, RoamTruth truth) in analyzed.Roams.Zip(RoamTruth.Of(recording)))
        {
            long start = analyzed.Times[(int)roam.Start.Id - 1];
            if (roam.Outcome != RoamOutcome.Success)
            {
                Assert.That((roam.HandoffMs, roam.FirstDataMs, roam.GapMs), Is.EqualTo(((double?)null, (double?)null, (double?)null)));
                continue;
            }

            Assert.That(roam.HandoffMs, Is.EqualTo((analyzed.Times[(int)roam.End.Id - 1] - start) / 1000.0));
            if (truth.FirstProtectedData > roam.End.Id)
            {
                Assert.That(roam.FirstDataMs, Is.EqualTo((analyzed.Times[(int)truth.FirstProtectedData.Value - 1] - start) / 1000.0),
                    () => $"roam {roam.Index}");
            }
        }
    }

    [TestCaseSource(nameof(Recordings))]
    public void Findings_belong_to_the_attempt_at_their_frame(string recording)
    {
        Analyzed analyzed = Of(recording);

        foreach (Finding finding in analyzed.Findings.Where(finding => finding.Roam is not null))
        {
            Roam roam = analyzed.Roams[finding.Roam!.Value - 1];
            Assert.That((roam.Sta, roam.To), Is.EqualTo((finding.Sta!.Value, finding.Bssid!.Value)));
            Assert.That(roam.Start.Id, Is.LessThanOrEqualTo(finding.Frame.Ref.Id));
            Assert.That(roam.Findings, Does.Contain(finding.Rule.Id));
        }
    }

    [TestCaseSource(nameof(Recordings))]
    public void A_capture_that_starts_or_ends_anywhere_gives_sensible_rows(string recording)
    {
        byte[] whole = File.ReadAllBytes(Path.Combine(RepositoryPaths.Captures, recording + ".pcapng"));
        int frames = Analyzed.Octets(whole).Times.Count;
        int step = Math.Max(1, frames / 12);

        for (int from = 1; from < frames; from += step)
        {
            Analyzed part = Parts.Of(whole, (number, _) => number >= from);
            Assert.That(part.Roams.Select(roam => roam.Index), Is.EqualTo(Enumerable.Range(1, part.Roams.Count)), $"from frame {from}");
            Assert.That(part.Roams.Select(roam => roam.HandoffMs ?? 0), Is.All.GreaterThanOrEqualTo(0));
            Assert.That(part.Roams, Has.Count.LessThanOrEqualTo(RoamTruth.Of(recording).Count),
                $"from frame {from}: an attempt was taken for two");
        }
    }

    [TestCaseSource(nameof(Recordings))]
    public void Gaps_and_time_running_backwards_do_no_harm(string recording)
    {
        byte[] whole = File.ReadAllBytes(Path.Combine(RepositoryPaths.Captures, recording + ".pcapng"));
        var random = new Random(31);

        Analyzed gaps = Parts.Of(whole, (_, _) => random.Next(10) > 0);
        Analyzed backwards = Parts.Of(whole, (_, _) => true, time => -time);

        foreach (Roam roam in gaps.Roams.Concat(backwards.Roams))
        {
            Assert.That(roam.HandoffMs ?? 0, Is.GreaterThanOrEqualTo(0));
            Assert.That(roam.FirstDataMs ?? 0, Is.GreaterThanOrEqualTo(0));
            Assert.That(Math.Min(roam.GapMs ?? 0, roam.OutageMs ?? 0), Is.GreaterThanOrEqualTo(0));
        }
    }

    [TestCaseSource(nameof(Recordings))]
    public void Two_sensors_that_hear_the_same_frames_give_each_attempt_once(string recording)
    {
        byte[] whole = File.ReadAllBytes(Path.Combine(RepositoryPaths.Captures, recording + ".pcapng"));

        Analyzed twice = Parts.Of(whole, (_, _) => true, copies: 2);

        Assert.That(twice.Roams.Select(roam => $"{roam.Sta} {roam.To} {roam.Type} {roam.Outcome}"),
            Is.EqualTo(Analyzed.Octets(whole).Roams.Select(roam => $"{roam.Sta} {roam.To} {roam.Type} {roam.Outcome}")));
    }

    private static Analyzed Of(string recording) => Analyzed.File(Path.Combine(RepositoryPaths.Captures, recording + ".pcapng"));

    private static string Line(Roam roam)
    {
        RoamFrames frames = roam.Frames;
        string messages = $" m1 {Numbers(frames.M1)} m2 {Numbers(frames.M2)} m3 {Numbers(frames.M3)} m4 {Numbers(frames.M4)}";
        return $"{roam.Sta} -> {roam.To} {roam.Type.ToText()}/{roam.Authentication.ToText()} {roam.Outcome.ToText()} auth "
            + $"{Number(frames.AuthenticationRequest)} assoc {Number(frames.AssociationRequest)} "
            + $"{Number(frames.AssociationResponse)}{messages}";
    }

    private static string Numbers(IEnumerable<FrameRef> frames) => string.Join('+', frames.Select(frame => frame.Id));

    private static string Number(FrameRef? frame) => frame is { } one ? $"{one.Id}" : "-";
}
