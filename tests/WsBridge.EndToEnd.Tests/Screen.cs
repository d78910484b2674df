using System.Diagnostics;

namespace WsBridge.EndToEnd.Tests;

/// <summary>A screen that nobody sees, for Wireshark's window.</summary>
internal sealed class Screen : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process _server;
    private readonly Workplace _work;
    private readonly string _display;

    private Screen(Process server, Workplace work, string display)
    {
        _server = server;
        _work = work;
        _display = display;
    }

    /// <summary>Opens one; the test is left out where its programs are not.</summary>
    public static async Task<Screen> Open(Workplace work)
    {
        string[] arguments = ["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "1240x800x24"];
        Process server = Process.Start(new ProcessStartInfo("Xvfb", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        })!;
        return new Screen(server, work, ":" + await server.StandardOutput.ReadLineAsync());
    }

    /// <summary>Starts a program on it.</summary>
    public Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        var more = new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>())
        {
            ["DISPLAY"] = _display,
            ["XDG_RUNTIME_DIR"] = _work.Temporary,
            ["QT_QPA_PLATFORM"] = "xcb",
        };
        foreach ((string name, string? value) in _work.Environment(more))
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return process;
    }

    /// <summary>Runs lines of a shell on it, xdotool's as a rule.</summary>
    /// <returns>Whether all of it succeeded.</returns>
    public bool Do(string commands)
    {
        using Process process = Start("sh", ["-ec", commands]);
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    /// <summary>Waits for a state.</summary>
    public static void Until(Func<bool> condition, string what)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(Limit), what);
            Thread.Sleep(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        OurProcesses.EndAll(_work.Temporary);
        _server.Kill();
        await _server.WaitForExitAsync();
        _server.Dispose();
    }
}
