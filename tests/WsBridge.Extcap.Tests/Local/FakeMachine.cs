using WsBridge.Capture;
using WsBridge.Extcap.Capturing;
using WsBridge.Extcap.Contract;
using WsBridge.Extcap.Local;

namespace WsBridge.Extcap.Tests.Local;

/// <summary>A machine with adapters that are not there: folders as in /sys/class/net, and programs of our own in front on the PATH.</summary>
internal sealed class FakeMachine : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wsbridge-local-tests-").FullName;
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");
    private readonly CancellationTokenSource _stop = new();

    public FakeMachine()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("wsbridge-local captures on Linux alone.");
        }

        Directory.CreateDirectory(Path.Combine(_folder, "bin"));
        Directory.CreateDirectory(Path.Combine(_folder, "net"));
        Environment.SetEnvironmentVariable("PATH", $"{Path.Combine(_folder, "bin")}:{_path}");
        Environment.SetEnvironmentVariable("FAKE_MACHINE", _folder);
    }

    /// <summary>What was captured.</summary>
    public MemoryStream Output { get; } = new();

    /// <summary>The source on this machine.</summary>
    public LocalSource Source => new(Path.Combine(_folder, "net"));

    /// <summary>A file of the machine.</summary>
    public string File(string name) => Path.Combine(_folder, name);

    /// <summary>Adds an adapter: type 1 is a Wi-Fi adapter as others are, 803 gives radiotap.</summary>
    public void AddAdapter(string name, int type, bool isWifi = true)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "net", name)).FullName;
        System.IO.File.WriteAllText(Path.Combine(folder, "type"), $"{type}\n");
        System.IO.File.WriteAllText(Path.Combine(folder, "flags"), "0x1003\n");
        if (isWifi)
        {
            Directory.CreateDirectory(Path.Combine(folder, "phy80211"));
        }
    }

    /// <summary>Puts a program on the PATH, a shell script.</summary>
    public void AddProgram(string name, string script)
    {
        string path = Path.Combine(_folder, "bin", name);
        System.IO.File.WriteAllText(path, $"#!/bin/sh\n{script.ReplaceLineEndings("\n")}\n");
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Nothing but our programs is on the PATH, apart from a shell.</summary>
    public void HideOtherPrograms()
    {
        System.IO.File.CreateSymbolicLink(Path.Combine(_folder, "bin", "sh"), "/bin/sh");
        Environment.SetEnvironmentVariable("PATH", Path.Combine(_folder, "bin"));
    }

    /// <summary>A pcap file of these packets, one millisecond apart.</summary>
    public string Pcap(int linkType, params byte[][] packets)
    {
        string path = Path.Combine(_folder, "air.pcap");
        using var writer = new PcapWriter(System.IO.File.Create(path), linkType);
        for (int number = 0; number < packets.Length; number++)
        {
            writer.WritePacket(1_790_000_000_000_000_000 + (number * 1_000_000L), packets[number]);
        }

        return path;
    }

    /// <summary>Captures to the end.</summary>
    public void Capture(params (string Option, string Value)[] options) =>
        Source.Prepare(Values(options)).Run(new CaptureSession { Output = Output, Stop = _stop.Token });

    /// <summary>Tells the capture to end.</summary>
    public void Stop() => _stop.Cancel();

    public static OptionValues Values(params (string Option, string Value)[] options) => new(options.ToDictionary(option => option.Option, option => option.Value));

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        Environment.SetEnvironmentVariable("FAKE_MACHINE", null);
        _stop.Dispose();
        Output.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
