using System.Diagnostics;
using System.Globalization;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>
/// What a signal ends is over within a second: no process of ours and no file lives on, and the exit status is the one of tshark.
/// </summary>
[Category(Categories.OneWireshark)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class TerminationTests
{
    private const int Step = 8;
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly string Recording = Recordings.TwoPmkids;

    [Test]
    public async Task A_signal_to_wsbridge_tshark_ends_all_of_it([Values("TERM", "HUP", "INT", "KILL")] string signal,
        [Values] bool byWrapper)
    {
        using var work = new Workplace();
        string program = byWrapper ? Wrapper() : Programs.WsBridge;
        _ = Programs.Tshark;

        int alone = await StatusAfter(work, signal, Programs.FindTshark()!, ["-n", "-l", "-r", "-"], analyzer: false);
        int status = await StatusAfter(work, signal, program, ["tshark", "-n", "-l", "-r", "-"], analyzer: true);

        Assert.That(status, Is.EqualTo(alone));
    }

    [Test]
    public async Task A_signal_to_the_wrapper_while_it_builds_ends_the_build([Values("TERM", "HUP", "INT", "KILL")] string signal)
    {
        using var work = new Workplace();
        foreach (string name in (string[])["src", "extcap", "lua", "Directory.Build.props", "Directory.Packages.props", "global.json"])
        {
            work.Write(name, "");
        }

        string wrapper = work.Script("wsbridge", await File.ReadAllTextAsync(Path.Combine(RepositoryPaths.Root, "wsbridge")));
        work.Script("dotnet", $"echo $$ >'{work.Path("building")}'; exec sleep 60");
        string path = Path.GetDirectoryName(wrapper) + ":" + Environment.GetEnvironmentVariable("PATH");

        using Process process = Start(work, wrapper, ["--version"], new Dictionary<string, string?> { ["PATH"] = path });
        Assert.That(() => File.Exists(work.Path("building")), Is.True.After(10_000, 20));
        int status = await End(work, process, signal);

        Assert.That(status, Is.EqualTo(128 + signal switch { "HUP" => 1, "INT" => 2, "KILL" => 9, _ => 15 }));
    }

    [Test]
    public async Task Tshark_has_the_signals_of_whoever_started_us()
    {
        using var work = new Workplace();
        string fake = work.Script("tshark", "exec grep -E '^Sig(Blk|Ign)' /proc/self/status");

        string[] lines =
            (await work.Run("sh", ["-c", "trap '' HUP; \"$0\"; \"$1\" tshark", fake, Programs.WsBridge],
                new Dictionary<string, string?> { ["WSBRIDGE_TSHARK"] = fake })).Good();

        const ulong brokenPipe = 1UL << 12;
        Assert.That(lines[2], Is.EqualTo(lines[0]), "blocked");
        Assert.That(Mask(lines[3]), Is.EqualTo(Mask(lines[1]) & ~brokenPipe), "ignored");

        static ulong Mask(string line) => ulong.Parse(line.Split('\t')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    [TestCase("TERM")]
    [TestCase("KILL")]
    public async Task A_signal_while_it_captures_removes_what_was_made_for_the_capture_sources(string signal)
    {
        using var work = new Workplace();
        string tshark = work.Script("tshark", $"echo started; exec sleep 60");

        using Process process = Start(work, Programs.WsBridge, ["tshark", "-i", "none"],
            new Dictionary<string, string?> { ["WSBRIDGE_TSHARK"] = tshark });
        await process.StandardOutput.ReadLineAsync();
        string[] made = Directory.GetDirectories(work.Temporary, "wsbridge-*");
        await End(work, process, signal);

        Assert.That(made, Has.Length.EqualTo(1));
        Assert.That(Directory.GetDirectories(work.Temporary, "wsbridge-*"), Is.Empty);
    }

    [TestCase("TERM")]
    [TestCase("HUP")]
    [TestCase("INT")]
    [TestCase("KILL")]
    public async Task A_signal_while_a_file_is_written_leaves_none(string signal)
    {
        using var work = new Workplace();
        using Process process = Start(work, Programs.WsBridge, ["analyze", "-", "-o", work.Path("findings")]);
        await process.StandardInput.BaseStream.WriteAsync((await File.ReadAllBytesAsync(Recording)).AsMemory(0, 20_000));
        await process.StandardInput.BaseStream.FlushAsync();
        string folder = Path.GetDirectoryName(work.Path("findings"))!;
        Assert.That(() => Directory.GetFiles(folder, "*.part").Length + (OurProcesses.HasUnnamedFile(process.Id, folder) ? 1 : 0),
            Is.EqualTo(1).After(10_000, 50));
        if (signal == "KILL" && Directory.GetFiles(folder, "*.part").Length > 0)
        {
            Assert.Ignore("This file system has no files without a name.");
        }

        await End(work, process, signal);

        Assert.That(Directory.GetFiles(folder), Is.Empty);
    }

    [TestCase("TERM")]
    [TestCase("HUP")]
    public async Task An_analyzer_that_is_ended_before_the_greeting_leaves_nothing(string signal)
    {
        using var work = new Workplace();
        using Process process = Start(work, Programs.WsBridge, ["serve"]);
        string? line = await process.StandardOutput.ReadLineAsync();

        await End(work, process, signal);

        Assert.That(line, Does.StartWith("WSBRIDGE\t"));
        Assert.That(Directory.GetDirectories(work.Temporary, "wsbridge-*"), Is.Empty);
    }

    [Test]
    public async Task An_analyzer_ends_when_its_client_comes_and_leaves_at_once()
    {
        using var work = new Workplace();
        using Process process = Start(work, Programs.WsBridge, ["serve"]);
        string request = (await process.StandardOutput.ReadLineAsync())!.Split('\t')[2];

        using (new FileStream(request, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))
        {
        }

        await AssertEnds(work, process);
        Assert.That(Directory.GetDirectories(work.Temporary, "wsbridge-*"), Is.Empty);
    }

    [Test]
    public async Task An_analyzer_ends_when_whoever_started_it_is_gone()
    {
        using var work = new Workplace();
        using Process process = Start(work, Programs.WsBridge, ["serve"]);
        await process.StandardOutput.ReadLineAsync();

        process.StandardOutput.Close();

        await AssertEnds(work, process);
        Assert.That(Directory.GetDirectories(work.Temporary, "wsbridge-*"), Is.Empty);
    }

    private static string Wrapper()
    {
        string wrapper = Path.Combine(RepositoryPaths.Root, "wsbridge");
        if (Path.GetDirectoryName(Programs.WsBridge) != Path.Combine(RepositoryPaths.Root, "artifacts", "wsbridge"))
        {
            Assert.Ignore("The program under test is not the one that the wrapper runs.");
        }

        return wrapper;
    }

    /// <summary>
    /// A recording that goes on and on through standard input, so that the analyzer runs; then a signal. Of its own, tshark looks whether
    /// one came only when it has read a packet.
    /// </summary>
    private static async Task<int> StatusAfter(Workplace work, string signal, string program, string[] arguments, bool analyzer)
    {
        using Process process = Start(work, program, arguments);
        Task feeding = Feed(process.StandardInput.BaseStream);
        await process.StandardOutput.ReadLineAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        if (analyzer)
        {
            Assert.That(() => OurProcesses.Analyzer(work.Temporary), Is.Not.Null.After(20_000, 50));
        }

        int status = await End(work, process, signal);
        await feeding;
        return status;
    }

    private static async Task Feed(Stream input)
    {
        byte[] recording = await File.ReadAllBytesAsync(Recording);
        try
        {
            await input.WriteAsync(recording.AsMemory(0, 40_000));
            for (int at = 40_000; at + Step < recording.Length; at += Step)
            {
                await input.WriteAsync(recording.AsMemory(at, Step));
                await input.FlushAsync();
                await Task.Delay(10);
            }
        }
        catch (IOException)
        {
            // It has ended.
        }
    }

    private static async Task<int> End(Workplace work, Process process, string signal)
    {
        OurProcesses.Signal(signal, process.Id);
        return await AssertEnds(work, process);
    }

    private static async Task<int> AssertEnds(Workplace work, Process process)
    {
        // Waits for the state, not for the promised second: on a machine that does other things too it says how long it took. Without the
        // promise each of these would live for as long as its input.
        long start = Stopwatch.GetTimestamp();
        Assert.That(() => OurProcesses.With(work.Temporary).Select(other => other.ToString()),
            Is.Empty.After((int)Limit.TotalMilliseconds, 20));
        if (Stopwatch.GetElapsedTime(start) is var took && took > Promised)
        {
            TestContext.Out.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"It took {took.TotalSeconds:0.0} s; a second is promised."));
        }

        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static Process Start(Workplace work, string program, string[] arguments, Dictionary<string, string?>? more = null)
    {
        // Under nohup, or behind & in a script, signals are ignored by whoever runs the tests, and a child would inherit that.
        string[] command = OperatingSystem.IsLinux()
            ? ["env", "--default-signal=HUP,INT,TERM", program, .. arguments]
            : [program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in work.Environment(more))
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)
            ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{program} did not start"));
        _ = process.StandardError.ReadToEndAsync();
        return process;
    }
}
