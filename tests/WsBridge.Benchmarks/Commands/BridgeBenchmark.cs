using System.Globalization;
using WsBridge.Benchmarks.Captures;

namespace WsBridge.Benchmarks.Commands;

/// <summary>What the bridge costs tshark, and how fast analyze is, on three captures.</summary>
internal sealed class BridgeBenchmark(Programs programs, int runs, TextWriter output)
{
    /// <summary>Measures and prints.</summary>
    /// <returns>Whether every limit was kept.</returns>
    public bool Run(string captures, string scratchFolder)
    {
        output.WriteLine(Machine.Describe(programs.Tshark));
        output.WriteLine($"Median of {runs} runs each, one after the other in turn; output to /dev/null.");

        CommandSet data = Measure(CapturePlan.DataHeavy, captures, scratchFolder);
        bool kept = Print(
            new Limit("empty post-dissector / plain", data.Empty, data.Plain),
            new Limit("bridge / plain", data.Bridge, data.Plain),
            new Limit("bridge / empty post-dissector", data.Bridge, data.Empty) { AtMost = 1.25 },
            Analyze(data));

        CommandSet handshakes = Measure(CapturePlan.HandshakeHeavy, captures, scratchFolder);
        kept &= Print(
            new Limit("empty post-dissector / plain", handshakes.Empty, handshakes.Plain),
            new Limit("bridge / plain", handshakes.Bridge, handshakes.Plain) { AtMost = 1.6 },
            new Limit("bridge / empty post-dissector", handshakes.Bridge, handshakes.Empty),
            Analyze(handshakes));

        CommandSet links = Measure(Crowd.MultiLink.Name, Crowd.MultiLink.In(captures), scratchFolder);
        return Print(
            new Limit("bridge / plain", links.Bridge, links.Plain),
            new Limit("bridge / empty post-dissector", links.Bridge, links.Empty),
            new Limit("tshark -Y / analyze", links.Filter, links.Analyze)) && kept;
    }

    private static Limit Analyze(CommandSet commands) => new("tshark -Y / analyze", commands.Filter, commands.Analyze) { AtLeast = 10 };

    private CommandSet Measure(CapturePlan plan, string captures, string scratchFolder) =>
        Measure(string.Create(CultureInfo.InvariantCulture, $"{plan.Name}, {plan.Frames:N0} frames"), CaptureFile.In(captures, plan),
            scratchFolder);

    private CommandSet Measure(string name, string capture, string scratchFolder)
    {
        CommandSet commands = programs.On(capture, scratchFolder);
        long peak = commands.Analyze.PeakOctets(); // also brings the file into the page cache
        commands.Run(runs);

        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {new FileInfo(capture).Length / 1e6:0} MB; peak memory of analyze {peak / 1e6:0} MB"));
        foreach (TimedCommand command in commands.All)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {command.Name,-54}{command.Seconds,8:0.00} s  "
                + $"({command.Range.Least:0.00} to {command.Range.Most:0.00})"));
        }

        return commands;
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
