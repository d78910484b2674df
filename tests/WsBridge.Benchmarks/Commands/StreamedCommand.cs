using System.Diagnostics;

namespace WsBridge.Benchmarks.Commands;

/// <summary>A command whose capture is made while it reads it, from its standard input: as a file it would be of many GB.</summary>
internal static class StreamedCommand
{
    /// <summary>Runs it once, with its output thrown away.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="write">Writes the capture, closes it and calls its second argument now and then.</param>
    /// <returns>What it took.</returns>
    /// <exception cref="InvalidOperationException">It did not start, or ended with another status than 0.</exception>
    public static StreamedRun Run(string program, IReadOnlyList<string> arguments, Action<Stream, Action> write)
    {
        double before = ChildUsage.Seconds;
        long start = Stopwatch.GetTimestamp();
        var info = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" > /dev/null", "sh", program, .. arguments])
        {
            RedirectStandardInput = true,
        };
        using Process process = Process.Start(info) ?? throw new InvalidOperationException($"{program} did not start.");
        var peak = new PeakMemory(process);
        write(process.StandardInput.BaseStream, peak.Look);
        do
        {
            peak.Look();
        }
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(5)));

        return process.ExitCode == 0
            ? new StreamedRun(Stopwatch.GetElapsedTime(start).TotalSeconds, ChildUsage.Seconds - before, peak.Octets / 1e6)
            : throw new InvalidOperationException($"{program} ended with exit status {process.ExitCode}.");
    }
}
