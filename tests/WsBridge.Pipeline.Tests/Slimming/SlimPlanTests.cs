using WsBridge.Capture;
using WsBridge.Capture.Unwrapping;
using WsBridge.Pipeline.Slimming;
using WsBridge.Pipeline.Tests.Merging;
using WsBridge.Testing;

namespace WsBridge.Pipeline.Tests.Slimming;

/// <summary>What a slim capture has gives the findings and the attempts of the whole, down to a time.</summary>
internal sealed class SlimPlanTests
{
    private static IEnumerable<TestCaseData> All => MergedRecordingsTests.All;

    [TestCaseSource(nameof(All))]
    public void A_slim_recording_says_what_the_whole_says(string path)
    {
        Recording whole = Recording.Read(path);

        Recording slim = Slim(whole, SlimExtent.NearRoams);

        Assert.That(Pieces.Analyze(slim), Is.EqualTo(Pieces.Analyze(whole)));
    }

    [Test]
    public void With_much_data_between_it_is_a_fraction_of_the_whole([Range(1, 12)] int seed)
    {
        Recording whole = WithData(Recording.Read(Path.Combine(RepositoryPaths.Captures, "17_soak_2sta_ft.pcapng")), new Random(seed));

        Recording slim = Slim(whole, SlimExtent.NearRoams);

        Assert.That(Pieces.Analyze(slim), Is.EqualTo(Pieces.Analyze(whole)));
        Assert.That(Octets(slim), Is.LessThan(Octets(whole) / 5));
    }

    [TestCase(SlimExtent.AllHeaders)]
    [TestCase(SlimExtent.AllData)]
    public void With_more_of_the_data_too(SlimExtent extent)
    {
        Recording whole = Recording.Read(Path.Combine(RepositoryPaths.Captures, "17_soak_2sta_ft.pcapng"));

        Recording slim = Slim(whole, extent);

        Assert.That(Pieces.Analyze(slim), Is.EqualTo(Pieces.Analyze(whole)));
        Assert.That(Octets(slim), Is.GreaterThanOrEqualTo(Octets(Slim(whole, extent - 1))));
    }

    [TestCase("IPv4 fragments")]
    [TestCase("IPv6 fragments")]
    [TestCase("CAPWAP fragments")]
    public void A_frame_that_came_in_several_packets_stays(string way)
    {
        IReadOnlyList<AirFrame> frames =
            AirFrame.Of(Recording.Read(Path.Combine(RepositoryPaths.Captures, "09h_ft-eap_2pmkid_pmksa_prepend_ap2.10.pcapng")));
        (WireWrapping wire, FrameWrapping wrapping) = WireWrapping.InFragments.Single(kind => kind.Wire.Name == way);
        Recording whole = Renumbered(wire.Of(way, frames, wrapping));

        Recording slim = Slim(whole, SlimExtent.NearRoams);

        Assert.That(Pieces.Analyze(slim), Is.EqualTo(Pieces.Analyze(whole)).And.Not.Empty);
    }

    private static Recording Renumbered(Recording recording) =>
        recording with { Packets = [.. recording.Packets.Select((packet, place) => packet with { Number = place + 1 })] };

    private static long Octets(Recording recording) => recording.Packets.Sum(packet => (long)packet.Octets.Length);

    /// <summary>Between two frames of the recording its clients and APs exchange encrypted data, in bursts and with pauses.</summary>
    private static Recording WithData(Recording whole, Random random)
    {
        const int shortest = 2_000_000;
        byte[][] clients = [[2, 0, 0, 0, 2, 0], [2, 0, 0, 0, 3, 0]], aps = [[2, 0, 0, 0, 0, 0], [2, 0, 0, 0, 1, 0]];
        var packets = new List<CapturedPacket>();
        int sequence = 0;
        foreach (CapturedPacket packet in whole.Packets)
        {
            long time = packets.Count == 0 ? packet.TimeNanoseconds : packets[^1].TimeNanoseconds + random.Next(shortest);
            while (random.Next(40) > 0 && time < packet.TimeNanoseconds)
            {
                bool isUp = random.Next(2) == 0;
                byte[] client = clients[random.Next(2)], ap = aps[random.Next(2)];
                byte flags = (byte)(0x40 | (isUp ? 1 : 2) | (random.Next(10) == 0 ? 8 : 0) | (random.Next(10) == 0 ? 0x20 : 0));
                byte[] data = [0x88, flags, 0, 0, .. isUp ? ap : client, .. isUp ? client : ap, .. ap, (byte)(sequence << 4),
                    (byte)(sequence >> 4), 0, 0, .. new byte[1200]];
                sequence++;
                Add(time, data);
                if (random.Next(3) > 0)
                {
                    Add(time + 50_000, [0xD4, 0, 0, 0, .. isUp ? client : ap]);
                }

                time += random.Next(50) == 0 ? 150_000_000 : random.Next(shortest);
            }

            packets.Add(packet with { Number = packets.Count + 1 });
        }

        return whole with { Packets = packets };

        void Add(long time, byte[] frame)
        {
            byte[] octets = MakeRadiotap.Wrap(frame);
            packets.Add(new CapturedPacket(packets.Count + 1, time, LinkTypes.Radiotap, octets, octets.Length));
        }
    }

    private static Recording Slim(Recording whole, SlimExtent extent)
    {
        var plan = new SlimPlan([], extent);
        var unwrapper = new Unwrapper();
        foreach (CapturedPacket packet in whole.Packets)
        {
            plan.See(packet.Number, unwrapper.Unwrap(Record(packet)), unwrapper.IsFragment);
        }

        plan.End();
        return new Recording("slim",
        [
            .. whole.Packets.Select(packet => (packet, Length: plan.LengthOf(Record(packet)))).Where(part => part.Length > 0)
                .Select(part => part.packet with { Octets = part.packet.Octets[..part.Length] }),
        ]);
    }

    private static CaptureRecord Record(CapturedPacket packet) => new()
    {
        Number = packet.Number,
        TimeNanoseconds = packet.TimeNanoseconds,
        HasTime = true,
        LinkType = packet.LinkType,
        Octets = packet.Octets,
        OriginalLength = packet.OriginalLength,
    };
}
