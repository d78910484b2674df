using WsBridge.Capture;
using WsBridge.Pipeline.Merging;
using WsBridge.Testing;

namespace WsBridge.Pipeline.Tests.Merging;

/// <summary>What two sensors have heard.</summary>
internal sealed class MergedCaptureTests
{
    private const long Start = 1_790_000_000_000_000_000;
    private const long Millisecond = 1_000_000;

    private static readonly byte[] Ack = [0xD4, 0, 0, 0, 2, 0, 0, 0, 2, 0];

    [Test]
    public void A_frame_that_both_heard_comes_once_with_the_stronger_signal()
    {
        List<Taken> taken = Merge([(0, Management(1, signal: -80))], [(1, Management(1, signal: -40))]);

        Assert.That(taken, Is.EqualTo((Taken[])[new Taken("1", 1, 0)]), "in the place of the first");
    }

    [TestCase(true, "1")]
    [TestCase(false, "0")]
    public void The_copy_whose_octets_are_right_is_better_than_a_stronger_one(bool isStrongerBad, string file)
    {
        List<Taken> taken = Merge([(0, Management(1, signal: -40, isBad: isStrongerBad))], [(0, Management(1, signal: -80))]);

        Assert.That(taken.Select(packet => packet.File), Is.EqualTo((string[])[file]));
    }

    [Test]
    public void A_whole_frame_is_better_than_one_that_was_cut_off()
    {
        byte[] whole = Management(1, signal: -80);

        List<Taken> taken = Merge([(0, Management(1, signal: -40)[..40])], [(0, whole)], originalLength: whole.Length);

        Assert.That(taken.Select(packet => packet.File), Is.EqualTo((string[])["1"]));
    }

    [Test]
    public void A_frame_that_is_sent_again_is_another_one()
    {
        (long, byte[])[] three =
        [
            (0, Management(7, signal: -40)),
            (2, Management(7, signal: -40, isRetry: true)),
            (4, Management(7, signal: -40, isRetry: true)),
        ];

        List<Taken> taken = Merge(three, [three[0], three[2]]);

        Assert.That(taken.Select(packet => packet.Time), Is.EqualTo((long[])[0, 2 * Millisecond, 4 * Millisecond]));
    }

    [Test]
    public void Acknowledgements_of_two_frames_stay_two()
    {
        List<Taken> taken = Merge([(0, Ack0()), (10, Ack0())], [(10, Ack0()), (20, Ack0())]);

        Assert.That(taken.Select(packet => packet.Time), Is.EqualTo((long[])[0, 10 * Millisecond, 20 * Millisecond]));

        static byte[] Ack0() => MakeRadiotap.Wrap(Ack, new RadiotapOptions { SignalDbm = -50 });
    }

    [Test]
    public void What_one_sensor_heard_twice_stays()
    {
        byte[] packet = Management(3, signal: -40);

        Assert.That(Merge([(0, packet), (1, packet)], [(50, Management(4, signal: -40))]), Has.Count.EqualTo(3));
    }

    [Test]
    public void Clocks_far_apart_are_compared_also_when_what_one_heard_is_long_forgotten()
    {
        // More Beacons than are remembered, an hour apart.
        const int beacons = 70_000;
        const long apart = 3600 * Heard.Second;
        (long, byte[])[] one = [.. Enumerable.Range(0, beacons).Select(i => ((long)i * 10, Heard.Beacon(((ulong)i + 1) * 102_400, i)))];
        (long, byte[])[] other = [.. one.Select(packet => (packet.Item1 + (apart / Millisecond), packet.Item2))];

        using MergedCapture merged = Open([one, other], new FrameOrigins(["0", "1"]), null);

        Assert.That(merged.ClockOf(1), Is.EqualTo(apart));
    }

    [Test]
    public void One_packet_with_a_time_in_the_future_does_not_make_its_sensor_wait()
    {
        const long hour = 3_600_000;
        (long, byte[])[] one = [.. Enumerable.Range(0, 300).Select(i => (i == 100 ? hour : i * 20L, Management(2 * i % 4096, -40)))];
        (long, byte[])[] other = [.. Enumerable.Range(0, 300).Select(i => ((i * 20L) + 10, Management(((2 * i) + 1) % 4096, -40)))];

        List<Taken> taken = Merge(one, other);

        // The one whose time is wrong comes when the one after it does.
        List<(string, long)> expected = [.. Enumerable.Range(1, 300).SelectMany(i => ((string, long)[])[("0", i), ("1", i)])];
        expected.Remove(("0", 101));
        expected.Insert(expected.IndexOf(("0", 102)), ("0", 101));
        Assert.That(taken.Select(packet => (packet.File, packet.Number)), Is.EqualTo(expected));
        Assert.That(taken.Single(packet => packet is { File: "0", Number: 101 }).Time, Is.EqualTo(hour * Millisecond), "its time stays");
    }

    [Test]
    public void An_acknowledgement_stays_behind_its_frame_whatever_another_sensor_heard_meanwhile()
    {
        byte[] frame = Management(1, signal: -40), ack = MakeRadiotap.Wrap(Ack, new RadiotapOptions { SignalDbm = -40 });
        List<Taken> taken = Merge([(0, frame), (3, ack), (30, ack)], [(1, Elsewhere(1)), (2, Elsewhere(2)), (20, Elsewhere(3))],
            unit: Millisecond / 10);

        Assert.That(taken.Select(packet => (packet.File, packet.Number)), Is.EqualTo(
            ((string, long)[])[("0", 1), ("0", 2), ("1", 1), ("1", 2), ("1", 3), ("0", 3)]), "one of an unknown frame comes by its time");
    }

    [Test]
    public void An_acknowledgement_that_only_the_other_sensor_heard_stays_behind_their_frame()
    {
        byte[] frame = Management(1, signal: -40), ack = MakeRadiotap.Wrap(Ack, new RadiotapOptions { SignalDbm = -40 });

        List<Taken> taken = Merge([(0, frame), (1, Elsewhere(1))], [(0, frame), (2, ack)], unit: Millisecond / 10);

        Assert.That(taken.Select(packet => (packet.File, packet.Number)), Is.EqualTo(
            ((string, long)[])[("0", 1), ("1", 2), ("0", 2)]));
    }

    [Test]
    public void Files_that_follow_one_another_are_not_open_all_at_once()
    {
        const int files = 60;
        int open = 0, most = 0;
        byte[][] octets = [.. Enumerable.Range(0, files).Select(i =>
            Octets([.. Enumerable.Range(0, 5).Select(j => ((i * 1000L) + j, Management(i, signal: -40)))], null))];
        var origins = new FrameOrigins([.. Enumerable.Range(0, files).Select(i => $"{i}")]);
        using (var merged = new MergedCapture([.. Enumerable.Range(0, files).Select(i => (int[])[files - 1 - i])], Open, origins))
        {
            Assert.That(Read(merged, origins).Select(packet => packet.File),
                Is.EqualTo(Enumerable.Range(0, 5 * files).Select(i => $"{i / 5}")));
        }

        Assert.That(open, Is.Zero);
        Assert.That(most, Is.LessThanOrEqualTo(2));

        CaptureReader Open(int place)
        {
            most = Math.Max(most, ++open);
            return CaptureReader.Open(new Watched(octets[place], () => open--), $"{place}");
        }
    }

    [Test]
    public void A_file_that_cannot_be_opened_costs_itself()
    {
        var origins = new FrameOrigins(["0", "1", "2"]);
        byte[] octets = Octets([(0, Management(1, signal: -40))], null);
        using var merged = new MergedCapture([[0, 1, 2]],
            place => place == 1 ? null : CaptureReader.Open(new MemoryStream(octets), $"{place}"), origins);

        Assert.That(Read(merged, origins).Select(packet => packet.File), Is.EqualTo((string[])["0", "2"]));
    }

    [Test]
    public void A_file_that_is_cut_off_is_said_and_the_next_one_read()
    {
        var origins = new FrameOrigins(["0", "1"]);
        byte[] octets = Octets([(0, Management(1, signal: -40)), (1, Management(2, signal: -40))], null);
        using var merged = new MergedCapture([[0, 1]],
            place => CaptureReader.Open(new MemoryStream(place == 0 ? octets[..^10] : octets), $"{place}"), origins);

        Assert.That(Read(merged, origins).Select(packet => (packet.File, packet.Number)),
            Is.EqualTo(((string, long)[])[("0", 1), ("1", 1), ("1", 2)]));
        Assert.That(merged.Problems.Select(problem => problem.Name), Is.EqualTo((string[])["0"]));
    }

    /// <summary>A Beacon of another channel.</summary>
    private static byte[] Elsewhere(int number) => Heard.Beacon((ulong)number * 1000, number);

    private static byte[] Management(int sequence, int signal, bool isBad = false, bool isRetry = false)
    {
        byte[] frame =
        [
            0xB0, (byte)(isRetry ? 8 : 0), 0, 0, 2, 0, 0, 0, 1, 0, 2, 0, 0, 0, 2, 0, 2, 0, 0, 0, 1, 0, (byte)(sequence << 4), (byte)(sequence >> 4),
            0, 0, 1, 0, 0, 0, .. new byte[20],
        ];
        if (isBad)
        {
            frame[^1] ^= 0xFF;
        }

        return MakeRadiotap.Wrap(frame, new RadiotapOptions { SignalDbm = signal, Flags = isBad ? 0x40 : 0 });
    }

    private static List<Taken> Merge((long, byte[])[] one, (long, byte[])[] other, int? originalLength = null,
        long unit = Millisecond)
    {
        var origins = new FrameOrigins(["0", "1"]);
        using MergedCapture merged = Open([one, other], origins, originalLength, unit);
        return Read(merged, origins);
    }

    private static MergedCapture Open((long, byte[])[][] sensors, FrameOrigins origins, int? originalLength,
        long unit = Millisecond) => new(
        [.. sensors.Select((_, sensor) => (int[])[sensor])],
        place => CaptureReader.Open(new MemoryStream(Octets(sensors[place], originalLength, unit)), $"{place}"), origins);

    private static byte[] Octets((long Time, byte[] Packet)[] packets, int? originalLength, long unit = Millisecond)
    {
        using var file = new MemoryStream();
        using (var writer = new PcapngWriter(file, leaveOpen: true))
        {
            writer.AddInterface(LinkTypes.Radiotap);
            foreach ((long time, byte[] packet) in packets)
            {
                writer.WritePacket(0, Start + (time * unit), packet, originalLength);
            }
        }

        return file.ToArray();
    }

    private static List<Taken> Read(MergedCapture merged, FrameOrigins origins)
    {
        var taken = new List<Taken>();
        while (merged.TryRead(out CaptureRecord record))
        {
            (string file, long number) = origins.Of(record.Number);
            taken.Add(new Taken(file, number, record.TimeNanoseconds - Start));
        }

        return taken;
    }

    private sealed class Watched(byte[] octets, Action closed) : MemoryStream(octets)
    {
        protected override void Dispose(bool disposing)
        {
            if (disposing && CanRead)
            {
                closed();
            }

            base.Dispose(disposing);
        }
    }

    private sealed record Taken(string File, long Number, long Time);
}
