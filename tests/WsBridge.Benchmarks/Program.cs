using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using WsBridge.Benchmarks.Commands;
using WsBridge.Benchmarks.Endurance;
using WsBridge.Testing;

namespace WsBridge.Benchmarks;

internal static class Program
{
    public static int Main(string[] args)
    {
        var runs = new Option<int>("--runs")
        {
            Description = "How often each command is run",
            DefaultValueFactory = _ => 5,
            HelpName = "N",
            Recursive = true,
        };
        runs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--runs takes a number from 1 on.");
            }
        });
        var captures = new Option<string?>("--captures")
        {
            Description = "Where the captures are, or are written and kept; a temporary folder by default",
            HelpName = "FOLDER",
            Recursive = true,
        };

        var clients = new Option<int>("--clients")
        {
            Description = "As many clients at most, for a quick look",
            DefaultValueFactory = _ => int.MaxValue,
            HelpName = "N",
        };

        var wlantest = new Option<string?>("--wlantest") { Description = "A wlantest of hostap to compare with", HelpName = "FILE" };
        var before = new Option<string?>("--before") { Description = "A wsbridge of an earlier build to compare with", HelpName = "FILE" };
        var page = new Option<string?>("--page")
        {
            Description = "A page in which the table takes the place of the one before",
            HelpName = "FILE",
        };
        var table =
            new Command("table", "Everything in docs/performance.md that has a limit, beside the peers that are there; `wsbridge bench` runs "
                + "it. Exit status 1 when a limit is missed by more than the noise.") { wlantest, before, page };
        var bridge =
            new Command("bridge", "What the bridge costs tshark and how fast analyze is, as ratios taken in one run; also without a "
                + "command. Exit status 1 when a limit is missed.");
        var micro = new Command("micro", "Reading and analysing a capture in memory: time and allocations of each frame.");
        var memory =
            new Command("memory", "Peak memory of analyze and roams on captures with more clients than can be remembered; some minutes. "
                + "Exit status 1 when it is more than 200 MB.") { clients };
        var keys =
            new Command("keys", "What keys cost analyze, beside hcxpcapngtool, which verifies nothing. Exit status 1 when a limit is "
                + "missed.");
        var compression =
            new Command("compression", "What it costs analyze that a capture is compressed, beside a pipe from zstd, gzip and lz4. Exit "
                + "status 1 when a limit is missed.");
        var plugins =
            new Command("plugins", "What a plugin costs tshark, beside the same in Lua, and what it takes to wait for each frame; some "
                + "minutes. Exit status 1 when a limit is missed.");
        var extcap =
            new Command("extcap", "How soon the capture sources answer, beside sshdump, whether a fast replay loses frames, and how long "
                + "one live frame takes. Exit status 1 when a limit is missed.");
        var minutes = new Argument<double>("MINUTES") { Description = "How long" };
        var rate = new Argument<int>("RATE") { Description = "Frames in a second", DefaultValueFactory = _ => 20_000 };
        var number = new Argument<int>("NUMBER") { Description = "How many", DefaultValueFactory = _ => 50 };
        var gigabytes = new Argument<double[]>("GB") { Description = "Sizes", DefaultValueFactory = _ => [0.25, 0.5, 1, 2, 4] };
        var soak =
            new Command("soak", "A replay through capture source, tshark and bridge, with the memory of each process, and what the file "
                + "shows afterwards. Exit status 1 when memory grows or a finding is lost.") { minutes, rate };
        var crowd =
            new Command("crowd", "Many tshark with the bridge at once. Exit status 1 when one shows something else than one alone, or "
                + "anything is left.") { number };
        var sizes =
            new Command("sizes", "analyze and roams on captures of several sizes. Exit status 1 when memory depends on the size, or time "
                + "grows faster.") { gigabytes };
        var sites = new Argument<int[]>("SITES") { Description = "Sites in one capture", DefaultValueFactory = _ => [1, 10, 100] };
        var growth =
            new Command("growth", "analyze and roams on captures with more and more sites, of 10,000 clients each. Exit status 1 when "
                + "memory is more than 200 MB, or time grows faster.") { sites, page };
        var captureCount = new Argument<int>("NUMBER") { Description = "How many", DefaultValueFactory = _ => 10_000 };
        var many =
            new Command("many", "Very many small captures in one command: with two jobs and with one, killed and resumed, and beside "
                + "tshark for each. Exit status 1 when an output differs or a limit is missed.") { captureCount };
        var root = new RootCommand("Benchmarks of WsBridge.")
        {
            runs,
            captures,
            table,
            bridge,
            micro,
            memory,
            keys,
            compression,
            plugins,
            extcap,
            soak,
            crowd,
            sizes,
            growth,
            many,
        };
        foreach (Command command in (Command[])[root, bridge])
        {
            command.SetAction(parsed => OnCaptures(parsed.GetValue(captures),
                (folder, scratch) => new BridgeBenchmark(Programs.Find(), parsed.GetValue(runs), Console.Out).Run(folder, scratch)));
        }

        table.SetAction(parsed => OnCaptures(parsed.GetValue(captures),
            (folder, scratch) => new Bench(Programs.Find(), parsed.GetValue(runs), parsed.GetValue(wlantest), parsed.GetValue(before),
            Console.Out).Run(folder, scratch, parsed.GetValue(page))));
        keys.SetAction(parsed => OnCaptures(parsed.GetValue(captures),
            (folder, scratch) => new KeysBenchmark(Programs.Find(), parsed.GetValue(runs), Console.Out).Run(folder, scratch)));
        extcap.SetAction(parsed => OnCaptures(parsed.GetValue(captures),
            (folder, scratch) => new ExtcapBenchmark(Programs.Find(), parsed.GetValue(runs), Console.Out).Run(folder, scratch)));

        compression.SetAction(parsed => OnCaptures(parsed.GetValue(captures),
            (folder, _) => new CompressionBenchmark(Programs.Find(), parsed.GetValue(runs), Console.Out).Run(folder)));
        plugins.SetAction(parsed => OnCaptures(parsed.GetValue(captures),
            (folder, scratch) => new PluginsBenchmark(Programs.Find(), parsed.GetValue(runs), Console.Out).Run(folder, scratch)));
        soak.SetAction(parsed => OnCaptures(parsed.GetValue(captures),
            (folder, scratch) => new Soak(Programs.Find(), parsed.GetValue(minutes), parsed.GetValue(rate),
            Console.Out).Run(folder, scratch)));
        crowd.SetAction(parsed => OnCaptures(parsed.GetValue(captures),
            (folder, _) => new ManyAtOnce(Programs.Find(), parsed.GetValue(number), Console.Out).Run(folder)));
        sizes.SetAction(parsed => OnCaptures(parsed.GetValue(captures),
            (_, scratch) => new Sizes(Programs.Find(), parsed.GetValue(gigabytes)!, Console.Out).Run(scratch)));
        many.SetAction(parsed => OnCaptures(parsed.GetValue(captures),
            (_, scratch) => new ManyCaptures(Programs.Find(), parsed.GetValue(runs), parsed.GetValue(captureCount),
            Console.Out).Run(scratch)));
        growth.SetAction(parsed =>
            Guarded(() => new Growth(Programs.Find(), parsed.GetValue(sites)!, Console.Out).Run(parsed.GetValue(page))));
        micro.SetAction(_ => Micro());
        memory.SetAction(parsed => Guarded(() => new MemoryBenchmark(Programs.Find(), parsed.GetValue(clients), Console.Out).Run()));
        return root.Parse(args).Invoke();
    }

    private static int OnCaptures(string? captures, Func<string, string, bool> keepsItsLimits)
    {
        DirectoryInfo scratch = Directory.CreateTempSubdirectory("wsbridge-benchmark-");
        try
        {
            string folder = Directory.CreateDirectory(captures ?? scratch.FullName).FullName;
            return Guarded(() => keepsItsLimits(folder, scratch.FullName));
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static int Guarded(Func<bool> keepsItsLimits)
    {
        if (OperatingSystem.IsWindows())
        {
            Console.Error.WriteLine("This benchmark needs /bin/sh and /dev/null.");
            return 2;
        }

        try
        {
            return keepsItsLimits() ? 0 : 1;
        }
        catch (FileNotFoundException error)
        {
            Console.Error.WriteLine(error.Message);
            return 2;
        }
    }

    /// <summary>In this process: a benchmark's own build would not find the central package versions.</summary>
    private static int Micro()
    {
        IConfig config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .WithArtifactsPath(Path.Combine(RepositoryPaths.Root, "artifacts", "benchmarks"));
        BenchmarkRunner.Run(typeof(Program).Assembly, config);
        return 0;
    }
}
