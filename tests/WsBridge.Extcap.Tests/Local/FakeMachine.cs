using WsBridge.Capture;
using WsBridge.Extcap.Capturing;
using WsBridge.Extcap.Contract;
using WsBridge.Extcap.Control;
using WsBridge.Extcap.Local;

namespace WsBridge.Extcap.Tests.Local;

/// <summary>
/// A machine with adapters that are not there: folders as in /sys/class/net, and programs of our own in front on the PATH.
/// </summary>
internal sealed class FakeMachine : IDisposable
{
    // Keeps the state of each adapter in its folder; a file "refuse" has a line for each command that fails, with
    // what it then says; a file "hang" has the next one hang.
    private const string Iw = """
        echo "iw $*" >> "$FAKE_MACHINE/calls"
        net="$FAKE_MACHINE/net" adapter=$2
        if [ "$1" = 'phy#0' ]; then cat "$FAKE_MACHINE/radio"; exit; fi
        cd "$net/$adapter" && [ -e phy80211 ] || { echo 'command failed: No such device (-19)' >&2; exit 237; }
        if [ -e "$FAKE_MACHINE/hang" ]; then rm "$FAKE_MACHINE/hang"; exec sleep 60; fi
        shift 2
        if refusal=$(grep "^$1 $2=" "$FAKE_MACHINE/refuse" 2>/dev/null); then echo "${refusal#*=}" >&2; exit 240; fi
        case "$1 ${2-}" in
            'info ')
                printf 'Interface %s\n\tifindex 3\n\ttype %s\n\twiphy 0\n' "$adapter" "$(cat mode)"
                set -- $(cat channel 2>/dev/null)
                case $# in
                    1) printf '\tchannel 0 (%s MHz), width: 20 MHz (no HT), center1: %s MHz\n' "$1" "$1" ;;
                    3) printf '\tchannel 0 (%s MHz), width: %s MHz, center1: %s MHz\n' "$1" "$2" "$3" ;;
                esac
                ;;
            'set type')
                grep -q 0x1002 flags || { echo 'command failed: Device or resource busy (-16)' >&2; exit 240; }
                echo "$3" > mode
                if [ "$3" = monitor ]; then echo 803; else echo 1; fi > type
                ;;
            'set freq') shift 2; echo "$@" > channel ;;
        esac
        """;

    // link set dev ADAPTER up|down
    private const string Ip = """
        echo "ip $*" >> "$FAKE_MACHINE/calls"
        if [ "$5" = up ]; then echo 0x1003; else echo 0x1002; fi > "$FAKE_MACHINE/net/$4/flags"
        """;

    private const string Radio = """
        Wiphy phy0
        	Band 1:
        		Frequencies:
        			* 2412 MHz [1] (20.0 dBm)
        			* 2437 MHz [6] (20.0 dBm)
        			* 2462 MHz [11] (20.0 dBm)
        			* 2472 MHz [13] (disabled)
        	Band 2:
        		Frequencies:
        			* 5180.0 MHz [36] (22.0 dBm) (no IR)
        			* 5955.0 MHz [1] (22.0 dBm)
        	Supported interface modes:
        		 * managed
        		 * AP
        		 * monitor
        	Band 3:

        """;

    private readonly string _folder;
    private readonly bool _isShared;
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");
    private readonly CancellationTokenSource _stop = new();

    /// <summary>A machine of its own.</summary>
    public FakeMachine()
    {
        _folder = Directory.CreateTempSubdirectory("wsbridge-local-tests-").FullName;
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("wsbridge-local captures on Linux alone.");
        }

        Directory.CreateDirectory(Path.Combine(_folder, "bin"));
        Directory.CreateDirectory(Path.Combine(_folder, "net"));
        Environment.SetEnvironmentVariable("PATH", $"{Path.Combine(_folder, "bin")}:{_path}");
        Environment.SetEnvironmentVariable("FAKE_MACHINE", _folder);
        AddProgram("iw", Iw);
        AddProgram("ip", Ip);
        System.IO.File.WriteAllText(File("radio"), Radio.ReplaceLineEndings("\n"));
    }

    /// <summary>Another capture on the same machine.</summary>
    public FakeMachine(FakeMachine same) => (_folder, _isShared) = (same._folder, true);

    /// <summary>What was captured.</summary>
    public MemoryStream Output { get; } = new();

    /// <summary>The toolbar of the capture.</summary>
    public Toolbar Toolbar { get; } = new(TimeProvider.System);

    /// <summary>The source on this machine.</summary>
    public LocalSource Source => new(Path.Combine(_folder, "net"), programs: "");

    /// <summary>What changed something, in order, without the folders of the programs.</summary>
    public IReadOnlyList<string> Changes =>
        !System.IO.File.Exists(File("calls"))
            ? []
            : [.. System.IO.File.ReadAllLines(File("calls")).Where(call => call.Contains(" set ", StringComparison.Ordinal))];

    /// <summary>A file of the machine.</summary>
    public string File(string name) => Path.Combine(_folder, name);

    /// <summary>Adds an adapter: type 1 is a Wi-Fi adapter as others are, 803 gives radiotap.</summary>
    /// <param name="name">Its name, which no real one has.</param>
    /// <param name="type">Its type.</param>
    /// <param name="isWifi">It has a radio.</param>
    /// <param name="isUp">It is up.</param>
    /// <param name="channel">Its channel, as <c>iw set freq</c> takes it.</param>
    public void AddAdapter(string name, int type, bool isWifi = true, bool isUp = true, string channel = "")
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "net", name)).FullName;
        System.IO.File.WriteAllText(Path.Combine(folder, "type"), $"{type}\n");
        System.IO.File.WriteAllText(Path.Combine(folder, "flags"), isUp ? "0x1003\n" : "0x1002\n");
        if (isWifi)
        {
            System.IO.File.WriteAllText(Path.Combine(folder, "mode"), type == 803 ? "monitor\n" : "managed\n");
            System.IO.File.WriteAllText(Path.Combine(folder, "channel"), channel + "\n");
            Directory.CreateDirectory(Path.Combine(folder, "phy80211"));
        }
    }

    /// <summary>What an adapter is now: its type, whether it is up, its channel.</summary>
    public string StateOf(string adapter) =>
        string.Join(", ",
            ((string[])["type", "flags", "channel"]).Select(file => System.IO.File.ReadAllText(File($"net/{adapter}/{file}")).Trim()));

    /// <summary>Has a command of iw fail.</summary>
    /// <param name="command">E.g. set type.</param>
    /// <param name="why">What iw says.</param>
    public void Refuse(string command, string why) => System.IO.File.AppendAllText(File("refuse"), $"{command}={why}\n");

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

    /// <summary>Nothing is on the PATH but our programs without iw.</summary>
    public void HideOtherPrograms()
    {
        System.IO.File.Delete(File("bin/iw"));
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
    public void Capture(params (string Option, string Value)[] options) => CaptureInto(Output, options);

    /// <summary>Captures to the end, into another stream.</summary>
    public void CaptureInto(Stream output, params (string Option, string Value)[] options) =>
        Source.Prepare(Values(options)).Run(new CaptureSession { Output = output, Stop = _stop.Token, Toolbar = Toolbar });

    /// <summary>Tells the capture to end.</summary>
    public void Stop() => _stop.Cancel();

    public static OptionValues Values(params (string Option, string Value)[] options) =>
        new(options.ToDictionary(option => option.Option, option => option.Value));

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        Output.Dispose();
        if (_isShared)
        {
            return;
        }

        Environment.SetEnvironmentVariable("PATH", _path);
        Environment.SetEnvironmentVariable("FAKE_MACHINE", null);
        Directory.Delete(_folder, recursive: true);
    }
}
