using System.Diagnostics;

namespace WsBridge.Benchmarks.Commands;

/// <summary>A command that is run several times with its output thrown away.</summary>
internal sealed class TimedCommand(string name, params IReadOnlyList<string> programAndArguments)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(1);

    private readonly List<double> _seconds = [];
    private readonly List<double> _cpu = [];

    /// <summary>What the table calls it.</summary>
    public string Name => name;

    /// <summary>Median of the wall times.</summary>
    public double Seconds
    {
        get
        {
            double[] sorted = [.. _seconds.Order()];
            int middle = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    /// <summary>The shortest and the longest wall time.</summary>
    public (double Least, double Most) Range => (_seconds.Min(), _seconds.Max());

    /// <summary>Wall times of all runs in seconds, in their order.</summary>
    public IReadOnlyList<double> Walls => _seconds;

    /// <summary>Processor times of all runs in seconds, in their order.</summary>
    public IReadOnlyList<double> Cpus => _cpu;

    /// <summary>Its exit status may be any: a peer may mean something by it.</summary>
    public bool MayFail { get; init; }

    /// <summary>Runs it once and notes how long it took.</summary>
    public void Run()
    {
        double before = ChildUsage.Seconds;
        long start = Stopwatch.GetTimestamp();
        using Process process = Start();
        process.WaitForExit();
        _seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        _cpu.Add(ChildUsage.Seconds - before);
        MustHaveSucceeded(process);
    }

    /// <summary>Runs it once and notes nothing.</summary>
    public void WarmUp()
    {
        using Process process = Start();
        process.WaitForExit();
        MustHaveSucceeded(process);
    }

    /// <summary>Runs it once and tells how much memory it has had.</summary>
    public long PeakOctets()
    {
        using Process process = Start();
        var peak = new PeakMemory(process);
        do
        {
            peak.Look();
        }
        while (!process.WaitForExit(PollInterval));
        MustHaveSucceeded(process);
        return peak.Octets;
    }

    /// <summary>By way of a shell, which opens /dev/null in place of a pipe of ours and then becomes the program.</summary>
    private Process Start()
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" > /dev/null 2>&1", "sh", .. programAndArguments]);
        return Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start.");
    }

    private void MustHaveSucceeded(Process process)
    {
        if (process.ExitCode != 0 && !MayFail)
        {
            throw new InvalidOperationException(
                $"{name} ended with exit status {process.ExitCode}: {string.Join(' ', programAndArguments)}");
        }
    }
}
