using WsBridge.Analysis.Excerpts;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Roams;
using WsBridge.Capture;
using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Excerpts;

[TestFixture]
internal sealed class RoamExcerptTests
{
    private const long Second = 1_000_000;
    private static readonly Typical Psk = new(2);
    private static readonly Typical Ft = new(4);
    private static readonly MacAddress OtherSta = MakeAddress.Sta(7);
    private static readonly MacAddress ThirdAp = MakeAddress.Ap(2);

    [Test]
    public void It_has_what_the_client_sent_and_received_and_the_beacons_of_its_AP()
    {
        var numbers = new List<int>();
        CaptureBuilder capture = new();
        Add(capture, Psk.Beacon(), 0, null); // not the latest
        Add(capture, Psk.Beacon(), 3000, numbers); // the latest before the time around it
        Add(capture, Frame.ProtectedData(Typical.Sta, ThirdAp, fromAp: false), 100, null);
        Add(capture, Frame.ProtectedData(Typical.Sta, ThirdAp, fromAp: false), 2000, numbers);
        Add(capture, Frame.ProtectedData(OtherSta, Typical.Ap, fromAp: false), 1, null);
        Add(capture, Frame.Ack(OtherSta), 0.05, null);
        Add(capture, Frame.Beacon(ThirdAp, MakeElement.Ssid("elsewhere")), 1, null);
        foreach (byte[] frame in (byte[][])[
            Psk.AuthRequest(),
            Psk.AuthResponse(),
            Psk.AssocRequest(),
            Psk.AssocResponse(),
            Psk.M1(),
            Psk.M2(),
            Psk.M3(),
            Psk.M4(),
        ])
        {
            Add(capture, frame, 5, numbers);
            Add(capture, Frame.Ack(MacAddress.Read(frame.AsSpan(10))), 0.05, numbers);
        }

        Add(capture, Psk.Beacon(), 900, numbers);
        Add(capture, Frame.ProtectedData(Typical.Sta, Typical.Ap, fromAp: true), 50, numbers);
        Add(capture, Frame.ProtectedData(Typical.Sta, Typical.Ap, fromAp: true), 1000, null);

        Assert.That(FramesOf(capture, 1, ExcerptContext.None), Is.EqualTo(numbers));
    }

    [Test]
    public void Every_frame_of_the_time_can_be_asked_for()
    {
        CaptureBuilder capture = Psk.Handshake().Add(Frame.ProtectedData(OtherSta, ThirdAp, fromAp: false),
            900).Add(Frame.ProtectedData(OtherSta, ThirdAp, fromAp: false), 200);

        Assert.That(FramesOf(capture, 1, ExcerptContext.None, everyFrame: true), Is.EqualTo(Enumerable.Range(1, capture.Count - 1)));
    }

    [Test]
    public void Context_is_the_clients_key_frames_since_its_full_authentication_or_all_of_them()
    {
        Typical first = Psk with { Round = 1 };
        CaptureBuilder capture = first.Handshake().Wait(20_000);
        int before = capture.Count;
        Add(capture, Ft.Beacon(), 0, null);
        List<int> authentication = [.. AddAll(capture, Ft.AuthRequest(), Ft.AuthResponse(), Ft.AssocRequest(), Ft.AssocResponse(), Ft.M1(),
            Ft.M2(), Ft.M3(), Ft.M4())];
        Add(capture, Frame.ProtectedData(Typical.Sta, Typical.Ap, fromAp: false), 20_000, null);
        Add(capture.Wait(5_000), Ft.Beacon(Typical.OtherAp), 0, null);
        List<int> roam = [.. AddAll(capture, Ft.FtRequest(), Ft.FtResponse(), Ft.ReassocRequest(), Ft.ReassocResponse())];

        int index = Analyzed.Octets(capture.ToArray()).Roams.Count;
        List<int> alone = FramesOf(capture, index, ExcerptContext.None);
        List<int> since = FramesOf(capture, index, ExcerptContext.SinceAuthentication);
        List<int> all = FramesOf(capture, index, ExcerptContext.WholeCapture);

        Assert.That(alone, Is.SupersetOf(roam).And.Not.Contain(authentication[0]));
        Assert.That(since, Is.SupersetOf(authentication).And.Not.Contain(2));
        Assert.That(all, Is.SupersetOf(Enumerable.Range(2, before - 1)));
    }

    private static IEnumerable<int> AddAll(CaptureBuilder capture, params IEnumerable<byte[]> frames)
    {
        foreach (byte[] frame in frames)
        {
            yield return capture.Add(frame).Count;
        }
    }

    private static void Add(CaptureBuilder capture, byte[] frame, double after, List<int>? wanted)
    {
        capture.Add(frame, after);
        wanted?.Add(capture.Count);
    }

    private static List<int> FramesOf(CaptureBuilder capture, int index, ExcerptContext context, bool everyFrame = false)
    {
        byte[] octets = capture.ToArray();
        Analyzed analyzed = Analyzed.Octets(octets);
        Roam roam = analyzed.Roams[index - 1];
        long authenticatedAt =
            analyzed.Roams.LastOrDefault(earlier => earlier.Index < index && RoamExcerpt.IsAuthentication(earlier))?.Start.Id ?? 0;
        var excerpt = new RoamExcerpt(roam, authenticatedAt, [.. analyzed.Findings.Where(finding => finding.Roam == index)], Second,
            everyFrame);
        using CaptureReader reader = CaptureReader.Open(new MemoryStream(octets), "test");
        while (reader.TryRead(out CaptureRecord record))
        {
            excerpt.OnFrame(new Sdk.Frame
            {
                Id = record.Number,
                TimeMicroseconds = FrameTime.FromNanoseconds(record.TimeNanoseconds),
                LinkType = record.LinkType,
                Octets = record.Octets,
                OriginalLength = record.OriginalLength,
            });
        }

        return [.. excerpt.Frames(context).Select(number => (int)number).Order()];
    }
}
