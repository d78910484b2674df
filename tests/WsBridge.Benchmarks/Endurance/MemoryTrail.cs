using System.Globalization;

namespace WsBridge.Benchmarks.Endurance;

/// <summary>Memory of each process of a command, looked at again and again.</summary>
internal sealed class MemoryTrail(Marked processes)
{
    private const double MostGrowth = 1.05;
    private const double WarmUp = 0.2; // of the time: the runtime compiles, tables fill

    private readonly List<(TimeSpan Time, string Name, long Octets)> _looks = [];

    /// <summary>Looks until it is told to stop.</summary>
    public void Follow(TimeSpan every, CancellationToken stop)
    {
        long start = TimeProvider.System.GetTimestamp();
        do
        {
            TimeSpan time = TimeProvider.System.GetElapsedTime(start);
            _looks.AddRange(processes.Running().Select(process => (time, process.Name, process.Octets)));
        }
        while (!stop.WaitHandle.WaitOne(every));
    }

    /// <summary>The most that a process has had, in octets.</summary>
    public long MostOf(string name) => _looks.Where(look => look.Name == name).Max(look => look.Octets);

    /// <summary>Prints what each had in the two halves of its time after the first fifth.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="growing">A process that may grow, because it does so by itself.</param>
    /// <returns>No other had more in its second half, within a tolerance.</returns>
    public bool Print(TextWriter output, string growing)
    {
        bool isLevel = true;
        foreach (var process in _looks.GroupBy(look => look.Name).Where(process => process.Count() > 3))
        {
            TimeSpan start = process.First().Time, length = process.Last().Time - start;
            TimeSpan warm = start + (length * WarmUp), half = warm + ((length - (length * WarmUp)) / 2);
            double first = process.Where(look => look.Time >= warm && look.Time <= half).Average(look => look.Octets) / 1e6;
            double second = process.Where(look => look.Time > half).Average(look => look.Octets) / 1e6;
            bool isKept = second <= first * MostGrowth;
            isLevel &= isKept || process.Key == growing;
            double most = process.Max(look => look.Octets) / 1e6;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {process.Key,-18} {first,7:0.0} MB, then {second,7:0.0} MB, at most {most,7:0.0} MB  {(isKept ? "level" : "GROWS")}"));
        }

        return isLevel;
    }
}
