using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;

namespace WsBridge.EndToEnd.Tests;

/// <summary>
/// The capture source <c>wsbridge-ssh</c>, driven by the real tshark, with real OpenSSH servers and live radiotap interfaces.
/// </summary>
[NonParallelizable]
internal sealed class SshTests
{
    // Adds 2.5 s to the times of a little-endian pcap stream.
    private const string LateClock = """
        open(my $in, '-|', '/usr/bin/tcpdump', @ARGV) or exit 1;
        $| = 1;
        sub octets { my ($n, $all) = (shift, ''); while (length($all) < $n) { sysread($in, $all, $n - length($all), length($all)) or exit 0; } $all }
        print octets(24);
        while (1) {
            my ($seconds, $micro, $length, $original) = unpack('V4', octets(16));
            $micro += 500000; $seconds += 2; if ($micro >= 1000000) { $seconds++; $micro -= 1000000; }
            print pack('V4', $seconds, $micro, $length, $original), octets($length);
        }
        """;

    [Test]
    public async Task Two_sensors_whose_clocks_differ_give_one_capture_in_order()
    {
        using var work = new Workplace();
        using var one = new TapDevice("wsbtap0");
        using var other = new TapDevice("wsbtap1");
        Directory.CreateDirectory(work.Path("late"));
        string clock = work.Write("late-clock.pl", LateClock);
        work.Script("late/tcpdump", $"exec perl '{clock}' \"$@\"");
        using var server = new SshServer(work, "sensor-a");
        using var lateServer = new SshServer(work, "sensor-b", work.Path("late"));
        string config = work.Write("ssh_config", server.Config + lateServer.Config);

        Task<Output> capture = work.Tshark([
            "-i", "wsbridge-ssh", "-o", "extcap.wsbridge_ssh.sensors:sensor-a wsbtap0; sensor-b wsbtap1", "-o",
            $"extcap.wsbridge_ssh.sshconfig:{config}", "-c", "40",
            "-T", "fields", "-E", "separator=|", "-e", "frame.interface_name", "-e", "frame.time_epoch", "-e", "wlan.fixed.timestamp", "-e", "frame.comment"]);
        ulong tsf = 0;
        while (!capture.IsCompleted)
        {
            byte[] beacon = Beacon(tsf += 102_400);
            one.Send(beacon);
            other.Send(beacon);
            await Task.Delay(50);
        }

        string[][] rows = [.. (await capture).Good().Select(line => line.Split('|'))];
        Assert.That(rows, Has.Length.EqualTo(40));
        Assert.That(rows.Select(row => row[0]).Distinct(), Is.EquivalentTo((string[])["sensor-a wsbtap0", "sensor-b wsbtap1"]));
        Assert.That(rows.Select(row => decimal.Parse(row[1], CultureInfo.InvariantCulture)), Is.Ordered);
        IGrouping<string, string[]>[] heardByBoth = [.. rows.GroupBy(row => row[2]).Where(group => group.Count() == 2)];
        Assert.That(heardByBoth, Is.Not.Empty);
        foreach (IGrouping<string, string[]> beacon in heardByBoth)
        {
            decimal[] times = [.. beacon.Select(row => decimal.Parse(row[1], CultureInfo.InvariantCulture))];
            Assert.That(times[1] - times[0], Is.LessThan(0.2m));
        }

        Assert.That(rows.Select(row => row[3]),
            Has.Some.Match(@"^WsBridge: the clock of sensor sensor-b wsbtap1 is 2\.[45]\d+ s ahead of that of sensor-a wsbtap0, "));
    }

    [Test]
    public async Task A_sensor_that_drops_out_is_said_and_connected_anew_and_leaves_nothing()
    {
        using var work = new Workplace();
        using var tap = new TapDevice("wsbtap2");
        using var server = new SshServer(work, "sensor-a");
        string config = work.Write("ssh_config", server.Config);

        Task<Output> capture = work.Tshark([
            "-i", "wsbridge-ssh", "-o", "extcap.wsbridge_ssh.sensors:sensor-a wsbtap2", "-o", $"extcap.wsbridge_ssh.sshconfig:{config}",
            "-o", "extcap.wsbridge_ssh.window:0",
            "-a", "duration:12", "-T", "fields", "-e", "frame.comment"]);
        bool isCut = false;
        for (ulong number = 1; !capture.IsCompleted; number++)
        {
            tap.Send(Beacon(number));
            await Task.Delay(50);
            if (!isCut && Capturing("wsbtap2") && number > 40)
            {
                server.Disconnect();
                isCut = true;
            }
        }

        Output output = (await capture).AssertGood();
        Assert.That(output.Lines,
            Has.Some.Contains("It is connected anew; the others go on.").And.Some.Contains(
            "WsBridge: sensor sensor-a wsbtap2 is back after "));
        Assert.That(() => Capturing("wsbtap2"), Is.False.After(5000, 50), "nothing is left on the sensor");
    }

    [Test]
    public async Task The_toolbar_changes_the_channel_of_a_sensor_that_hops_and_marks_the_next_frame_that_comes()
    {
        const byte channel = 0, hop = 1, mark = 4, set = 1;
        using var work = new Workplace();
        using var tap = new TapDevice("wsbtap3");
        Directory.CreateDirectory(work.Path("with-iw"));
        string log = work.Path("iw.log");
        work.Script("with-iw/iw", $"[ \"$5\" != 13 ] || exit 1; [ \"$3\" != set ] || echo \"$5\" >> '{log}'");
        using var server = new SshServer(work, "sensor-a", work.Path("with-iw"));
        string config = work.Write("ssh_config", server.Config);

        using var capture = new ExtcapProcess(work, "wsbridge-ssh", "--sensors", "sensor-a wsbtap3 1,6/100", "--ssh-config", config,
            "--window", "1500");
        capture.Tell(0, command: 0);
        Assert.That(() => Channels().Distinct().Take(2), Is.EqualTo((string[])["1", "6"]).After(10_000, 50), "it hops");
        capture.Tell(channel, set, "44");
        Assert.That(() => Channels()[^1], Is.EqualTo("44").After(5000, 50));
        await Task.Delay(300);
        Assert.That(Channels()[^1], Is.EqualTo("44"), "it stays there");
        capture.Tell(hop, set, "\u0001");
        Assert.That(() => Channels()[^1], Is.EqualTo("6").After(5000, 50), "it hops again");
        capture.Tell(channel, set, "13");
        Assert.That(() => capture.Said, Does.Contain("Sensor sensor-a wsbtap3: channel 13 cannot be set there.").After(5000, 50));

        tap.Send(Beacon(1));
        await Task.Delay(1000); // it is here, and held
        capture.Tell(mark, set);
        await Task.Delay(100);
        tap.Send(Beacon(2));
        Assert.That(() => capture.Said, Does.Contain("Mark 1 is on packet 2.").After(10_000, 50));

        (TimeSpan time, int status, string errors) = capture.Stop("TERM");

        Assert.That((status, errors), Is.EqualTo((0, "")));
        Assert.That(time, Is.LessThan(ExtcapProcess.LongestStop));
        Assert.That(() => Capturing("wsbtap3"), Is.False.After(5000, 50), "nothing is left on the sensor");
        int hops = Channels().Length;
        await Task.Delay(300);
        Assert.That(Channels(), Has.Length.EqualTo(hops), "nobody hops any more");
        Output shown = await work.PlainTshark("-r", capture.Written, "-Y", "frame.comment", "-T", "fields", "-e", "wlan.fixed.timestamp",
            "-e", "frame.comment");
        Assert.That(shown.Good(), Has.Exactly(1).Match(@"^2\tWsBridge mark 1, set at "));

        string[] Channels() => File.Exists(log) ? File.ReadAllLines(log) : [""];
    }

    [TestCase("TERM", false)]
    [TestCase("closed", false)]
    [TestCase("quit", false)]
    [TestCase("TERM", true)]
    public async Task It_stops_at_once_also_when_the_sensor_hangs_and_leaves_nothing(string how, bool hangs)
    {
        using var work = new Workplace();
        using var tap = new TapDevice("wsbtap4");
        using var server = new SshServer(work, "sensor-a");
        string config = work.Write("ssh_config", server.Config);
        using var capture = new ExtcapProcess(work, "wsbridge-ssh", "--sensors", "sensor-a wsbtap4", "--ssh-config", config);
        Assert.That(() => Capturing("wsbtap4"), Is.True.After(10_000, 50));
        if (hangs)
        {
            server.Hang(true);
        }

        (TimeSpan time, int status, string errors) = capture.Stop(how);

        Assert.That((status, errors), Is.EqualTo((0, "")));
        Assert.That(time, Is.LessThan(ExtcapProcess.LongestStop));
        await work.AssertNothingLeft();
        server.Hang(false);
        Assert.That(() => Capturing("wsbtap4"), Is.False.After(5000, 50), "nothing is left on the sensor");
    }

    [TestCase("host key", "its host key is not the one that ssh knows")]
    [TestCase("login", "it refuses the login")]
    [TestCase("adapter", "there is no adapter wsbtap9")]
    [TestCase("monitor mode", "the adapter cannot be put into monitor mode")]
    public async Task What_is_wrong_with_a_sensor_is_said(string what, string sentence)
    {
        using var work = new Workplace();
        Directory.CreateDirectory(work.Path("with-iw"));
        // as iw says it of an interface that is no Wi-Fi adapter
        work.Script("with-iw/iw", "echo 'command failed: No such device (-19)' >&2; exit 237\n");
        using var server = new SshServer(work, "sensor-a", work.Path("with-iw"));
        string config = work.Write("ssh_config", server.Config);
        switch (what)
        {
            case "host key":
                File.WriteAllText(server.KnownHosts, "");
                break;
            case "login":
                File.Delete(server.Identity);
                break;
        }

        Output output =
            await work.Tshark("-i", "wsbridge-ssh", "-o",
                $"extcap.wsbridge_ssh.sensors:sensor-a {(what == "monitor mode" ? "lo" : "wsbtap9")}", "-o",
                $"extcap.wsbridge_ssh.sshconfig:{config}");

        Assert.That(output.Errors, Does.Contain("Sensor sensor-a ").And.Contain(sentence));
    }

    private static bool Capturing(string adapter) =>
        Process.GetProcessesByName("tcpdump").Any(process => CommandLineOf(process.Id).Contains(adapter, StringComparison.Ordinal));

    private static string CommandLineOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return ""; // it has ended
        }
    }

    // Radiotap without a field; a Beacon: header, TSF, interval, capabilities, SSID.
    private static byte[] Beacon(ulong tsf)
    {
        byte[] packet =
        [
            0, 0, 8, 0, 0, 0, 0, 0, 0x80, 0, 0, 0, 255, 255, 255, 255, 255, 255, 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 1, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 100, 0, 0x11, 0x04, 0, 4, (byte)'t', (byte)'e', (byte)'s', (byte)'t',
        ];
        BinaryPrimitives.WriteUInt64LittleEndian(packet.AsSpan(32), tsf);
        return packet;
    }
}
