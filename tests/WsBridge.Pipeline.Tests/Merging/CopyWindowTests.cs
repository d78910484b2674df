using WsBridge.Capture;
using WsBridge.Pipeline.Merging;

namespace WsBridge.Pipeline.Tests.Merging;

/// <summary>What is held is bounded, whatever the times are.</summary>
internal sealed class CopyWindowTests
{
    [Test]
    public void Packets_of_one_time_are_held_up_to_a_bound_and_all_given()
    {
        const int packets = 3 * CopyWindow.MaxHeld;
        var window = new CopyWindow();
        var given = new List<long>();
        for (int number = 0; number < packets; number++)
        {
            window.Add(Packet(window, sensor: 0, number), time: 0, due: 0);
            Give(window, now: 0, given);
            Assert.That(window.Held, Is.LessThan(CopyWindow.MaxHeld));
        }

        Give(window, now: null, given);

        Assert.That(given, Is.EqualTo(Enumerable.Range(0, packets).Select(number => (long)number)));
    }

    [Test]
    public void A_clock_that_is_set_back_gives_what_was_before_and_copies_are_found_again()
    {
        const long hour = 3600 * Heard.Second;
        var window = new CopyWindow();
        var given = new List<long>();
        for (int number = 0; number < 20; number++)
        {
            window.Add(Packet(window, sensor: 0, number), hour, hour);
        }

        window.Add(Packet(window, sensor: 0, 20), 1, 1);
        Give(window, now: 1, given);
        Assert.That(given, Has.Count.EqualTo(20));
        window.Add(Packet(window, sensor: 1, 20), 2, 2);
        Give(window, now: null, given);

        Assert.That((window.Copies, given.Count), Is.EqualTo((1, 21)));
    }

    [Test]
    public void What_was_given_takes_no_copy_any_more()
    {
        var window = new CopyWindow();
        var given = new List<long>();
        LinkedListNode<CopyWindow.Place> first = window.Add(Packet(window, sensor: 0, 1), 0, 0);
        window.Add(Packet(window, sensor: 0, 2), 0, 0);
        window.Add(Packet(window, sensor: 0, 2), 0, 0, behind: first); // it comes before the one that looks alike
        Give(window, now: null, given);

        window.Add(Packet(window, sensor: 1, 2), 0, 0);
        Give(window, now: null, given);

        Assert.That(given, Is.EqualTo((long[])[1, 2, 2, 2]));
        Assert.That(window.Copies, Is.Zero);
    }

    private static HeldPacket Packet(CopyWindow window, int sensor, int number)
    {
        using var file = new MemoryStream();
        using (var writer = new PcapngWriter(file, leaveOpen: true))
        {
            writer.AddInterface(LinkTypes.Radiotap);
            writer.WritePacket(0, 0, Heard.Beacon((ulong)number + 1, number), null);
        }

        file.Position = 0;
        using var reader = new SensorReader([0], _ => CaptureReader.Open(file, "file"), decode: null, problem: null);
        Assert.That(reader.TryRead(out CaptureRecord record), Is.True);
        HeldPacket packet = window.New();
        packet.Take(sensor, reader, record);
        return packet;
    }

    private static void Give(CopyWindow window, long? now, List<long> given)
    {
        while (window.TryGive(now, out HeldPacket? packet, out _))
        {
            Assert.That(BeaconName.TryRead(packet!.FrameLinkType, packet.Frame, out BeaconName name), Is.True);
            given.Add((long)name.Tsf - 1);
            window.Free(packet);
        }
    }
}
