using WsBridge.Capture;
using WsBridge.Sdk;
using WsBridge.Testing;
using Frame = WsBridge.Sdk.Frame;

namespace WsBridge.Host.Tests;

/// <summary>Which frames a plugin gets, and what it is told of them.</summary>
internal sealed class InterestSelectorTests
{
    private static readonly byte[] Ip = Convert.FromHexString("450000210001000040110000C0000201C00002029C401B5F000D0000" + "68656C6C6F");
    private static readonly byte[] Ethernet = [.. Convert.FromHexString("0200000000020200000000010800"), .. Ip];

    private static IEnumerable<TestCaseData> Carriers()
    {
        yield return new TestCaseData(1, Ethernet).SetArgDisplayNames("Ethernet");
        yield return new TestCaseData(1, (byte[])[.. Ethernet, 0, 0, 0]).SetArgDisplayNames("Ethernet with padding");
        yield return new TestCaseData(1,
            (byte[])[.. Ethernet[..12], 0x88, 0xA8, 0, 1, 0x81, 0, 0, 2, .. Ethernet[12..]]).SetArgDisplayNames("two VLAN tags");
        yield return new TestCaseData(101, Ip).SetArgDisplayNames("raw IP");
        yield return new TestCaseData(113,
            (byte[])[0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 8, 0, .. Ip]).SetArgDisplayNames("Linux cooked");
        yield return new TestCaseData(276,
            (byte[])[8, 0, 0, 0, 0, 0, 0, 2, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, .. Ip]).SetArgDisplayNames("Linux cooked, version 2");
        byte[] snap = [0xAA, 0xAA, 3, 0, 0, 0, 8, 0, .. Ip];
        yield return new TestCaseData(105, (byte[])[0x08, 1, .. new byte[22], .. snap]).SetArgDisplayNames("802.11 data");
        yield return new TestCaseData(105, (byte[])[0x88, 2, .. new byte[24], .. snap]).SetArgDisplayNames("802.11 QoS data");
        yield return new TestCaseData(127,
            (byte[])[0, 0, 8, 0, 0, 0, 0, 0, 0x08, 3, .. new byte[28], .. snap]).SetArgDisplayNames("radiotap, four addresses");
    }

    [TestCaseSource(nameof(Carriers))]
    public void A_datagram_is_found_by_its_port_whatever_carries_it(int linkType, byte[] octets)
    {
        bool wanted = Select([Traffic.UdpPort(7007)], linkType, octets, out string payload, out int offset, out Flow? flow);

        Assert.That(wanted);
        Assert.That(payload, Is.EqualTo("hello"));
        Assert.That(octets.AsSpan(offset, 5).SequenceEqual("hello"u8));
        Assert.That(flow?.ToString(), Is.EqualTo("192.0.2.1:40000 → 192.0.2.2:7007"));
        Assert.That(flow!.Reverse().Reverse(), Is.EqualTo(flow));
    }

    [Test]
    public void A_frame_that_is_of_no_kind_asked_for_is_left_out()
    {
        Assert.That(Select([
            Traffic.UdpPort(7008),
            Traffic.TcpPort(7007),
            Traffic.IpProtocol(6),
            Traffic.EtherType(0x86DD),
            Traffic.LinkType(101),
        ], 1, Ethernet, out _, out _, out _), Is.False);
        Assert.That(Select([], 1, Ethernet, out _, out _, out _), Is.False);
        Assert.That(Select([Traffic.UdpPort(7007)], 105, [0x08, 0x41, .. new byte[22], 0xAA, 0xAA, 3, 0, 0, 0, 8, 0, .. Ip], out _, out _,
            out _), Is.False, "a protected frame");
    }

    [Test]
    public void Every_kind_of_traffic_says_what_it_carries()
    {
        Assert.That(Select([Traffic.IpProtocol(17)], 1, Ethernet, out _, out int ip, out _) && ip == 34);
        Assert.That(Select([Traffic.EtherType(0x0800)], 1, Ethernet, out _, out int type, out _) && type == 14);
        Assert.That(Select([Traffic.LinkType(1)], 1, Ethernet, out _, out int link, out _) && link == 0);
        Assert.That(Select([Traffic.Everything], 1, Ethernet, out string payload, out _, out _) && payload.Length == 0);
    }

    [Test]
    public void A_later_fragment_has_no_ports()
    {
        byte[] fragment = [.. Ethernet];
        fragment[21] = 1;

        Assert.That(Select([Traffic.UdpPort(7007)], 1, fragment, out _, out _, out _), Is.False);
    }

    [Test]
    public void No_frame_cut_off_or_damaged_anywhere_does_harm()
    {
        Traffic[] asked = [Traffic.UdpPort(7007), Traffic.TcpPort(1), Traffic.IpProtocol(1), Traffic.EtherType(1)];
        var random = new Random(1);
        string folder = Path.Combine(RepositoryPaths.Root, "tests", "WsBridge.Samples.Tests");
        foreach (string file in Directory.EnumerateFiles(folder, "*.pcap*"))
        {
            using CaptureReader reader = CaptureReader.Open(File.OpenRead(file), file);
            while (reader.TryRead(out CaptureRecord record))
            {
                byte[] octets = record.Octets.ToArray();
                for (int length = 0; length <= octets.Length; length++)
                {
                    Select(asked, record.LinkType, octets[..length], out _, out _, out _);
                }

                for (int times = 0; times < 200; times++)
                {
                    byte[] damaged = [.. octets];
                    damaged[random.Next(Math.Min(80, damaged.Length))] = (byte)random.Next(256);
                    damaged[random.Next(Math.Min(80, damaged.Length))] = (byte)random.Next(256);
                    Select(asked, record.LinkType, damaged[..random.Next(damaged.Length + 1)], out _, out _, out _);
                }
            }
        }
    }

    private static bool Select(Traffic[] asked, int linkType, byte[] octets, out string payload, out int offset, out Flow? flow)
    {
        var selector = new InterestSelector(new FrameInterest { Traffic = asked });
        bool wanted =
            selector.Wants(new Frame
            {
                Id = 1,
                LinkType = linkType,
                Octets = octets,
                OriginalLength = octets.Length,
                TimeMicroseconds = 0,
            }, out Frame chosen);
        payload = System.Text.Encoding.ASCII.GetString(chosen.Payload);
        offset = chosen.PayloadOffset;
        flow = chosen.Flow;
        return wanted;
    }
}
