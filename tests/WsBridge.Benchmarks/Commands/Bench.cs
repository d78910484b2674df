using System.Globalization;
using WsBridge.Benchmarks.Captures;
using WsBridge.Testing;

namespace WsBridge.Benchmarks.Commands;

/// <summary>
/// The whole table of docs/performance.md in one run: ours beside the peers that are there, and beside a build of before where one is named.
/// </summary>
/// <param name="programs">What is measured.</param>
/// <param name="runs">How often.</param>
/// <param name="wlantest">A wlantest to compare with; null for none.</param>
/// <param name="before">A wsbridge to compare with; null for none.</param>
/// <param name="output">Where the table goes.</param>
internal sealed class Bench(Programs programs, int runs, string? wlantest, string? before, TextWriter output)
{
    private const int ManyKeys = 1000;
    private const string SmallCapture = "01_wpa2-psk.pcapng";

    /// <summary>What one command says in one pipe, as a pipeline takes it.</summary>
    private const string IntoPipe = "\"$@\" | cat";

    /// <summary>A shell for each capture of a tree, as people do it.</summary>
    private const string ForEach = "find \"$1\" -name '*.pcapng' -exec \"$2\" -o \"$3\" {} \\;";

    /// <summary>Measures and prints.</summary>
    /// <param name="captures">Where the captures are, or are written.</param>
    /// <param name="scratch">Where peers write.</param>
    /// <param name="table">A page in which the table is put in place of the one before; null for none.</param>
    /// <returns>Whether every limit was kept, or missed within the noise.</returns>
    public bool Run(string captures, string scratch, string? table)
    {
        var peers = Peers.Find(scratch, wlantest);
        string data = CaptureFile.In(captures, CapturePlan.DataHeavy);
        string handshakes = CaptureFile.In(captures, CapturePlan.HandshakeHeavy);
        string small = Path.Combine(RepositoryPaths.Root, "captures", SmallCapture);
        string hashes = Path.Combine(scratch, "hashes"); // a file: a peer run as root would remove a device

        Workload[] workloads =
        [
            DataHeavy(data, peers, hashes),
            HandshakeHeavy(handshakes, peers, hashes),
            Keys(handshakes, scratch),
            Bridge("data-heavy", data, scratch, emptyAtMost: 1.05),
            Bridge("handshake-heavy", handshakes, scratch, plainAtMost: 1.35),
            Filter(handshakes),
            Small(small),
            Tree(Path.Combine(RepositoryPaths.Root, "captures"), peers, hashes),
        ];
        List<string> lines =
        [
            Machine.Describe(programs.Tshark) + ".",
            $"Medians of {runs} runs of each command in turn; in brackets the least and the greatest ratio of runs beside each other.",
            "",
            "| ours / the peer | wall | CPU | to reach | |",
            "|---|---|---|---|---|",
        ];
        lines.ForEach(output.WriteLine);
        foreach (Workload workload in workloads)
        {
            workload.Run(runs);
            foreach (Comparison comparison in workload.Comparisons)
            {
                output.WriteLine(comparison.Row);
                lines.Add(comparison.Row);
            }
        }

        List<string> rest = ["", .. Peaks(data, handshakes), .. peers.Missing];
        rest.ForEach(output.WriteLine);
        if (table is not null)
        {
            BenchPage.Replace(table, "bench", [.. lines, .. rest]);
        }

        return !workloads.SelectMany(workload => workload.Comparisons).Any(comparison => comparison.IsMissed);
    }

    private Workload DataHeavy(string capture, Peers peers, string hashes)
    {
        var workload = new Workload("data-heavy");
        TimedCommand analyze = workload.Add(Analyze(capture));
        workload.Compare("analyze / a bare walk over the records", analyze, Walk(workload, capture, peers), atMost: 1.0);
        workload.Compare("analyze / hcxpcapngtool", analyze, Convert(workload, capture, peers, hashes), atMost: 0.1);
        workload.Compare("analyze / the build before", analyze, Before(workload, capture));
        return workload;
    }

    private Workload HandshakeHeavy(string capture, Peers peers, string hashes)
    {
        var workload = new Workload("handshake-heavy");
        TimedCommand analyze = workload.Add(new TimedCommand("analyze into a pipe", "/bin/sh", "-c", IntoPipe, "sh", programs.Wsbridge,
            "analyze", "--format", "ndjson", capture));
        TimedCommand roams = workload.Add(new TimedCommand("roams into a pipe", "/bin/sh", "-c", IntoPipe, "sh", programs.Wsbridge,
            "roams", "--format", "ndjson", capture));
        TimedCommand plain = workload.Add(Analyze(capture));
        TimedCommand? convert = Convert(workload, capture, peers, hashes);
        workload.Compare("analyze, ndjson into a pipe / hcxpcapngtool", analyze, convert, atMost: 0.5, cpuAtMost: 0.8);
        workload.Compare("roams, ndjson into a pipe / hcxpcapngtool", roams, convert, atMost: 0.5);
        workload.Compare("analyze / wlantest without a key", plain, Observe(workload, capture, peers), atMost: 0.08);
        workload.Compare("analyze / the build before", plain, Before(workload, capture));
        return workload;
    }

    private Workload Keys(string capture, string scratch)
    {
        var workload = new Workload("handshake-heavy with keys");
        string right = $"wpa-pwd:{Network.Passphrase}:{Network.Name}";
        TimedCommand one = workload.Add(WithKeys("one", right));
        TimedCommand many = workload.Add(WithKeys("many", [.. Others, right]));
        workload.Compare(string.Create(CultureInfo.InvariantCulture, $"{ManyKeys:N0} passphrases, the right one last / one"), many, one,
            atMost: 1.5);
        return workload;

        TimedCommand WithKeys(string name, params IEnumerable<string> keys)
        {
            string file = Path.Combine(scratch, $"keys-{name}.txt");
            File.WriteAllLines(file, keys);
            return new TimedCommand(name, programs.Wsbridge, "analyze", "--keys", file, capture);
        }
    }

    private static IEnumerable<string> Others => Enumerable.Range(1, ManyKeys - 1)
        .Select(static number => string.Create(CultureInfo.InvariantCulture, $"wpa-pwd:not the passphrase {number}:{Network.Name}"));

    private Workload Bridge(string name, string capture, string scratch, double? emptyAtMost = null, double? plainAtMost = null)
    {
        var workload = new Workload(name);
        CommandSet set = programs.On(capture, scratch);
        TimedCommand plain = workload.Add(set.Plain);
        TimedCommand empty = workload.Add(set.Empty);
        TimedCommand bridge = workload.Add(set.Bridge);
        workload.Compare("tshark with an empty Lua post-dissector / plain", empty, plain);
        workload.Compare("tshark with the bridge / plain", bridge, plain, atMost: plainAtMost);
        workload.Compare("tshark with the bridge / with an empty Lua post-dissector", bridge, empty, atMost: emptyAtMost);
        return workload;
    }

    private Workload Filter(string capture)
    {
        var workload = new Workload("handshake-heavy, one pass");
        TimedCommand plain = workload.Add(new TimedCommand("plain filter", programs.Tshark, "-n", "-r", capture, "-Y", "wlan"));
        TimedCommand ours = workload.Add(new TimedCommand("filter", programs.Wsbridge, "tshark", "-n", "-r", capture, "-Y", "wsbridge.rule"));
        workload.Compare("tshark -Y wsbridge.rule / tshark -Y wlan", ours, plain);
        return workload;
    }

    private Workload Small(string capture)
    {
        var workload = new Workload("a small capture");
        string script = Path.Combine(RepositoryPaths.Root, "wsbridge");
        TimedCommand plain = workload.Add(new TimedCommand("tshark", programs.Tshark, "-n", "-r", capture));
        TimedCommand bridge = workload.Add(new TimedCommand("./wsbridge tshark", script, "tshark", "-n", "-r", capture));
        TimedCommand analyze = workload.Add(Analyze(capture));
        workload.Compare("./wsbridge tshark / tshark, whole process", bridge, plain, atMost: 1.10);
        workload.Compare("analyze / tshark, whole process", analyze, plain, atMost: 0.03);
        workload.Compare("analyze / the build before", analyze, Before(workload, capture));
        return workload;
    }

    private Workload Tree(string folder, Peers peers, string hashes)
    {
        int count = Directory.GetFiles(folder, "*.pcapng", SearchOption.AllDirectories).Length;
        var workload = new Workload($"a tree of {count} small captures");
        TimedCommand ours = workload.Add(new TimedCommand("tree", programs.Wsbridge, "analyze", "--recursive", folder) { MayFail = true });
        TimedCommand? theirs = peers.Converter is { } converter
            ? workload.Add(new TimedCommand("for each", "/bin/sh", "-c", ForEach, "sh", folder, converter, hashes) { MayFail = true })
            : null;
        workload.Compare("analyze in one command / hcxpcapngtool for each", ours, theirs, atMost: 0.2);
        return workload;
    }

    private IEnumerable<string> Peaks(string data, string handshakes)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"Peak memory of `analyze`: data-heavy {Peak(data):0} MB, handshake-heavy "
            + $"{Peak(handshakes):0} MB (to reach: 30 MB).");

        double Peak(string capture) => Analyze(capture).PeakOctets() / 1e6;
    }

    private TimedCommand Analyze(string capture) => new("analyze", programs.Wsbridge, "analyze", capture);

    private TimedCommand? Before(Workload workload, string capture) =>
        before is null ? null : workload.Add(new TimedCommand("the build before", before, "analyze", capture));

    private static TimedCommand? Walk(Workload workload, string capture, Peers peers) =>
        peers.Walk is null ? null : workload.Add(new TimedCommand("walk", peers.Walk, capture));

    private static TimedCommand? Convert(Workload workload, string capture, Peers peers, string hashes) =>
        peers.Converter is null ? null : workload.Add(new TimedCommand("hcxpcapngtool", peers.Converter, "-o", hashes, capture));

    private static TimedCommand? Observe(Workload workload, string capture, Peers peers) =>
        peers.Wlantest is null ? null : workload.Add(new TimedCommand("wlantest", peers.Wlantest, "-r", capture) { MayFail = true });
}
