using System.Diagnostics;
using System.Globalization;
using WsBridge.Benchmarks.Captures;
using WsBridge.Testing;

namespace WsBridge.Benchmarks.Commands;

/// <summary>What a plugin costs tshark: one that asks for nothing, and one that looks at every frame, beside the same in Lua.</summary>
internal sealed class PluginsBenchmark(Programs programs, int runs, TextWriter output)
{
    private const string Field = "wsbridge.tester.u32";
    private const string NaiveField = "naive.retries";

    // What one writes who does not know what Field.new costs.
    private const string Naive = """
        local naive = Proto("naive", "Counts retries")
        local retries = ProtoField.uint32("naive.retries", "Retries")
        naive.fields = { retries }
        local retry = Field.new("wlan.fc.retry")
        local count = 0
        function naive.dissector(tvb, pinfo, tree)
           local set = retry()
           if set and set.value and not pinfo.visited then count = count + 1 end
           tree:add(naive):add(retries, count)
        end
        register_postdissector(naive)

        """;

    /// <summary>Measures and prints.</summary>
    /// <returns>Whether every limit was kept.</returns>
    public bool Run(string captures, string scratchFolder)
    {
        string capture = CaptureFile.In(captures, CapturePlan.DataHeavy);
        string script = Path.Combine(scratchFolder, "naive.lua");
        File.WriteAllText(script, Naive);
        string none = Added("none", "asks for nothing", scratchFolder);
        string every = Added("every", "counts retries", scratchFolder);
        string bare = Directory.CreateDirectory(Path.Combine(scratchFolder, "bare")).FullName;

        TimedCommand plain = Tshark("tshark");
        TimedCommand plainTwice = Tshark("tshark -2", "-2");
        TimedCommand plainFilter = Tshark("tshark -Y", "-Y", "wlan.fc.type == 3");
        TimedCommand bridge = Wsbridge("wsbridge tshark", bare);
        TimedCommand bridgeFilter = Wsbridge("wsbridge tshark -Y", bare, "-Y", "wlan.fc.type == 3");
        TimedCommand idle = Wsbridge("with a plugin that asks for nothing", none);
        TimedCommand looks = Wsbridge("with a plugin that looks at every frame", every);
        TimedCommand looksTwice = Wsbridge("with a plugin that looks at every frame, -2", every, "-2");
        TimedCommand waits = Wsbridge("with a plugin that looks at every frame, -Y its field", every, "-Y", Field + " == 4294967295");
        TimedCommand naive = Tshark("the same in Lua with Field.new", "-X", "lua_script:" + script);
        TimedCommand naiveTwice = Tshark("the same in Lua with Field.new, -2", "-2", "-X", "lua_script:" + script);
        TimedCommand naiveFilter = Tshark("the same in Lua with Field.new, -Y its field", "-X", "lua_script:" + script, "-Y",
            NaiveField + " == 4294967295");
        TimedCommand[] all =
        [
            plain,
            bridge,
            idle,
            looks,
            naive,
            plainTwice,
            looksTwice,
            naiveTwice,
            plainFilter,
            bridgeFilter,
            waits,
            naiveFilter,
        ];

        var trips = new List<double>();
        for (int run = 0; run < runs; run++)
        {
            trips.Add(RoundTrip.Measure());
            foreach (TimedCommand command in all)
            {
                command.Run();
            }
        }

        output.WriteLine(Machine.Describe(programs.Tshark));
        output.WriteLine($"Medians of {runs} runs each, one after the other in turn; output to /dev/null.");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{CapturePlan.DataHeavy.Name}: {CapturePlan.DataHeavy.Frames:N0} frames"));
        foreach (TimedCommand command in all)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {command.Name,-54}{command.Seconds,8:0.00} s  "
                + $"({command.Range.Least:0.00} to {command.Range.Most:0.00})"));
        }

        Limit[] limits =
        [
            new Limit("asks for nothing / without plugin", idle, bridge) { AtMost = 1.03 },
            new Limit("looks at every frame / plain", looks, plain) { AtMost = 2.5 },
            new Limit("looks at every frame, -2 / plain -2", looksTwice, plainTwice) { AtMost = 2.5 },
            new Limit("looks at every frame, -Y its field / plain -Y", waits, plainFilter),
            new Limit("in Lua / plain", naive, plain),
            new Limit("in Lua, -2 / plain -2", naiveTwice, plainTwice),
            new Limit("in Lua, -Y its field / plain -Y", naiveFilter, plainFilter),
        ];
        foreach (Limit limit in limits)
        {
            output.WriteLine(limit);
        }

        double frames = CapturePlan.DataHeavy.Frames;
        output.WriteLine(Microseconds("a frame that is waited for, over the bridge alone",
            (waits.Seconds - bridgeFilter.Seconds) / frames));
        output.WriteLine(Microseconds("a round trip through two pipes and cat", trips.Order().ElementAt(trips.Count / 2)));
        return limits.All(limit => limit.IsKept);

        TimedCommand Tshark(string name, params ReadOnlySpan<string> arguments) =>
            new(name, [programs.Tshark, "-n", "-r", capture, .. arguments]);

        TimedCommand Wsbridge(string name, string data, params ReadOnlySpan<string> arguments) =>
            new(name, ["env", "XDG_DATA_HOME=" + data, programs.Wsbridge, "tshark", "-n", "-r", capture, .. arguments]);
    }

    /// <summary>The folder of a user who has added tests/WsBridge.TestPlugin with this behaviour.</summary>
    /// <exception cref="FileNotFoundException">It was not built.</exception>
    private string Added(string name, string behaviour, string scratchFolder)
    {
        string built = Path.Combine(RepositoryPaths.Root, "artifacts", "bin", "WsBridge.TestPlugin", "release");
        string folder = Directory.CreateDirectory(Path.Combine(scratchFolder, name, "plugin")).FullName;
        foreach (string file in Directory.Exists(built)
            ? Directory.EnumerateFiles(built)
            : throw new FileNotFoundException($"{built} is not there: `dotnet build -c Release tests/WsBridge.TestPlugin` builds it."))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(folder, "behaviour"), behaviour);
        string data = Path.Combine(scratchFolder, name, "data");
        using Process process = Process.Start("env",
            ["XDG_DATA_HOME=" + data, programs.Wsbridge, "plugin", "add", Path.Combine(folder, "WsBridge.TestPlugin.dll")]);
        process.WaitForExit();
        return process.ExitCode == 0 ? data : throw new InvalidOperationException($"The plugin that {behaviour} could not be added.");
    }

    private static string Microseconds(string what, double seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"  {what,-54}{seconds * 1e6,8:0.0} µs");
}
