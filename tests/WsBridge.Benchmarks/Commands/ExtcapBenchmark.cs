using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using WsBridge.Benchmarks.Captures;

namespace WsBridge.Benchmarks.Commands;

/// <summary>
/// The capture sources: how soon they answer Wireshark, whether a fast replay loses frames, and how long one live frame takes.
/// </summary>
internal sealed class ExtcapBenchmark(Programs programs, int runs, TextWriter output)
{
    private const int AnswersPerRun = 20;
    private const int Frames = 200;
    private const double MostMilliseconds = 5;

    // TZSP: version 1, received, 802.11; channel 36; end of tags; then the header of a Beacon.
    private static readonly byte[] Datagram =
    [
        1,
        0,
        0,
        18,
        18,
        1,
        36,
        1,
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
    ];

    private string Program => Path.Combine(Path.GetDirectoryName(programs.Wsbridge)!, "extcap", "wsbridge-extcap");

    /// <summary>Measures and prints.</summary>
    /// <returns>Whether every limit was kept.</returns>
    public bool Run(string captures, string scratchFolder)
    {
        output.WriteLine(Machine.Describe(programs.Tshark));
        output.WriteLine($"Medians of {runs} runs each, one after the other in turn.");
        bool kept = StartUp();
        kept &= Replay(CaptureFile.In(captures, CapturePlan.DataHeavy));
        return Latency(scratchFolder) && kept;
    }

    private bool StartUp()
    {
        string sshdump = Path.Combine(ExtcapFolder(), "sshdump");
        if (!File.Exists(sshdump))
        {
            throw new FileNotFoundException($"{sshdump} is not there, to compare with (Debian: wireshark-common).");
        }

        (string Name, string[] Ours, string[] Theirs)[] queries =
        [
            ("--extcap-interfaces", ["--extcap-interfaces", "--extcap-version=4.0"], ["--extcap-interfaces", "--extcap-version=4.0"]),
            ("--extcap-dlts", ["--extcap-interface", "wsbridge-ssh", "--extcap-dlts"], ["--extcap-interface", "sshdump", "--extcap-dlts"]),
            ("--extcap-config", ["--extcap-interface", "wsbridge-ssh", "--extcap-config"],
                ["--extcap-interface", "sshdump", "--extcap-config"]),
        ];
        (TimedCommand Ours, TimedCommand Theirs)[] timed = [.. queries.Select(query =>
            (Answers("wsbridge-extcap " + query.Name, Program, query.Ours), Answers("sshdump " + query.Name, sshdump, query.Theirs)))];
        TimedCommand[] all = [Answers("/bin/true", "/bin/true", []), .. timed.SelectMany(pair => (TimedCommand[])[pair.Ours, pair.Theirs])];
        RunInTurn(all);

        output.WriteLine();
        output.WriteLine($"whole process, mean of {AnswersPerRun} in each run");
        foreach (TimedCommand command in all)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {command.Name,-54}{Milliseconds(command),8:0.0} ms"));
        }

        bool kept =
            Print([.. timed.Select((pair,
                number) => new Limit($"{queries[number].Name} / sshdump", pair.Ours, pair.Theirs) { AtMost = 1.5 })]);
        return kept && timed.All(pair => Milliseconds(pair.Ours) <= 10);

        static double Milliseconds(TimedCommand command) => command.Seconds * 1000 / AnswersPerRun;
    }

    private bool Replay(string capture)
    {
        string replay = $"'{Program}' --capture --extcap-interface wsbridge-replay --file '{capture}' --speed 0 --fifo /dev/stdout";
        var read = new TimedCommand("tshark -r", programs.Tshark, "-n", "-r", capture);
        var cat = new TimedCommand("cat | tshark -i -", "/bin/sh", "-c", $"cat '{capture}' | '{programs.Tshark}' -n -i -");
        var piped = new TimedCommand("wsbridge-replay | tshark -i -", "/bin/sh", "-c", $"{replay} | '{programs.Tshark}' -n -i -");
        var alone = new TimedCommand("wsbridge-replay into cat", "/bin/sh", "-c", $"{replay} | cat");
        RunInTurn(read, cat, piped, alone);

        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"replay as fast as possible: {CapturePlan.DataHeavy.Frames:N0} "
            + $"frames, {new FileInfo(capture).Length / 1e6:0} MB"));
        foreach (TimedCommand command in (TimedCommand[])[read, cat, piped, alone])
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {command.Name,-54}{command.Seconds,8:0.00} s  "
                + $"({command.Range.Least:0.00} to {command.Range.Most:0.00})"));
        }

        bool kept = Print(new Limit("wsbridge-replay | tshark / cat | tshark", piped, cat) { AtMost = 1.25 });
        long arrived = LinesOf(programs.Wsbridge, "tshark", "-n", "-i", "wsbridge-replay", "-o", $"extcap.wsbridge_replay.file:{capture}",
            "-o", "extcap.wsbridge_replay.speed:0");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  wsbridge tshark -i wsbridge-replay shows {arrived:N0} frames  "
            + $"{(arrived == CapturePlan.DataHeavy.Frames ? "kept" : "MISSED")}"));
        return kept && arrived == CapturePlan.DataHeavy.Frames;
    }

    private bool Latency(string scratchFolder)
    {
        string fifo = Path.Combine(scratchFolder, "fifo");
        using (Process make = Process.Start("mkfifo", [fifo]))
        {
            make.WaitForExit();
        }

        int port = FreePort();
        using Process source = Process.Start(Program,
            ["--capture", "--extcap-interface", "wsbridge-udp", "--port", $"{port}", "--fifo", fifo]);
        using var pipe = new FileStream(fifo, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        using var sender = new UdpClient();
        byte[] octets = new byte[4096];
        _ = pipe.Read(octets); // the header of the file: it listens
        List<double> times = [];
        for (int frame = 0; frame < Frames; frame++)
        {
            Thread.Sleep(20);
            long start = Stopwatch.GetTimestamp();
            sender.Send(Datagram, new IPEndPoint(IPAddress.Loopback, port));
            _ = pipe.Read(octets); // all blocks that a flush hands over come in one piece
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        pipe.Close();
        source.WaitForExit();
        times.Sort();
        bool kept = times[Frames * 95 / 100] < MostMilliseconds;
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one frame, from its datagram to the pipe: median "
            + $"{times[Frames / 2]:0.00} ms, 95 of 100 within {times[Frames * 95 / 100]:0.00} ms, longest {times[^1]:0.00} ms, at most "
            + $"{MostMilliseconds:0} ms  {(kept ? "kept" : "MISSED")}"));
        return kept;
    }

    // Started by a shell, which does little else: what starting a process from here costs would hide the difference.
    private static TimedCommand Answers(string name, string program, string[] arguments) =>
        new(name, ["/bin/sh", "-c", $"for run in $(seq {AnswersPerRun}); do \"$@\" || exit; done", "sh", program, .. arguments]);

    private static long LinesOf(string program, params IReadOnlyList<string> arguments)
    {
        using Process process =
            Process.Start(new ProcessStartInfo("/bin/sh",
                ["-c", "\"$@\" 2>/dev/null | wc -l", "sh", program, .. arguments])
            { RedirectStandardOutput = true })!;
        return long.Parse(process.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture);
    }

    private static int FreePort()
    {
        using var probe = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.Client.LocalEndPoint!).Port;
    }

    private string ExtcapFolder()
    {
        using Process process =
            Process.Start(new ProcessStartInfo(programs.Tshark, ["-G", "folders"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n');

        // 4.0 says one "Extcap path"; later ones a personal and a global one, last.
        return lines.Last(line => line.Contains("xtcap path", StringComparison.Ordinal)).Split(':', 2)[1].Trim();
    }

    private void RunInTurn(params IReadOnlyList<TimedCommand> commands)
    {
        for (int run = 0; run < runs; run++)
        {
            foreach (TimedCommand command in commands)
            {
                command.Run();
            }
        }
    }

    private bool Print(params IReadOnlyList<Limit> limits)
    {
        foreach (Limit limit in limits)
        {
            output.WriteLine(limit);
        }

        return limits.All(limit => limit.IsKept);
    }
}
