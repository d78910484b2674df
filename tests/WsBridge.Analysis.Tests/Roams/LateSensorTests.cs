using WsBridge.Analysis.Roams;
using WsBridge.Capture;
using WsBridge.Dot11;
using WsBridge.Sdk;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Roams;

/// <summary>Two sensors with the right time; what one of them hears comes later into the file than its time says.</summary>
[TestFixture]
internal sealed class LateSensorTests
{
    /// <summary>So late that the copy of a frame comes after frames of the next attempt.</summary>
    private const int MuchMs = 500;

    private static IReadOnlyList<string> Recordings => RoamTruth.Recordings;

    [TestCaseSource(nameof(Recordings))]
    public void A_copy_that_comes_late_counts_once(string recording)
    {
        List<Packet> heard = PacketsOf(recording);
        Analyzed once = Analyze(heard);

        foreach (int lateMs in (int[])[1, 20, 100, MuchMs, 3000])
        {
            Analyzed twice = Analyze([.. heard, .. heard.Select(packet => packet with { LateMs = lateMs, Sensor = 1 })]);

            Assert.That(twice.Roams.Select(Line), Is.EqualTo(once.Roams.Select(Line)), $"{lateMs} ms late");
            if (lateMs < MuchMs || Alarms(once).Length == 0)
            {
                Assert.That(Alarms(twice), Is.EqualTo(Alarms(once)), $"{lateMs} ms late");
            }
        }
    }

    [TestCaseSource(nameof(Recordings))]
    public void An_AP_that_only_the_late_sensor_hears_is_not_blamed(string recording)
    {
        List<Packet> heard = PacketsOf(recording);
        Analyzed inTime = Analyze(heard);

        foreach (int lateMs in (int[])[1, 20, 100])
        {
            Analyzed late = Analyze([.. heard.Select(packet => IsFromAp(packet) ? packet with { LateMs = lateMs, Sensor = 1 } : packet)]);

            if (lateMs == 1)
            {
                Assert.That(late.Roams.Select(roam => roam.Outcome), Is.EqualTo(inTime.Roams.Select(roam => roam.Outcome)));
            }

            if (lateMs == 1 || Alarms(inTime).Length == 0)
            {
                Assert.That(Alarms(late).Except(Alarms(inTime)), Is.Empty, $"{lateMs} ms late");
            }
        }
    }

    private static string Line(Roam roam) =>
        $"{roam.Sta} {roam.From} {roam.To} {roam.Type} {roam.Outcome} {roam.HandoffMs} {roam.FirstDataMs} {roam.OutageMs}";

    private static string[] Alarms(Analyzed analyzed) =>
        [.. analyzed.Findings.Where(finding => finding.Severity >= Severity.Warn).Select(finding => finding.Rule.Name)
            .Order(StringComparer.Ordinal)];

    private static bool IsFromAp(Packet packet) =>
        LinkHeader.TryParse(packet.LinkType, packet.Octets, out LinkHeader link, out _)
        && MacHeader.TryParse(link.MacFrame(packet.Octets, packet.Octets.Length), out MacHeader header, out _, link.HasDataPad)
        && header.Ta is { } transmitter && transmitter == header.Bssid;

    private static List<Packet> PacketsOf(string recording)
    {
        var packets = new List<Packet>();
        using CaptureReader reader = CaptureReader.Open(File.OpenRead(Path.Combine(RepositoryPaths.Captures, recording + ".pcapng")),
            recording);
        while (reader.TryRead(out CaptureRecord record))
        {
            packets.Add(new Packet(record.TimeNanoseconds, record.LinkType, record.Octets.ToArray()));
        }

        return packets;
    }

    private static Analyzed Analyze(IReadOnlyList<Packet> packets)
    {
        using var file = new MemoryStream();
        using (var writer = new PcapngWriter(file))
        {
            int[] sensors = [writer.AddInterface(packets[0].LinkType), writer.AddInterface(packets[0].LinkType)];
            foreach (Packet packet in packets.OrderBy(packet => packet.TimeNanoseconds + (packet.LateMs * 1_000_000L)))
            {
                writer.WritePacket(sensors[packet.Sensor], packet.TimeNanoseconds, packet.Octets);
            }

            writer.Flush();
        }

        return Analyzed.Octets(file.ToArray());
    }

    private sealed record Packet(long TimeNanoseconds, int LinkType, byte[] Octets, int LateMs = 0, int Sensor = 0);
}
