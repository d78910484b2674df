using System.Text;
using CliWrap;
using WsBridge.Capture;

namespace WsBridge.EndToEnd.Tests;

/// <summary>
/// A fresh folder for the files of one test, with a temporary and a home folder of its own for the programs that it runs. After each run
/// it is an error when a process or a pipe folder is left.
/// </summary>
internal sealed class Workplace : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wsbridge-e2e-");

    public Workplace()
    {
        Temporary = MakeFolder("tmp");
        Home = MakeFolder("home");
        OpenToAll(_folder.FullName);
    }

    /// <summary>The programs' TMPDIR.</summary>
    public string Temporary { get; }

    /// <summary>The programs' home: no profile of this user has a part in the tests.</summary>
    public string Home { get; }

    /// <summary>A path within.</summary>
    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(Path(name), text);
        return Path(name);
    }

    public string Write(string name, byte[] octets)
    {
        File.WriteAllBytes(Path(name), octets);
        return Path(name);
    }

    /// <summary>A shell script that can be run.</summary>
    public string Script(string name, string text)
    {
        string path = Write(name, "#!/bin/sh\n" + text.ReplaceLineEndings("\n"));
        OpenToAll(path);
        return path;
    }

    /// <summary>A pcap file of packets one millisecond apart.</summary>
    public string Capture(string name, int linkType, IEnumerable<byte[]> packets)
    {
        using var writer = new PcapWriter(File.Create(Path(name)), linkType);
        long time = 1_790_000_000_000_000_000;
        foreach (byte[] packet in packets)
        {
            writer.WritePacket(time += 1_000_000, packet);
        }

        return Path(name);
    }

    /// <summary><c>wsbridge</c> with these arguments.</summary>
    public Task<Output> WsBridge(params string[] arguments) => Run(Programs.WsBridge, arguments);

    /// <summary><c>wsbridge tshark</c> with these arguments.</summary>
    public Task<Output> Tshark(params string[] arguments) => Tshark(arguments, new Dictionary<string, string?>());

    /// <summary>The same with more in its environment.</summary>
    public Task<Output> Tshark(string[] arguments, IReadOnlyDictionary<string, string?> environment)
    {
        _ = Programs.Tshark; // or ignored
        return Run(Programs.WsBridge, ["tshark", "-n", .. arguments], environment);
    }

    /// <summary>tshark itself, without the bridge.</summary>
    public Task<Output> PlainTshark(params string[] arguments) => Run(Programs.Tshark, ["-n", .. arguments]);

    /// <summary>tshark with the stub, and a program in place of the analyzer.</summary>
    public Task<Output> TsharkWithHost(string host, params string[] arguments) =>
        Run(Programs.Tshark, ["-X", "lua_script:" + Programs.Stub, "-n", .. arguments],
            new Dictionary<string, string?> { ["WSBRIDGE_HOST"] = host });

    /// <summary>Runs a program to its end, within the limit that no test may exceed.</summary>
    public async Task<Output> Run(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null,
        PipeSource? input = null)
    {
        var text = new StringBuilder();
        var errors = new StringBuilder();
        string[] words = [.. arguments];
        using var limit = new CancellationTokenSource(Limit);
        int status = -1;
        try
        {
            CommandResult result = await Cli.Wrap(program)
                .WithArguments(words)
                .WithEnvironmentVariables(Environment(environment))
                .WithStandardInputPipe(input ?? PipeSource.Null)
                .WithStandardOutputPipe(PipeTarget.ToStringBuilder(text, Encoding.UTF8))
                .WithStandardErrorPipe(PipeTarget.ToStringBuilder(errors, Encoding.UTF8))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(limit.Token);
            status = result.ExitCode;
        }
        catch (OperationCanceledException)
        {
            OurProcesses.EndAll(Temporary);
            Assert.Fail($"{program} {string.Join(' ', words)} did not end within {Limit.TotalSeconds} s. So far: {text}{errors}");
        }

        await AssertNothingLeft();
        return new Output(status, text.ToString(), errors.ToString());
    }

    /// <summary>The environment of every program: ours and nothing of this user's.</summary>
    public Dictionary<string, string?> Environment(IReadOnlyDictionary<string, string?>? more = null)
    {
        var environment = new Dictionary<string, string?>
        {
            ["TMPDIR"] = Temporary,
            ["HOME"] = Home,
            ["XDG_CONFIG_HOME"] = null,
            ["WIRESHARK_CONFIG_DIR"] = null,
            ["WSBRIDGE_HOST"] = null,
            ["WSBRIDGE_TSHARK"] = Programs.FindTshark(), // named, its version is not asked for with each run
            ["WSBRIDGE_SCHEMA"] = null,
            ["WSBRIDGE_WAIT"] = null,
            ["WSBRIDGE_KEYS"] = null,
            ["WSBRIDGE_PSK"] = null,
            ["WSBRIDGE_RADIUS"] = null,
            ["WSBRIDGE_RADIUS_SECRET_FILE"] = null,
            ["NO_COLOR"] = "1",
        };
        foreach ((string name, string? value) in more ?? new Dictionary<string, string?>())
        {
            environment[name] = value;
        }

        return environment;
    }

    /// <summary>No process of ours is left, and no pipe folder.</summary>
    public async Task AssertNothingLeft()
    {
        DateTime end = DateTime.UtcNow + Grace;
        while (OurProcesses.With(Temporary).Any() && DateTime.UtcNow < end)
        {
            await Task.Delay(20);
        }

        Assert.That(OurProcesses.With(Temporary).Select(process => process.ToString()), Is.Empty, "processes are left");
        Assert.That(Directory.EnumerateFileSystemEntries(Temporary, "wsbridge-*"), Is.Empty, "pipes are left");
    }

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (UnauthorizedAccessException)
        {
            // Another user's files, left by a second generation of tshark.
        }
    }

    private string MakeFolder(string name)
    {
        string path = _folder.CreateSubdirectory(name).FullName;
        OpenToAll(path);
        return path;
    }

    // tshark may run as another user than the tests.
    private static void OpenToAll(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32("777", 8));
        }
    }
}
