using System.Buffers.Binary;
using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Capture.Tests.CommView;

/// <summary>CommView files, written here octet by octet.</summary>
[TestFixture]
internal sealed class NcfRecordReaderTests
{
    private const int Wifi = 1;
    private const int Ethernet = 0;
    private const int Damaged = 0x20;
    private const int Compressed = 0x40;

    private static readonly byte[] Ack = Frame.Ack(MakeAddress.Sta());

    [Test]
    public void A_frame_comes_with_its_channel_signal_and_time()
    {
        PacketContent packet = Read(Packet(Wifi, Ack, channel: 36, signal: 61)).Packets.Single();

        Assert.That(LinkHeader.TryParse(packet.LinkType, OctetsOf(packet), out LinkHeader link, out _), Is.True);
        Assert.That((link.FrequencyMHz, link.SignalDbm, link.BadFcs, link.HasFcs), Is.EqualTo((5180, -61, false, false)));
        Assert.That(link.MacFrame(OctetsOf(packet)).ToArray(), Is.EqualTo(Ack));
        DateTimeOffset local = new(new DateTime(2026, 11, 22, 18, 7, 37, DateTimeKind.Local));
        Assert.That(packet.Time, Is.EqualTo((local.ToUnixTimeSeconds() * 1_000_000_000) + 188_493_000));
    }

    [Test]
    [NonParallelizable]
    public void Two_hours_that_the_clock_left_out_are_no_error()
    {
        string? zone = Environment.GetEnvironmentVariable("TZ");
        try
        {
            Environment.SetEnvironmentVariable("TZ", "Antarctica/Troll");
            TimeZoneInfo.ClearCachedData();
            Assume.That(TimeZoneInfo.Local.IsInvalidTime(new DateTime(2026, 3, 29, 2, 7, 37)), Is.True,
                "the clock goes from 01:00 to 03:00");
            byte[] packet = Packet(Wifi, Ack);
            ((byte[])[3, 29, 1]).CopyTo(packet, 7);

            Assert.That(Read(packet).Packets.Single().Time / 1_000_000_000,
                Is.EqualTo(new DateTimeOffset(2026, 3, 29, 1, 7, 37, TimeSpan.Zero).ToUnixTimeSeconds()));
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
        }
    }

    [TestCase(0, 0, null, null)]
    [TestCase(0, 61, null, -61)]
    [TestCase(14, 0, 2484, null)]
    [TestCase(6, 40, 2437, -40)]
    public void What_is_not_known_is_left_out(int channel, int signal, int? frequency, int? dbm)
    {
        PacketContent packet = Read(Packet(Wifi, Ack, channel, signal)).Packets.Single();

        Assert.That(LinkHeader.TryParse(packet.LinkType, OctetsOf(packet), out LinkHeader link, out _), Is.True);
        Assert.That((link.FrequencyMHz, link.SignalDbm), Is.EqualTo((frequency, dbm)));
        Assert.That(link.MacFrame(OctetsOf(packet)).ToArray(), Is.EqualTo(Ack));
    }

    [Test]
    public void A_frame_with_a_wrong_FCS_is_known_as_one()
    {
        PacketContent packet = Read(Packet(Wifi | Damaged, Ack)).Packets.Single();

        Assert.That(LinkHeader.TryParse(packet.LinkType, OctetsOf(packet), out LinkHeader link, out _), Is.True);
        Assert.That(link.BadFcs, Is.True);
    }

    [Test]
    public void Ethernet_is_told_from_Wifi() =>
        Assert.That(Read([.. Packet(Ethernet, new byte[60]), .. Packet(Wifi, Ack)]).Packets.Select(packet => packet.LinkType),
            Is.EqualTo((int[])[LinkTypes.Ethernet, LinkTypes.Radiotap]));

    [Test]
    public void A_cut_off_file_keeps_the_packets_before()
    {
        byte[] whole = [.. Packet(Wifi, Ack), .. Packet(Wifi, Ack), .. Packet(Wifi, Ack)];

        CaptureContent content = Read(whole[..^3]);

        Assert.That(content.Packets, Has.Count.EqualTo(2));
        Assert.That(content.Problem!.Kind, Is.EqualTo(CaptureProblemKind.Truncated));
    }

    [Test]
    public void Octets_that_are_no_header_end_it_as_damaged()
    {
        byte[] octets = [.. Packet(Wifi, Ack), .. Packet(Wifi, Ack), .. Enumerable.Repeat((byte)0xEE, 40)];

        CaptureContent content = Read(octets);

        Assert.That((content.Packets.Count, content.Problem!.Kind), Is.EqualTo((2, CaptureProblemKind.Damaged)));
    }

    [Test]
    public void A_compressed_packet_is_said_to_be_one() =>
        Assert.That(Read([.. Packet(Wifi, Ack), .. Packet(Wifi | Compressed, Ack)]).Problem!.What, Does.Contain("compressed"));

    [Test]
    public void Other_octets_are_not_taken_for_it() =>
        Assert.That(() => Read(new byte[100]), Throws.TypeOf<CaptureFormatException>());

    private static byte[] OctetsOf(PacketContent packet) => Convert.FromHexString(packet.Octets);

    private static CaptureContent Read(byte[] octets) => CaptureContent.Read(new MemoryStream(octets));

    private static byte[] Packet(int flags, byte[] packet, int channel = 1, int signal = 50)
    {
        byte[] header = new byte[24];
        BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)packet.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(2), (ushort)packet.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(5), 2026);
        ((byte[])[11, 22, 18, 7, 37]).CopyTo(header, 7); // month, day, hours, minutes, seconds
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), 188_493);
        header[16] = (byte)flags;
        header[20] = (byte)channel;
        header[22] = (byte)signal;
        return [.. header, .. packet];
    }
}
