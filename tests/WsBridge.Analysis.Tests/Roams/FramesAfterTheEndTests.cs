namespace WsBridge.Analysis.Tests.Roams;

[TestFixture]
internal sealed class FramesAfterTheEndTests
{
    private static readonly Typical Psk = new(2);

    [Test]
    public void An_attempt_that_was_judged_at_the_end_is_not_counted_again_when_frames_follow()
    {
        var sink = new Analyzed();
        using var analysis = new WifiAnalysis(RuleCatalog.All, sink);
        byte[][] refused = [Psk.AuthRequest(), Psk.AuthResponse(), Psk.AssocRequest(), Psk.AssocResponse(status: 1)];
        int number = 0;

        Feed(analysis, refused, ref number);
        analysis.End(); // as Wireshark does when a live capture pauses
        Feed(analysis, [.. refused, Psk.AuthRequest()], ref number);

        Assert.That(sink.Findings.Count(finding => finding.Rule.Name == "assoc-refused"), Is.EqualTo(2));
        Assert.That(sink.Findings.Select(finding => finding.Rule.Name), Does.Not.Contain("repeat-failure-pattern"));
    }

    private static void Feed(WifiAnalysis analysis, byte[][] frames, ref int number)
    {
        foreach (byte[] frame in frames)
        {
            number++;
            analysis.OnFrame(new Sdk.Frame
            {
                Id = number,
                TimeMicroseconds = number * 500_000L,
                LinkType = LinkTypes.Ieee80211,
                Octets = frame,
                OriginalLength = frame.Length,
            });
        }
    }
}
