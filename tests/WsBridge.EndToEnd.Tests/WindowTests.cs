using System.Diagnostics;
using System.Text;

namespace WsBridge.EndToEnd.Tests;

/// <summary>Wireshark's window on a screen that nobody sees.</summary>
[Category(Categories.OneWireshark)]
[NonParallelizable]
internal sealed class WindowTests
{
    private const string Mark = "WsBridge mark 1, set at ";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Test]
    public async Task The_toolbar_s_Mark_button_writes_a_comment_into_the_saved_file()
    {
        Programs.Need("Xvfb", "xvfb");
        Programs.Need("xdotool", "xdotool");
        Programs.Need("wireshark", "wireshark");
        using var work = new Workplace();
        string profile = Directory.CreateDirectory(Path.Combine(work.Home, ".config", "wireshark")).FullName;
        File.WriteAllText(Path.Combine(profile, "recent"), "gui.interface_toolbar_show: WsBridge\n");
        using Process screen = Process.Start(new ProcessStartInfo("Xvfb", ["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "1240x800x24"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            string display = ":" + await screen.StandardOutput.ReadLineAsync();
            string saved = work.Path("saved.pcapng");

            // Without the network of the machine: Wireshark makes its toolbars anew when another test makes an interface.
            string[] alone = Environment.IsPrivilegedProcess ? ["unshare", "--net"] : ["env"];
            using Process window = Start(work, display, alone[0], [
                .. alone[1..], Programs.WsBridge, "wireshark", "-k", "-i", "wsbridge-replay", "-o", $"extcap.wsbridge_replay.file:{Recordings.TwoPmkids}", "-o", "extcap.wsbridge_replay.loop:true", "-w", saved]);

            Until(() => Saved(saved).Length > 2000 && Key(work, display, "alt+m") && Saved(saved).Contains(Mark, StringComparison.Ordinal), "a mark is in the file");
            Until(() => window.HasExited || (Key(work, display, "ctrl+q") && window.HasExited), "Wireshark ends");

            Output read = await work.PlainTshark("-r", saved, "-Y", "frame.comment", "-T", "fields", "-e", "frame.comment");
            Assert.That(read.Good(), Has.Some.StartWith(Mark));
            await work.AssertNothingLeft();
        }
        finally
        {
            OurProcesses.EndAll(work.Temporary);
            screen.Kill();
            await screen.WaitForExitAsync();
        }
    }

    private static Process Start(Workplace work, string display, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach ((string name, string? value) in work.Environment(new Dictionary<string, string?> { ["DISPLAY"] = display, ["XDG_RUNTIME_DIR"] = work.Temporary, ["QT_QPA_PLATFORM"] = "xcb" }))
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return process;
    }

    // There is no window manager, so that the window must be given the keys. Pressed too early nothing happens, and it is pressed again.
    private static bool Key(Workplace work, string display, string key)
    {
        using Process pressing = Start(work, display, "sh", ["-c", $"xdotool windowfocus --sync $(xdotool search --onlyvisible --name Capturing) key {key}"]);
        pressing.WaitForExit();
        Thread.Sleep(1000);
        return true;
    }

    private static string Saved(string file)
    {
        if (!File.Exists(file))
        {
            return "";
        }

        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static void Until(Func<bool> condition, string what)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(Limit), what);
            Thread.Sleep(100);
        }
    }
}
