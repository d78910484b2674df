using System.Globalization;
using WsBridge.Benchmarks.Captures;

namespace WsBridge.Benchmarks.Commands;

/// <summary>How much memory the analysis takes of captures that bring more clients than can be remembered.</summary>
internal sealed class MemoryBenchmark(Programs programs, int mostClients, TextWriter output)
{
    private const double MostMegabytes = 200;

    /// <summary>Measures and prints.</summary>
    /// <returns>Whether the limit was kept everywhere.</returns>
    public bool Run()
    {
        bool kept = true;
        foreach (Crowd all in (Crowd[])[Crowd.Probing, Crowd.Handshakes])
        {
            Crowd crowd = all with { Clients = Math.Min(all.Clients, mostClients) };
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{crowd.Name}: {crowd.Clients:N0} client addresses"));
            kept &= Measure(crowd, "analyze", "--format", "ndjson", "-");
            kept &= Measure(crowd, "roams", "--format", "ndjson", "-");
        }

        return kept;
    }

    private bool Measure(Crowd crowd, params IReadOnlyList<string> arguments)
    {
        StreamedRun run = StreamedCommand.Run(programs.Wsbridge, arguments, crowd.WriteTo);
        double megabytes = run.PeakMegabytes;
        string seconds = run.WallSeconds.ToString("0", CultureInfo.InvariantCulture);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {arguments[0],-10}peak memory {megabytes:0} MB, at most "
            + $"{MostMegabytes:0} MB  {(megabytes <= MostMegabytes ? "kept" : "MISSED")}  ({seconds} s)"));
        return megabytes <= MostMegabytes;
    }
}
