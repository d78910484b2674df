using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace WsBridge.EndToEnd.Tests;

/// <summary>
/// The program <c>wsbridge-extcap</c> at work, started as Wireshark starts it: a pipe for packets, which go into a file, and two for the
/// toolbar.
/// </summary>
internal sealed class ExtcapProcess : IDisposable
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    private readonly Workplace _work;
    private readonly Process _reader;
    private readonly Process _program;
    private readonly FileStream _toToolbar;
    private readonly FileStream _fromToolbar;
    private readonly MemoryStream _said = new();
    private bool _isReading = true;

    public ExtcapProcess(Workplace work, string source, params string[] options)
    {
        _work = work;
        Written = work.Path("written.pcapng");
        string fifo = work.Path("fifo"), controlIn = work.Path("control-in"), controlOut = work.Path("control-out");
        using (Process make = Process.Start("mkfifo", [fifo, controlIn, controlOut]))
        {
            make.WaitForExit();
        }

        _reader = Process.Start("sh", ["-c", $"exec cat '{fifo}' > '{Written}'"]);

        // A signal that whoever runs the tests ignores, as nohup does, would be ignored by the program too.
        var start = new ProcessStartInfo("env",
        [
            "--default-signal=HUP,INT,TERM", Program, "--capture", "--extcap-interface", source, "--fifo", fifo,
            "--extcap-control-in", controlIn, "--extcap-control-out", controlOut, .. options,
        ])
        { RedirectStandardError = true };
        foreach ((string name, string? value) in work.Environment())
        {
            start.Environment[name] = value;
        }

        _program = Process.Start(start)!;
        _fromToolbar = new FileStream(controlIn, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        _toToolbar = new FileStream(controlOut, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        new Thread(Listen) { IsBackground = true }.Start();
    }

    /// <summary>The program.</summary>
    public static string Program =>
        Path.Combine(Path.GetDirectoryName(Programs.WsBridge)!, "extcap",
            OperatingSystem.IsWindows() ? "wsbridge-extcap.exe" : "wsbridge-extcap");

    // Where others keep the processors busy, how long a process waits for its turn says nothing of ours.
    public static TimeSpan LongestStop =>
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) > 2 * Environment.ProcessorCount
            ? TimeSpan.FromSeconds(5)
            : TimeSpan.FromMilliseconds(500);

    /// <summary>The file of its packets.</summary>
    public string Written { get; }

    /// <summary>Octets of packets so far.</summary>
    public long Length => File.Exists(Written) ? new FileInfo(Written).Length : 0;

    /// <summary>What it has said to the toolbar, as text.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return Encoding.UTF8.GetString(_said.ToArray());
            }
        }
    }

    /// <summary>Says something as the toolbar.</summary>
    public void Tell(byte control, byte command, string payload = "") =>
        _fromToolbar.Write([(byte)'T', 0, 0, (byte)(2 + payload.Length), control, command, .. Encoding.UTF8.GetBytes(payload)]);

    /// <summary>Nobody reads its packets any more, and the pipe stays open.</summary>
    public void StopReading()
    {
        _isReading = false;
        OurProcesses.Signal("STOP", _reader.Id);
    }

    /// <summary>Ends it: by a signal, by closing the pipe of packets, or by the message of newer generations of Wireshark.</summary>
    /// <returns>How long that took, its exit status and what it said on standard error.</returns>
    public (TimeSpan Time, int Status, string Errors) Stop(string how)
    {
        long stopped = Stopwatch.GetTimestamp();
        switch (how)
        {
            case "closed":
                _reader.Kill();
                break;
            case "quit":
                _fromToolbar.Write([(byte)'Q', 0, 0, 0]);
                break;
            default:
                OurProcesses.Signal(how, _program.Id);
                break;
        }

        bool hasEnded = _program.WaitForExit(Hang);
        TimeSpan time = Stopwatch.GetElapsedTime(stopped);
        Assert.That(hasEnded, Is.True, "it does not stop");
        if (!_isReading)
        {
            OurProcesses.Signal("CONT", _reader.Id);
        }

        _reader.WaitForExit();
        return (time, _program.ExitCode, _program.StandardError.ReadToEnd());
    }

    public void Dispose()
    {
        foreach (Process process in (Process[])[_program, _reader])
        {
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }

            process.Dispose();
        }

        _toToolbar.Dispose();
        _fromToolbar.Dispose();
        OurProcesses.EndAll(_work.Temporary);
    }

    private void Listen()
    {
        byte[] octets = new byte[4096];
        try
        {
            while (_toToolbar.Read(octets) is > 0 and var count)
            {
                lock (_said)
                {
                    _said.Write(octets.AsSpan(0, count));
                }
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
