using System.Globalization;
using WsBridge.Benchmarks.Captures;
using WsBridge.Benchmarks.Commands;

namespace WsBridge.Benchmarks.Endurance;

/// <summary>
/// More sites in one capture, with as many more BSSs, clients and attempts: processor time grows as they do, and memory to a bound.
/// </summary>
internal sealed class Growth(Programs programs, IReadOnlyList<int> sites, TextWriter output)
{
    private const int ClientsOfSite = 10_000;
    private const double MostMegabytes = 200;
    private const double MostTime = 1.25; // for each client, of what it takes with fewer sites at least

    /// <summary>Runs it and prints a line for each run, then the plots.</summary>
    /// <param name="page">A page in which the plots take the place of those before; null for none.</param>
    /// <returns>Time is linear and memory bounded.</returns>
    public bool Run(string? page)
    {
        output.WriteLine(Machine.Describe(programs.Tshark));
        var measured = new List<(string Command, Sites Sites, double Microseconds, double Megabytes)>();
        foreach (Sites all in sites.Select(count => new Sites(count, ClientsOfSite)))
        {
            foreach (string command in (string[])["analyze", "roams"])
            {
                StreamedRun run = StreamedCommand.Run(programs.Wsbridge, [command, "--format", "ndjson", "-"], all.WriteTo);
                double microseconds = run.ProcessorSeconds * 1e6 / all.Clients;
                measured.Add((command, all, microseconds, run.PeakMegabytes));
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"  {all.Count,4} sites, {all.Clients,9:N0} clients  {command,-8}{run.WallSeconds,7:0.0} s, CPU "
                    + $"{run.ProcessorSeconds:0.0} s, {microseconds:0.0} µs a client, peak {run.PeakMegabytes:0} MB"));
            }
        }

        var plots = new List<string> { Machine.Describe(programs.Tshark), "" };
        plots.AddRange(Plot("Processor time of each client, µs", "µs", measured.Select(one => (one.Command, one.Sites, one.Microseconds))));
        plots.AddRange(Plot("Peak memory, MB", "MB", measured.Select(one => (one.Command, one.Sites, one.Megabytes))));
        if (page is not null)
        {
            BenchPage.Replace(page, "growth", plots);
        }

        return measured.GroupBy(one => one.Command).All(command =>
            command.MaxBy(one => one.Sites.Count).Microseconds <= MostTime * command.Min(one => one.Microseconds))
            && measured.TrueForAll(one => one.Megabytes <= MostMegabytes);
    }

    /// <summary>A Mermaid chart: two lines over the sites, analyze and roams.</summary>
    private IEnumerable<string> Plot(string title, string unit, IEnumerable<(string Command, Sites Sites, double Value)> values)
    {
        var lines = values.ToLookup(one => one.Command, one => one.Value);
        double top = Math.Ceiling(lines.SelectMany(line => line).Max() * 1.2);
        yield return "```mermaid";
        yield return "xychart-beta";
        yield return $"    title \"{title} ({string.Join(", ", lines.Select(line => line.Key))})\"";
        yield return "    x-axis \"sites of 10,000 clients and 4 BSSs\" ["
            + string.Join(", ", sites.Select(count => count.ToString(CultureInfo.InvariantCulture))) + "]";
        yield return string.Create(CultureInfo.InvariantCulture, $"    y-axis \"{unit}\" 0 --> {top:0}");
        foreach (IGrouping<string, double> line in lines)
        {
            yield return "    line [" + string.Join(", ", line.Select(value => value.ToString("0.0", CultureInfo.InvariantCulture))) + "]";
        }

        yield return "```";
        yield return "";
    }
}
