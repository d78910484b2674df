using System.Globalization;

namespace WsBridge.Benchmarks.Endurance;

/// <summary>Memory of each process of a command, looked at again and again.</summary>
internal sealed class MemoryTrail(Marked processes)
{
    private const double MostGrowth = 1.05;

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

    /// <summary>Prints what each had in the two halves of its time.</summary>
    /// <returns>None had more in its second half, within a tolerance.</returns>
    public bool Print(TextWriter output)
    {
        bool isLevel = true;
        foreach (var process in _looks.GroupBy(look => look.Name).Where(process => process.Count() > 3))
        {
            TimeSpan half = (process.First().Time + process.Last().Time) / 2;
            double first = process.Where(look => look.Time <= half).Average(look => look.Octets) / 1e6;
            double second = process.Where(look => look.Time > half).Average(look => look.Octets) / 1e6;
            bool isKept = second <= first * MostGrowth;
            isLevel &= isKept;
            double most = process.Max(look => look.Octets) / 1e6;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {process.Key,-18} {first,7:0.0} MB, then {second,7:0.0} MB, at most {most,7:0.0} MB  {(isKept ? "level" : "GROWS")}"));
        }

        return isLevel;
    }
}
