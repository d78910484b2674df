using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace WsBridge.EndToEnd.Tests;

/// <summary>
/// The capture source <c>wsbridge-udp</c>, driven by the real tshark, against what Wireshark's own dissectors say of the same datagrams.
/// </summary>
internal sealed class UdpTests
{
    private static readonly string[] Fields =
    [
        "wlan_radio.channel", "wlan_radio.signal_dbm", "wlan_radio.noise_dbm", "wlan_radio.data_rate", "wlan_radio.frequency",
        "wlan_radio.phy",
        "wlan_radio.11n.mcs_index", "wlan_radio.11n.bandwidth", "wlan_radio.11n.short_gi", "wlan_radio.11ac.mcs", "wlan_radio.11ac.nss",
        "wlan_radio.11ac.bandwidth",
        "wlan.ta", "wlan.ssid", "wlan.fcs",
    ];

    // Wireshark 4.0 shows what TZSP says of the radio in fields of TZSP alone; its rate counts 500 kb/s.
    private static readonly string[] TzspFields =
    [
        "tzsp.wlan.channel",
        "tzsp.wlan.signal",
        "tzsp.wlan.silence",
        "tzsp.wlan.rate",
        "wlan.ta",
        "wlan.ssid",
    ];
    private static readonly string[] FieldsLikeTzsp =
    [
        "wlan_radio.channel",
        "wlan_radio.signal_dbm",
        "wlan_radio.noise_dbm",
        "radiotap.datarate",
        "wlan.ta",
        "wlan.ssid",
    ];

    private static IEnumerable<TestCaseData> Formats()
    {
        yield return Case("TZSP", "tzsp", [], Datagrams.Tzsp(1, 12, 6), Datagrams.Tzsp(2, 22, 1), Datagrams.Tzsp(3, 108, 149));
        yield return Case("PEEKREMOTE, older", "peekremote", [], Datagrams.OldPeek(1, 12, 36), Datagrams.OldPeek(2, 2, 11),
            Datagrams.OldPeek(3, 108, 165));
        yield return Case(
            "PEEKREMOTE, newer",
            "peekremote",
            [],
            Datagrams.NewPeek(1, 15, 44, 5220, 0x100 | 0x4 | 0x8),
            Datagrams.NewPeek(2, 7, 6, 2437, 0x100 | 0x1 | 0x10),
            Datagrams.NewPeek(3, 9, 36, 5180, 0x80 | 0x200 | 0x8 | 0x4000));
        yield return Case("Aruba type 0", "aruba_erm", ["-d", "aruba_erm.type,aruba_erm_type0"], Datagrams.ArubaPcap(1),
            Datagrams.ArubaPcap(2));
        yield return Case("Aruba type 1", "aruba_erm", ["-d", "aruba_erm.type,aruba_erm_type1"], Datagrams.OldPeek(1, 12, 36),
            Datagrams.OldPeek(2, 12, 36, percent: 100));
        yield return Case("Aruba type 3", "aruba_erm", ["-d", "aruba_erm.type,aruba_erm_type3"], Datagrams.ArubaRadio(1, 12, 40, 55),
            Datagrams.ArubaRadio(2, 108, 11, 30));

        static TestCaseData Case(string name, string dissector, string[] options, params byte[][] datagrams) =>
            new TestCaseData(dissector, options, datagrams).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Formats))]
    public async Task Frames_say_what_the_dissector_says_of_the_datagrams(string dissector, string[] options, byte[][] datagrams)
    {
        using var work = new Workplace();
        int port = FreePort();
        string wire = work.Capture("wire.pcap", LinkTypes.Ethernet,
            datagrams.Select(datagram => Datagrams.OnTheWire(datagram, (ushort)port)));

        bool isTzsp = dissector == "tzsp";
        string[][] dissected =
            Table(await work.PlainTshark([
                "-r",
                wire,
                "-d",
                $"udp.port=={port},{dissector}",
                .. options,
                .. Columns(isTzsp ? TzspFields : Fields),
            ]));
        Task<Output> capture =
            work.Tshark([
                "-i",
                "wsbridge-udp",
                "-o",
                $"extcap.wsbridge_udp.port:{port}",
                "-c",
                $"{datagrams.Length}",
                .. Columns(isTzsp ? FieldsLikeTzsp : Fields),
            ]);
        await SendWhenListening(port, datagrams, capture);
        string[][] captured = Table(await capture);

        if (isTzsp)
        {
            Array.ForEach(dissected,
                row => row[3] = (double.Parse(row[3], CultureInfo.InvariantCulture) / 2).ToString(CultureInfo.InvariantCulture));
        }

        // Generations of Wireshark do not agree which flag of PEEKREMOTE is the short guard interval, from which and the MCS the rate
        // follows.
        foreach (string[] row in dissected.Where(row => !isTzsp && (row[6] + row[9]).Length > 0))
        {
            row[3] = row[8] = "";
        }

        // Radiotap says more than some dissectors do: they leave out the frequency of a channel, bandwidths and guard intervals.
        string[][] asDissected = [.. captured.Zip(dissected,
            (ours, theirs) => ours.Zip(theirs, (our, their) => their.Length == 0 ? "" : our).ToArray())];
        Assert.That(captured, Has.Length.EqualTo(datagrams.Length));
        Assert.That(asDissected, Is.EqualTo(dissected));
    }

    [Test]
    public async Task A_port_in_use_is_said()
    {
        using var work = new Workplace();
        using var other = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)other.Client.LocalEndPoint!).Port;

        Output output = await work.Tshark("-i", "wsbridge-udp", "-o", $"extcap.wsbridge_udp.port:{port}");

        Assert.That(output.Errors, Does.Contain($"UDP port {port} of 127.0.0.1 is in use: "));
    }

    [TestCase("TERM")]
    [TestCase("INT")]
    [TestCase("closed")]
    [TestCase("quit")]
    public async Task It_stops_at_once_also_when_nothing_comes_and_leaves_nothing(string how)
    {
        using var work = new Workplace();
        using var capture = new ExtcapProcess(work, "wsbridge-udp", "--port", $"{FreePort()}");
        Assert.That(() => capture.Length, Is.Positive.After(10_000, 20), "it listens");

        (TimeSpan time, int status, string errors) = capture.Stop(how);

        Assert.That((status, errors), Is.EqualTo((0, "")));
        Assert.That(time, Is.LessThan(ExtcapProcess.LongestStop));
        (await work.PlainTshark("-r", capture.Written)).AssertGood();
    }

    private static string[] Columns(IEnumerable<string> fields) =>
        ["-T", "fields", "-E", "separator=|", .. fields.SelectMany(field => (string[])["-e", field])];

    private static string[][] Table(Output output) => [.. output.Good().Select(line => line.Split('|'))];

    private static int FreePort()
    {
        using var probe = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.Client.LocalEndPoint!).Port;
    }

    private static async Task SendWhenListening(int port, byte[][] datagrams, Task capture)
    {
        // In /proc/net/udp the local address is "0100007F:port", in hexadecimal digits.
        while (!capture.IsCompleted && !File.ReadAllText("/proc/net/udp").Contains($"0100007F:{port:X4} ", StringComparison.Ordinal))
        {
            await Task.Delay(50);
        }

        using var sender = new UdpClient();
        foreach (byte[] datagram in datagrams)
        {
            await sender.SendAsync(datagram, new IPEndPoint(IPAddress.Loopback, port));
        }
    }
}
