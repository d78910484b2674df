using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;

namespace WsBridge.EndToEnd.Tests;

/// <summary>The capture source <c>wsbridge-local</c>, driven by the real tshark, on live radiotap interfaces.</summary>
[NonParallelizable]
[Category(Categories.SameUser)]
internal sealed class LocalTests
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    // Where others keep the processors busy, how long a process waits for its turn says nothing of ours.
    private static bool IsBusy =>
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) > 2 * Environment.ProcessorCount;

    private static string Program => Path.Combine(Path.GetDirectoryName(Programs.WsBridge)!, "extcap", "wsbridge-extcap");

    [Test]
    public async Task A_live_capture_gives_the_findings_of_the_file()
    {
        using var work = new Workplace();
        using var tap = new TapDevice("wsblocal0");
        string recording = Path.Combine(Testing.RepositoryPaths.Captures, "13h_ft-psk_badmic-m4-once.pcapng");
        List<Packet> packets = Recordings.PacketsOf(recording);

        List<ShownFinding> read =
            ShownFinding.FromTshark(ShownFrame.From((await work.Tshark(["-r", recording, .. ShownFrame.Options])).AssertGood().Text));
        Task<Output> capture =
            work.Tshark([
                "-i",
                "wsbridge-local",
                "-o",
                "extcap.wsbridge_local.adapter:wsblocal0",
                "-c",
                $"{packets.Count}",
                .. ShownFrame.Options,
            ]);
        await SendWhenCapturing(work, tap, packets, speed: 2, capture);
        List<ShownFinding> captured = ShownFinding.FromTshark(ShownFrame.From((await capture).AssertGood().Text));

        // What was sent at twice the speed says other times in its sentences.
        Assert.That(captured.Select(WhatOf), Is.EqualTo(read.Select(WhatOf)).And.Not.Empty);

        static string WhatOf(ShownFinding finding) => $"{finding.Frame} {finding.Severity} {finding.Rule}";
    }

    [Test]
    public async Task A_capture_filter_is_honoured()
    {
        using var work = new Workplace();
        using var tap = new TapDevice("wsblocal1");

        Task<Output> capture = work.Tshark("-i", "wsbridge-local", "-o", "extcap.wsbridge_local.adapter:wsblocal1", "-f",
            "type mgt subtype probe-req", "-c", "2", "-T", "fields", "-e", "wlan.fc.type_subtype");
        await SendWhenCapturing(work, tap,
            [.. Enumerable.Range(1,
            4).Select(number => new Packet(number, LinkTypes.Radiotap, Frame((byte)(number % 2 == 0 ? 0x40 : 0x80), number), 0))],
            speed: 0, capture);

        Assert.That((await capture).Good(), Is.EqualTo((string[])["0x0004", "0x0004"]));
    }

    [Test]
    public void A_frame_is_in_the_pipe_at_once()
    {
        using var work = new Workplace();
        using var tap = new TapDevice("wsblocal2");
        (Process capture, FileStream fifo) = Start(work, tap.Name, []);

        var milliseconds = new List<double>();
        for (int number = 0; number < 30; number++)
        {
            Thread.Sleep(20);
            long sent = Stopwatch.GetTimestamp();
            tap.Send(Frame(0x80, number));
            ReadBlock(fifo);
            milliseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }

        Stop(capture, "TERM");
        fifo.Dispose();
        milliseconds.Sort();
        TestContext.Out.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"median {milliseconds[15]:0.00} ms, longest {milliseconds[^1]:0.00} ms"));
        Assert.That(milliseconds[15], Is.LessThan(IsBusy ? 50 : 5));
    }

    [TestCase("TERM")]
    [TestCase("INT")]
    [TestCase("closed")]
    [TestCase("quit")]
    public async Task It_stops_at_once_with_whole_records_while_nothing_is_on_the_air(string how)
    {
        using var work = new Workplace();
        using var tap = new TapDevice("wsblocal3");
        string control = work.Path("control");
        Process.Start("mkfifo", control).WaitForExit();
        (Process capture, FileStream fifo) = Start(work, tap.Name, ["--extcap-control-in", control]);
        using var toolbar = new FileStream(control, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        tap.Send(Frame(0x80, 1));
        ReadBlock(fifo);

        switch (how)
        {
            case "closed":
                fifo.Dispose();
                break;
            case "quit":
                toolbar.Write([(byte)'Q', 0, 0, 0]);
                break;
        }

        Stop(capture, how is "TERM" or "INT" ? how : null);
        Assert.That(how == "closed" || fifo.ReadByte() == -1, Is.True, "nothing follows the block");
        fifo.Dispose();
        await work.AssertNothingLeft();
    }

    [TestCase("TERM")]
    [TestCase("KILL")]
    [TestCase("INT to all")]
    public async Task Channel_and_state_are_put_back(string how)
    {
        using var work = new Workplace();
        using var tap = new TapDevice("wsblocal5");
        Process.Start("ip", ["link", "set", tap.Name, "down"]).WaitForExit();
        string channel = work.Write("channel", "5180 80 5210\n");
        Directory.CreateDirectory(work.Path("bin"));
        work.Script("bin/iw", $"""
            case "$1 $3 $4" in
                'dev info ') printf 'Interface x\n\ttype monitor\n\twiphy 0\n\tchannel 36 (5180 MHz), width: 80 MHz, center1: 5210 MHz\n' ;;
                'dev set freq') shift 4; echo "$*" > '{channel}' ;;
            esac
            """);
        (Process capture, FileStream fifo) = Start(work, tap.Name, ["--hop", "1,6,11/50"], newSession: true, path: work.Path("bin"));
        Assert.That(() => File.ReadAllText(channel), Is.EqualTo("2437\n").After(10_000, 10), "it hops");

        if (how == "TERM")
        {
            Stop(capture, "TERM");
        }
        else
        {
            OurProcesses.Signal(how.Split(' ')[0], how.EndsWith("all", StringComparison.Ordinal) ? -capture.Id : capture.Id);
            Assert.That(capture.WaitForExit(Hang), Is.True);
            capture.Dispose();
        }

        fifo.Dispose();
        Assert.That(() => File.ReadAllText(channel), Is.EqualTo("5180 80 5210\n").After(5000, 20));
        Assert.That(() => File.ReadAllText($"/sys/class/net/{tap.Name}/flags"), Is.EqualTo("0x1002\n").After(5000, 20));
        await work.AssertNothingLeft();
        Assert.That(File.ReadAllText(channel), Is.EqualTo("5180 80 5210\n"), "also when all is over");
    }

    [TestCase("TERM")]
    [TestCase("KILL")]
    public async Task Dumpcap_captures_where_this_user_may_not_and_ends_with_it(string how)
    {
        using var work = new Workplace();
        using var tap = new TapDevice("wsblocal6");
        Directory.CreateDirectory(work.Path("bin"));
        File.Copy("/usr/bin/dumpcap", work.Path("bin/dumpcap"));
        Programs.Need("setcap", "libcap2-bin");
        Process.Start("setcap", ["cap_net_raw,cap_net_admin+eip", work.Path("bin/dumpcap")]).WaitForExit();
        (Process capture, FileStream fifo) = Start(work, tap.Name, [], path: work.Path("bin"), user: 65534);

        tap.Send(Frame(0x80, 1));
        ReadBlock(fifo);

        Assert.That(OurProcesses.With(work.Temporary).Any(process => process.Arguments[0] == "dumpcap"), Is.True);
        if (how == "KILL")
        {
            capture.Kill();
            capture.WaitForExit();
            capture.Dispose();
        }
        else
        {
            Stop(capture, how);
        }

        fifo.Dispose();
        await work.AssertNothingLeft();
    }

    [Test]
    public void An_adapter_that_goes_is_said()
    {
        using var work = new Workplace();
        using var tap = new TapDevice("wsblocal4");
        (Process capture, FileStream fifo) = Start(work, tap.Name, []);

        tap.Dispose();

        Assert.That(capture.WaitForExit(Hang), Is.True);
        fifo.Dispose();
        Assert.That(capture.ExitCode, Is.Not.Zero);
        Assert.That(capture.StandardError.ReadToEnd(),
            Does.StartWith("Capturing on wsblocal4 ended: ").And.Contain("Plug the adapter in again").And.Matches("^[^\n]*\n$"));
    }

    [TestCase("adapter:wlan9", "There is no adapter wlan9; ")]
    [TestCase("adapter:lo", "lo is no Wi-Fi adapter; ")]
    public async Task What_is_wrong_is_said_by_tshark(string option, string sentence)
    {
        using var work = new Workplace();

        Output output = await work.Tshark("-i", "wsbridge-local", "-o", $"extcap.wsbridge_local.{option}");

        Assert.That(output.Errors, Does.Contain(sentence));
    }

    [Test]
    public async Task Options_come_through_tshark_and_a_device_without_a_radio_has_no_channel()
    {
        using var work = new Workplace();
        using var tap = new TapDevice("wsblocal7");

        Output output = await work.Tshark("-i", "wsbridge-local", "-o", "extcap.wsbridge_local.channel:36", "-o",
            "extcap.wsbridge_local.adapter:wsblocal7", "-o", "extcap.wsbridge_local.goneafter:5000");

        Assert.That(output.Errors,
            Does.Match(@"wsblocal7 has no channel that could be set \(.+\); leave channel, hop and follow empty to capture it as it is\.|Monitor mode and channels need iw"));
    }

    private static (Process Capture, FileStream Fifo) Start(Workplace work, string adapter, string[] options, bool newSession = false,
        string? path = null, int user = 0)
    {
        string fifo = work.Path("fifo");
        Process.Start("mkfifo", ["-m", "666", fifo]).WaitForExit();

        // A signal that whoever runs the tests ignores, as nohup does, would be ignored here too.
        string[] wrapper = newSession ? ["setsid"] : user != 0 ? ["setpriv", "--reuid", $"{user}", "--clear-groups"] : [];
        var start = new ProcessStartInfo("env",
            [
            "--default-signal=HUP,INT,TERM",
            .. wrapper,
            Program,
            "--capture",
            "--extcap-interface",
            "wsbridge-local",
            "--fifo",
            fifo,
            "--adapter",
            adapter,
            .. options,
        ])
        { RedirectStandardError = true };
        foreach ((string name, string? value) in work.Environment())
        {
            start.Environment[name] = value;
        }

        start.Environment["PATH"] = path is null ? start.Environment["PATH"] : $"{path}:{start.Environment["PATH"]}";
        Process capture = Process.Start(start)!;
        var reader = new FileStream(fifo, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        ReadBlock(reader); // the section header
        ReadBlock(reader); // the interface, when frames are captured
        return (capture, reader);
    }

    // Type, length of the whole block, and the rest of it.
    private static void ReadBlock(FileStream pipe)
    {
        byte[] head = new byte[8];
        pipe.ReadExactly(head);
        pipe.ReadExactly(new byte[BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4)) - head.Length]);
    }

    private static void Stop(Process capture, string? signal)
    {
        long stopped = Stopwatch.GetTimestamp();
        if (signal is not null)
        {
            OurProcesses.Signal(signal, capture.Id);
        }

        bool ended = capture.WaitForExit(Hang);
        if (!ended)
        {
            capture.Kill();
        }

        Assert.That(ended, Is.True, "it does not stop");
        Assert.That(Stopwatch.GetElapsedTime(stopped), Is.LessThan(IsBusy ? TimeSpan.FromSeconds(5) : TimeSpan.FromMilliseconds(500)));
        Assert.That((capture.ExitCode, capture.StandardError.ReadToEnd()), Is.EqualTo((0, "")));
        capture.Dispose();
    }

    /// <summary>Sends packets with the gaps that they have, divided by the speed; 0 sends them at once.</summary>
    private static async Task SendWhenCapturing(Workplace work, TapDevice tap, IReadOnlyList<Packet> packets, double speed, Task capture)
    {
        // tshark makes its file when the header of the capture has come through the pipe.
        while (!capture.IsCompleted && !Directory.EnumerateFiles(work.Temporary, "*.pcapng").Any())
        {
            await Task.Delay(20);
        }

        long start = Stopwatch.GetTimestamp();
        foreach (Packet packet in packets)
        {
            TimeSpan due = speed == 0
                ? TimeSpan.Zero
                : TimeSpan.FromMilliseconds(
                    (packet.TimeNanoseconds - packets[0].TimeNanoseconds) / 1e6 / speed) - Stopwatch.GetElapsedTime(start);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due);
            }

            tap.Send(packet.Octets);
        }
    }

    // Radiotap without a field; a MAC header of this first octet; a number.
    private static byte[] Frame(byte control, int number)
    {
        byte[] packet =
        [
            0,
            0,
            8,
            0,
            0,
            0,
            0,
            0,
            control,
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
            0,
            0,
            0,
            0,
        ];
        BinaryPrimitives.WriteInt32LittleEndian(packet.AsSpan(32), number);
        return packet;
    }
}
