using System.Buffers.Binary;
using System.IO.Hashing;
using WsBridge.Dot11;
using WsBridge.Pipeline.Merging;
using WsBridge.Testing;

namespace WsBridge.Pipeline.Tests.Merging;

/// <summary>Recordings in several files say what the whole says.</summary>
internal sealed class MergedRecordingsTests
{
    private const int Files = 20;
    private const int Shared = 5;
    private const long ClockAhead = 2_500_000_000;

    internal static IEnumerable<TestCaseData> All =>
        Directory.EnumerateFiles(RepositoryPaths.Captures, "*.pcapng", SearchOption.TopDirectoryOnly)
            .Concat(RepositoryPaths.SharedCaptures is { } shared
                ? Directory.EnumerateFiles(Path.Combine(shared, "lab"), "*.pcapng", SearchOption.AllDirectories)
                : [])
            .DistinctBy(Path.GetFileName).Order(StringComparer.Ordinal)
            .Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetFileName(path)));

    [TestCaseSource(nameof(All))]
    public void The_files_of_a_ring_buffer_say_what_the_whole_says(string path)
    {
        Recording whole = Recording.Read(path);

        string[] merged = Pieces.Merge(Pieces.Cut(whole, Files), areOfOneSensor: true, out _);

        Assert.That(merged, Is.EqualTo(Pieces.Analyze(whole)));
    }

    [TestCaseSource(nameof(All))]
    public void Files_whose_names_tell_nothing_are_put_in_the_order_of_their_times(string path)
    {
        Recording whole = Recording.Read(path);
        if (!IsOrdered(whole))
        {
            Assert.Ignore("Its own packets are not in the order of their times.");
        }

        Recording[] pieces = Pieces.Cut(whole, Files);
        Array.Reverse(pieces);
        string[] merged = Pieces.Merge(pieces, areOfOneSensor: false, out _);

        Assert.That(merged, Is.EqualTo(Pieces.Analyze(whole)));
    }

    [TestCaseSource(nameof(All))]
    public void Two_channels_in_two_files_with_clocks_apart_say_what_the_whole_says(string path)
    {
        Recording whole = Recording.Read(path);
        if (!TrySplit(whole, out Recording? one, out Recording? other))
        {
            Assert.Ignore("It has not enough Beacons on two channels.");
        }

        string[] merged = Pieces.Merge([one!, other!], areOfOneSensor: false, out MergedCapture capture);

        Assert.That(merged, Is.EqualTo(Pieces.Analyze(whole)));
        Assert.That((capture.ClockOf(1), capture.Copies), Is.EqualTo(((long?)ClockAhead, (long)Shared)));
    }

    [TestCaseSource(nameof(All))]
    public void A_sensor_that_keeps_the_FCS_and_one_that_does_not_say_what_the_whole_says(string path)
    {
        Recording whole = Recording.Read(path);
        if (!TrySplit(whole, out Recording? one, out Recording? other))
        {
            Assert.Ignore("It has not enough Beacons on two channels.");
        }

        var withFcs = new Recording("one", [.. one!.Packets.Select(packet => packet with
        {
            Octets = WithFcs(packet.Octets),
            OriginalLength = packet.OriginalLength + LinkHeader.FcsSize,
        })]);
        string[] merged = Pieces.Merge([withFcs, other!], areOfOneSensor: false, out _);

        Assert.That(merged, Is.EqualTo(Pieces.Analyze(whole)));
    }

    [Test]
    public void Recordings_on_two_channels_are_among_them() => Assert.That(
        All.Count(test => TrySplit(Recording.Read((string)test.Arguments[0]!), out _, out _)), Is.GreaterThan(10));

    /// <summary>Frames on the first channel and those on others, whose sensor also hears some Beacons of the first one, faintly.</summary>
    private static bool TrySplit(Recording whole, out Recording? one, out Recording? other)
    {
        (one, other) = (null, null);
        int?[] channels = [.. whole.Packets.Select(ChannelOf)];
        if (channels.OfType<int>().Distinct().Count() < 2 || !IsOrdered(whole))
        {
            return false;
        }

        int first = channels.OfType<int>().First();
        CapturedPacket[] ofFirst = [.. whole.Packets.Where((_, i) => (channels[i] ?? first) == first)];
        HashSet<long> shared = [.. ofFirst.Where(IsBeacon).Take(Shared).Select(packet => packet.Number)];
        one = new Recording("one", ofFirst);
        other = new Recording("other",
        [
            .. whole.Packets.Where((packet, i) => (channels[i] ?? first) != first || shared.Contains(packet.Number))
                .Select(packet => packet with
                {
                    TimeNanoseconds = packet.TimeNanoseconds + ClockAhead,
                    Octets = shared.Contains(packet.Number) ? Faint(packet.Octets) : packet.Octets,
                }),
        ]);
        return shared.Count == Shared;
    }

    private static bool IsOrdered(Recording whole) =>
        whole.Packets.Zip(whole.Packets.Skip(1)).All(pair => pair.First.TimeNanoseconds < pair.Second.TimeNanoseconds);

    private static int? ChannelOf(CapturedPacket packet) =>
        LinkHeader.TryParse(packet.LinkType, packet.Octets, out LinkHeader link, out _) ? link.FrequencyMHz : null;

    private static bool IsBeacon(CapturedPacket packet) =>
        LinkHeader.TryParse(packet.LinkType, packet.Octets, out LinkHeader link, out _) && packet.Octets[link.Length] == 0x80;

    /// <summary>The same with an FCS, of which the radiotap header says nothing.</summary>
    private static byte[] WithFcs(byte[] packet)
    {
        LinkHeader.TryParse(LinkTypes.Radiotap, packet, out LinkHeader link, out _);
        byte[] fcs = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(fcs, Crc32.HashToUInt32(packet.AsSpan(link.Length)));
        return [.. packet, .. fcs];
    }

    /// <summary>The same behind a radiotap header without anything.</summary>
    private static byte[] Faint(byte[] packet)
    {
        LinkHeader.TryParse(LinkTypes.Radiotap, packet, out LinkHeader link, out _);
        return [0, 0, 8, 0, 0, 0, 0, 0, .. link.MacFrame(packet)];
    }
}
