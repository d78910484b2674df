using System.Diagnostics;
using System.Globalization;
using WsBridge.Benchmarks.Captures;
using WsBridge.Benchmarks.Commands;

namespace WsBridge.Benchmarks.Endurance;

/// <summary>A replay that goes on and on through capture source, dumpcap, tshark and the bridge.</summary>
internal sealed class Soak(Programs programs, double minutes, int rate, TextWriter output)
{
    /// <summary>A quarter of it is management and EAPOL, and clients come again: what is kept of them does not grow by itself.</summary>
    private static readonly CapturePlan Plan = new("soak", 100_000, 200, 4_000, 1_200);

    private const double MostBeside = 1.2;
    private const string Tshark = "tshark";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Runs it.</summary>
    /// <param name="folder">Where the capture is, or is written.</param>
    /// <param name="scratch">Where what was captured is written: up to 400 octets a frame.</param>
    /// <returns>Memory is level, and what was shown is what the file shows.</returns>
    public bool Run(string folder, string scratch)
    {
        string capture = CaptureFile.In(folder, Plan), live = Path.Combine(scratch, "live.pcapng");
        double seconds = DurationOf(capture);
        string speed = (rate * seconds / Plan.Frames).ToString("0.###", CultureInfo.InvariantCulture);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{minutes:0.#} minutes, {rate:N0} frames/s, {Machine.Describe(programs.Tshark)}"));

        ShownLines shown = Follow(
            [
                "tshark", "-i", "wsbridge-replay", "-o", $"extcap.wsbridge_replay.file:{capture}", "-o", "extcap.wsbridge_replay.loop:true",
                "-o", $"extcap.wsbridge_replay.speed:{speed}", "-a", $"duration:{minutes * 60:0}", "-w", live, "-P", .. ShownLines.Options,
            ],
            out MemoryTrail trail,
            out TimeSpan took);
        bool isLevel = trail.Print(output, growing: Tshark);

        // Of each frame tshark keeps something by itself: what the bridge adds shows beside tshark alone on the same file.
        ShownLines offline = Follow(["tshark", "-r", live, .. ShownLines.Options], out MemoryTrail ofFile, out _);
        double bridged = ofFile.MostOf(Tshark) / 1e6;
        double plain = new TimedCommand(Tshark, programs.Tshark, "-n", "-r", live, "-T", "fields", "-e", "frame.number").PeakOctets() / 1e6;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  tshark on the file: alone {plain:0.0} MB, with the bridge {bridged:0.0} MB"));
        string[] lost = [.. offline.Found.Except(shown.Found)], more = [.. shown.Found.Except(offline.Found)];
        double perSecond = shown.Frames / took.TotalSeconds;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {shown.Frames:N0} frames in {took.TotalSeconds:0} s ({perSecond:N0}/s); the file has {offline.Frames:N0}"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  findings on {shown.Found.Count:N0} frames, of the file {offline.Found.Count:N0}: {lost.Length} lost, {more.Length} more"));
        foreach (string line in lost.Take(5).Concat(more.Take(5)))
        {
            output.WriteLine($"    {line}");
        }

        bool isSame = lost.Length == 0 && more.Length == 0 && shown.Frames == offline.Frames && shown.Found.Count > 0;
        return isLevel && isSame && bridged <= plain * MostBeside;
    }

    private ShownLines Follow(string[] arguments, out MemoryTrail trail, out TimeSpan took)
    {
        var processes = new Marked();
        var followed = new MemoryTrail(processes);
        using var stop = new CancellationTokenSource();
        long start = Stopwatch.GetTimestamp();
        using Process process = processes.Start(programs.Wsbridge, arguments);
        var following = new Thread(() => followed.Follow(Second, stop.Token));
        following.Start();
        ShownLines shown = ShownLines.Of(process);
        stop.Cancel();
        following.Join();
        took = Stopwatch.GetElapsedTime(start);
        trail = followed;
        return shown;
    }

    private static double DurationOf(string path)
    {
        long? first = null;
        long last = 0;
        using Capture.CaptureReader reader = Capture.CaptureReader.Open(File.OpenRead(path), path);
        while (reader.TryRead(out Capture.CaptureRecord record))
        {
            first ??= record.TimeNanoseconds;
            last = record.TimeNanoseconds;
        }

        return (last - (first ?? 0)) / 1e9;
    }
}
