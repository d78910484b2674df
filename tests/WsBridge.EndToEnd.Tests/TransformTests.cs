using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>However an exchange was captured or carried, Wireshark with the bridge shows what the command line finds in it.</summary>
[TestFixture]
internal sealed class TransformTests
{
    private static readonly string[] Recorded = ["02_ft-psk_ota.pcapng", "11a_wpa2-psk_wrong-passphrase.pcapng"];

    private static IEnumerable<TestCaseData> Cases =>
        from transform in AllTransforms.All
        from recording in Recorded
        select new TestCaseData(recording, transform).SetArgDisplayNames(recording, transform.Name);

    [TestCaseSource(nameof(Cases))]
    public async Task Tshark_shows_what_analyze_finds(string recording, ITransform transform)
    {
        using var work = new Workplace();
        IReadOnlyList<AirFrame> frames = AirFrame.Of(Recording.Read(Path.Combine(Testing.RepositoryPaths.Captures, recording)));
        string capture = work.Write("made-anew.pcapng", AirFrame.ToRecording(recording, transform.Transform(frames)).ToArray());

        List<ShownFinding> analyzed = ShownFinding.FromNdjson((await work.WsBridge("analyze", "--format", "ndjson", capture)).Lines);
        List<ShownFinding> shown =
            ShownFinding.FromTshark(ShownFrame.From((await work.Tshark(["-2", "-r", capture, .. ShownFrame.Options])).AssertGood().Text));

        var found = FoundByLibrary.Of(capture);
        Assert.That(analyzed, Is.EquivalentTo(found.All));
        Assert.That(shown, Is.EquivalentTo(found.LaterPass));
        Assert.That(shown.Count > 0 || !transform.LosesNothing);
    }
}
