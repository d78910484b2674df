using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Tracking;
using WsBridge.Capture;
using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Pipeline.Tests;

/// <summary>What a frame leaves for the garbage collector, in octets: a count, which does not depend on the machine's speed.</summary>
[TestFixture]
internal sealed class AllocationTests
{
    private const int Repeats = 2_000;
    private const int SequenceControlOffset = 22;
    private const string Recorded = "04_ft-eap-peap_ota.pcapng";

    // Measured 371 with beacons, EAP, handshakes and FT roams: what is kept of each until it is judged. One more list in each would show.
    private const double MostForEachFrame = 420;

    private static readonly MacAddress Sta = MakeAddress.Sta(1);
    private static readonly MacAddress Ap = MakeAddress.Ap(0);

    private static IEnumerable<TestCaseData> DataFrames()
    {
        (string Name, byte[] Frame)[] frames =
        [
            ("to the AP", Frame.ProtectedData(Sta, Ap, fromAp: false, length: 1200)),
            ("from the AP", Frame.ProtectedData(Sta, Ap, fromAp: true, length: 1200)),
            ("null", Frame.Null(Sta, Ap)),
            ("its Ack", Frame.Ack(Sta)),
        ];
        return from one in frames
               from wanted in (bool[])[false, true]
               select new TestCaseData(one.Frame, wanted).SetArgDisplayNames(one.Name, wanted ? "wanted" : "not wanted");
    }

    [TestCaseSource(nameof(DataFrames))]
    public void A_data_frame_allocates_nothing(byte[] frame, bool wanted) =>
        Assert.That(OctetsOfRepeating(frame, wanted), Is.Zero);

    /// <summary>Which beacons were heard is kept in tables, which grow now and then.</summary>
    [Test]
    public void A_beacon_that_says_nothing_new_allocates_no_object()
    {
        byte[] beacon = Frame.Beacon(Ap, MakeElement.Ssid("corp"), MakeElement.Rsne(3, 0x00C0), MakeElement.Mde());

        Assert.That(OctetsOfRepeating(beacon, wantsDataFrames: false), Is.LessThan(Repeats));
    }

    [Test]
    public void A_management_or_eapol_frame_allocates_no_more_than_it_did()
    {
        long octets = 0;
        long frames = 0;
        for (int round = 0; round < 2; round++)
        {
            using var analyzer = new CaptureAnalyzer(new Ignoring(wantsDataFrames: false));
            frames = 0;
            octets = Give(analyzer, Recorded, ref frames);
        }

        TestContext.Out.WriteLine($"{(double)octets / frames:0} octets a frame");
        Assert.That((double)octets / frames, Is.InRange(1, MostForEachFrame));
    }

    private static long OctetsOfRepeating(byte[] frame, bool wantsDataFrames)
    {
        using var analyzer = new CaptureAnalyzer(new Ignoring(wantsDataFrames));
        long number = 0;
        Give(analyzer, Recorded, ref number);
        Repeat(analyzer, frame, ref number);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(analyzer, frame, ref number);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>The recording, after which the client is associated.</summary>
    /// <returns>Octets that its analysis allocated.</returns>
    private static long Give(CaptureAnalyzer analyzer, string recording, ref long number)
    {
        long octets = 0;
        using CaptureReader reader = CaptureReader.Open(File.OpenRead(Path.Combine(RepositoryPaths.Captures, recording)), recording);
        while (reader.TryRead(out CaptureRecord record))
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            analyzer.OnFrame(record.ToFrame());
            octets += GC.GetAllocatedBytesForCurrentThread() - before;
            number++;
        }

        return octets;
    }

    private static void Repeat(CaptureAnalyzer analyzer, byte[] frame, ref long number)
    {
        long start = DateTimeOffset.UnixEpoch.AddYears(60).ToUnixTimeMilliseconds() * 1000;
        for (int i = 0; i < Repeats; i++)
        {
            number++;
            if (frame.Length > SequenceControlOffset + 1)
            {
                (frame[SequenceControlOffset], frame[SequenceControlOffset + 1]) = ((byte)(number << 4), (byte)(number >> 4));
            }

            analyzer.OnFrame(new Sdk.Frame
            {
                Id = number,
                TimeMicroseconds = start + (number * 1000),
                LinkType = LinkTypes.Ieee80211,
                Octets = frame,
                OriginalLength = frame.Length,
            });
        }
    }

    private sealed class Ignoring(bool wantsDataFrames) : ICaptureSink
    {
        public bool WantsDataFrames => wantsDataFrames;

        public bool WantsFacts => false;

        public void Found(Finding finding)
        {
            // Only what it costs is looked at.
        }

        public void Fact(FrameFacts facts) => throw new InvalidOperationException("nobody asked");
    }
}
