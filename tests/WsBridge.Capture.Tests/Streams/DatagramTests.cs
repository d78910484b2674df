using WsBridge.Capture.Streams;
using WsBridge.Dot11;

namespace WsBridge.Capture.Tests.Streams;

internal sealed class DatagramTests
{
    private static readonly byte[] Beacon =
    [
        0x80,
        0,
        0,
        0,
        255,
        255,
        255,
        255,
        255,
        255,
        2,
        0,
        0,
        0,
        0,
        1,
        2,
        0,
        0,
        0,
        0,
        1,
        0,
        0,
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        100,
        0,
        0x11,
        4,
        0,
        0,
    ];

    // Version 1, received, 802.11; signal -57 dBm; rate 6 Mb/s; channel 36; FCS error; 40 octets before it was cut; end of tags.
    private static readonly byte[] Tzsp = [1, 0, 0, 18, 10, 1, 0xC7, 12, 1, 12, 18, 1, 36, 17, 1, 1, 41, 2, 0, 40, 1, .. Beacon];

    // PPI: version, flags, length 8, 802.11.
    private static readonly byte[] Ppi = [0, 0, 8, 0, 105, 0, 0, 0, .. Beacon];

    // Radiotap without a field.
    private static readonly byte[] Radiotap = [0, 0, 8, 0, 0, 0, 0, 0, .. Beacon];

    // Seconds, microseconds, lengths; rate 54 Mb/s, channel 11, 40 percent.
    private static readonly byte[] Aruba = [0x60, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 38, 0, 0, 0, 38, 0, 108, 11, 40, .. Beacon];

    private static IEnumerable<byte[]> Known => [Tzsp, Ppi, Radiotap, Aruba];

    [Test]
    public void A_TZSP_frame_has_what_its_tags_say()
    {
        Assert.That(Datagram.Read(StreamFormat.Any, Tzsp, out StreamedFrame frame), Is.EqualTo(DatagramKind.Frame));

        Assert.That(frame.Octets.ToArray(), Is.EqualTo(Beacon));
        Assert.That(frame.CutOff, Is.EqualTo(2));
        Assert.That(frame.Radio, Is.EqualTo(new RadioHeader { SignalDbm = -57, Rate = 12, FrequencyMHz = 5180, BadFcs = true }));
    }

    [TestCase(0x0A, 2)]
    [TestCase(0x14, 4)]
    [TestCase(0x37, 11)]
    [TestCase(0x6E, 22)]
    [TestCase(108, 108)]
    public void The_oldest_TZSP_senders_count_rates_otherwise(byte rate, int expected)
    {
        Datagram.Read(StreamFormat.Tzsp, [1, 0, 0, 18, 12, 1, rate, 1, .. Beacon], out StreamedFrame frame);

        Assert.That(frame.Radio?.Rate, Is.EqualTo(expected));
    }

    [Test]
    public void Aruba_frames_have_a_signal_on_a_scale_of_their_own()
    {
        Assert.That(Datagram.Read(StreamFormat.Any, Aruba, out StreamedFrame frame), Is.EqualTo(DatagramKind.Frame));

        Assert.That(frame.Octets.ToArray(), Is.EqualTo(Beacon));
        Assert.That(frame.Radio, Is.EqualTo(new RadioHeader { Rate = 108, FrequencyMHz = 2462, RelativeSignal = 40, HasFcs = true }));
    }

    [Test]
    public void A_radiotap_header_of_the_sender_stays_as_it_is()
    {
        Assert.That(Datagram.Read(StreamFormat.ArubaErm, Radiotap, out StreamedFrame frame), Is.EqualTo(DatagramKind.Frame));

        Assert.That(frame.Radio, Is.Null);
        Assert.That(frame.Octets.ToArray(), Is.EqualTo(Radiotap));
    }

    [Test]
    public void Keepalives_are_no_frames_and_not_unknown()
    {
        Assert.That(Datagram.Read(StreamFormat.Any, [1, 4, 0, 0], out _), Is.EqualTo(DatagramKind.NoFrame));
    }

    [Test]
    public void What_is_written_as_radiotap_is_read_the_same()
    {
        var header = new RadioHeader
        {
            Tsf = 77,
            HasFcs = true,
            BadFcs = true,
            Rate = 22,
            FrequencyMHz = 5180,
            SignalDbm = -40,
            NoiseDbm = -90,
            Modulation = new Modulation(ModulationKind.Vht, 9, 2, 80, true),
        };
        byte[] octets = new byte[RadiotapWriter.GreatestLength];

        int length = RadiotapWriter.Write(header, octets);

        Assert.That(LinkHeader.TryParse(LinkTypes.Radiotap, octets.AsSpan(0, length), out LinkHeader read, out _), Is.True);
        Assert.That(read,
            Is.EqualTo(new LinkHeader
            {
                Length = length,
                HasFcs = true,
                BadFcs = true,
                FrequencyMHz = 5180,
                SignalDbm = -40,
                Rate = 22,
                Tsf = 77,
            }));
    }

    [TestCaseSource(nameof(Known))]
    public void Every_shorter_prefix_is_read_without_an_exception(byte[] datagram)
    {
        foreach (StreamFormat format in Enum.GetValues<StreamFormat>())
        {
            for (int length = 0; length < datagram.Length; length++)
            {
                Assert.That(() => Datagram.Read(format, datagram.AsSpan(0, length), out _), Throws.Nothing);
            }
        }
    }

    [Test]
    public void Random_octets_are_read_without_an_exception_and_hardly_ever_taken_for_a_frame()
    {
        var random = new Random(7);
        int frames = 0;
        for (int run = 0; run < 20_000; run++)
        {
            byte[] octets = new byte[random.Next(200)];
            random.NextBytes(octets);
            Assert.That(() => frames += Datagram.Read(StreamFormat.Any, octets, out _) == DatagramKind.Frame ? 1 : 0, Throws.Nothing);
        }

        Assert.That(frames, Is.LessThan(20));
    }
}
