using System.Diagnostics;
using System.Globalization;
using WsBridge.Benchmarks.Captures;
using WsBridge.Benchmarks.Commands;

namespace WsBridge.Benchmarks.Endurance;

/// <summary>
/// One network with ever more traffic: memory does not depend on it, and time grows as it does. The exchanges are as many in each: what is
/// kept of them grows to a bound of its own, which the benchmark of memory measures.
/// </summary>
internal sealed class Sizes(Programs programs, IReadOnlyList<double> gigabytes, TextWriter output)
{
    private const double MostMemory = 1.25; // of the least
    private const double MostTime = 1.5; // for each gigabyte of the largest, of what those of the others took at most
    private const double OfPlan = 0.315; // gigabytes of the data-heavy capture

    /// <summary>Runs it. Each capture is removed before the next is made.</summary>
    /// <param name="scratch">Where there is room for the largest.</param>
    /// <returns>Memory is level and time linear, within tolerances for a machine that does other things too.</returns>
    public bool Run(string scratch)
    {
        output.WriteLine(Machine.Describe(programs.Tshark));
        var measured = new List<(string Command, double Size, double Seconds, double Megabytes)>();
        foreach (double size in gigabytes)
        {
            double times = size / OfPlan;
            CapturePlan plan = CapturePlan.DataHeavy;
            string capture = CaptureFile.In(scratch, plan with
            {
                Name = "large",
                Frames = (int)(plan.Frames * times),
                Beacons = (int)(plan.Beacons * times),
            });
            double octets = new FileInfo(capture).Length / 1e9;
            foreach (string command in (string[])["analyze", "roams"])
            {
                long start = Stopwatch.GetTimestamp();
                double megabytes = new TimedCommand(command, programs.Wsbridge, command, "--format", "ndjson", capture).PeakOctets() / 1e6;
                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                measured.Add((command, octets, seconds, megabytes));
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {octets:0.00} GB  {command,-8} {seconds,7:0.0} s, {seconds / octets:0.00} s/GB, peak {megabytes:0.0} MB"));
            }

            File.Delete(capture);
        }

        return measured.GroupBy(one => one.Command).All(command =>
        {
            var largest = command.MaxBy(one => one.Size);
            IEnumerable<double> others = command.Where(one => one.Size < largest.Size).Select(one => one.Seconds / one.Size);
            return command.Max(one => one.Megabytes) <= MostMemory * command.Min(one => one.Megabytes)
                && largest.Seconds / largest.Size <= MostTime * others.DefaultIfEmpty(double.MaxValue).Max();
        });
    }
}
