using WsBridge.Testing;

namespace WsBridge.Pipeline.Tests.Unwrapping;

/// <summary>However frames are wrapped, they give what they give on the air.</summary>
[TestFixture]
internal sealed class WrappedRecordingTests
{
    private static readonly WireWrapping Ethernet = WireWrapping.All[0];
    private static readonly FrameWrapping PeekRemote = FrameWrapping.All[0];

    private static IEnumerable<TestCaseData> Ways =>
        FrameWrapping.All.Select(frame => new TestCaseData(frame, Ethernet).SetArgDisplayNames(frame.Name))
            .Concat(WireWrapping.All.Skip(1).Select(wire => new TestCaseData(PeekRemote, wire).SetArgDisplayNames(wire.Name)));

    [TestCaseSource(nameof(Ways))]
    public void A_recording_that_was_wrapped_gives_the_same(FrameWrapping frame, WireWrapping wire)
    {
        int findings = 0;
        var differences = new List<string>();
        foreach (string path in Directory.EnumerateFiles(RepositoryPaths.Captures, "*.pcapng").Order(StringComparer.Ordinal))
        {
            IReadOnlyList<AirFrame> frames = AirFrame.Of(Recording.Read(path));
            Recording bare = AirFrame.ToRecording("bare", frames);
            Recording wrapped = wire.Of("wrapped", frames, frame);

            string[] expected = Lines(bare);
            findings += expected.Length;
            differences.AddRange(expected.Except(Lines(wrapped)).Select(line => $"{Path.GetFileName(path)} misses {line}"));
            differences.AddRange(Lines(wrapped).Except(expected).Select(line => $"{Path.GetFileName(path)} has {line}"));
        }

        Assert.That(differences, Is.Empty);
        Assert.That(findings, Is.GreaterThan(100));
    }

    /// <summary>What is found, by the numbers that frames have in the recording they come from, and the attempts.</summary>
    private static string[] Lines(Recording recording)
    {
        CaptureResult result = CaptureResult.Of(new MemoryStream(recording.ToArray()), recording.Name);
        return
        [
            .. result.Findings.Select(finding => $"{NumberOf(finding.Frame.Ref.Id)} {finding.Rule.Id} {finding.Severity} {finding.Fault} "
                + $"related to {string.Join('+', finding.Related.Select(related => NumberOf(related.Frame.Id)))}"),
            .. result.Attempts.Select(attempt => $"attempt {attempt.Index} {attempt.Sta} {attempt.To} {attempt.Type} {attempt.Outcome} "
                + $"{attempt.Cause} from {NumberOf(attempt.Start.Id)} to {NumberOf(attempt.End.Id)}"),
        ];

        long NumberOf(long place) => recording.Packets[(int)place - 1].Number;
    }
}
