using System.Diagnostics;
using System.Globalization;
using WsBridge.Benchmarks.Captures;
using WsBridge.Benchmarks.Commands;

namespace WsBridge.Benchmarks.Endurance;

/// <summary>Many tshark with the bridge at the same time: each shows what one alone shows, and none leaves anything.</summary>
internal sealed class ManyAtOnce(Programs programs, int number, TextWriter output)
{
    /// <summary>Runs it.</summary>
    /// <param name="folder">Where the capture is, or is written.</param>
    /// <returns>All have shown the same, and no process and no pipe is left.</returns>
    public bool Run(string folder)
    {
        string capture = CaptureFile.In(folder, CapturePlan.HandshakeSample);
        long start = Stopwatch.GetTimestamp();
        ShownLines alone = ShownLines.Of(Start(new Marked(), capture));
        TimeSpan one = Stopwatch.GetElapsedTime(start);
        string[] pipes = Pipes();

        var processes = new Marked();
        start = Stopwatch.GetTimestamp();
        Process[] running = [.. Enumerable.Range(0, number).Select(_ => Start(processes, capture))];
        Task<ShownLines>[] reading =
        [
            .. running.Select(process => Task.Factory.StartNew(() => ShownLines.Of(process), TaskCreationOptions.LongRunning)),
        ];
        ShownLines[] shown = Task.WhenAll(reading).GetAwaiter().GetResult();
        TimeSpan all = Stopwatch.GetElapsedTime(start);

        int same = shown.Count(lines => lines.Frames == alone.Frames && lines.Found.SequenceEqual(alone.Found));
        SpinWait.SpinUntil(() => processes.Running().Count == 0, TimeSpan.FromSeconds(10));
        int left = processes.Running().Count, pipesLeft = Pipes().Except(pipes).Count();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{number} at once on {alone.Frames:N0} frames: {all.TotalSeconds:0.0} s, one alone {one.TotalSeconds:0.0} s"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {same} show what one alone shows, findings on {alone.Found.Count:N0} frames; {left} processes, {pipesLeft} pipes left"));
        return same == number && left == 0 && pipesLeft == 0 && alone.Found.Count > 0;
    }

    private Process Start(Marked processes, string capture) =>
        processes.Start(programs.Wsbridge, ["tshark", "-r", capture, .. ShownLines.Options]);

    private static string[] Pipes() =>
        [.. Directory.EnumerateDirectories(Path.GetTempPath(), "wsbridge-*").Where(folder => File.Exists(Path.Combine(folder, "request")))];
}
