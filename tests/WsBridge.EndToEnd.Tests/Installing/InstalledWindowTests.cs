using System.Diagnostics;

namespace WsBridge.EndToEnd.Tests.Installing;

/// <summary>A plain Wireshark after <c>wsbridge install</c>: the profile's buttons, and the menu of WsBridge.</summary>
[Category(Categories.OneWireshark)]
[NonParallelizable]
internal sealed class InstalledWindowTests
{
    private const string Main = "xdotool search --onlyvisible --name '^recording.pcapng$'";
    private const string Attempts = "xdotool search --onlyvisible --name 'WsBridge: attempts'";
    private const string Geometry = """
        gui.geometry_main_x: 0
        gui.geometry_main_y: 0
        gui.geometry_main_width: 1240
        gui.geometry_main_height: 800

        """;

    // What a click on the filter toolbar, whose buttons stand at its right end, or a button of the attempts window brings about.
    private const string ErrorsFilter = "wsbridge.severity == \"error\"";
    private const string WorstFilter = "frame.number == 149 ||";

    [Test]
    public async Task A_button_filters_and_the_window_of_attempts_leads_to_the_worst_one()
    {
        using var work = new Workplace();
        string profile = await Prepare(work);
        await using Screen screen = await Screen.Open(work);
        using Process window = Start(screen, work);

        Screen.Until(() => screen.Do($"test -n \"$({Main})\""), "the capture is shown");
        for (int x = 1190; x >= 800; x -= 40)
        {
            screen.Do($"xdotool windowfocus --sync $({Main}) mousemove {x} 77 click 1");
        }

        // Pressed too early nothing happens, and it is pressed again: Tools is the last menu but one, WsBridge its last entry.
        Screen.Until(() => screen.Do($"test -n \"$({Attempts})\"") || Open(screen, 0), "the window of attempts is shown");
        Screen.Until(() => window.HasExited || (Worst(screen) && Quit(screen) && window.WaitForExit(2000)), "Wireshark ends");

        string recent = File.ReadAllText(Path.Combine(profile, "recent_common"));
        Assert.That(recent, Does.Contain(ErrorsFilter).And.Contain(WorstFilter));
        await work.AssertNothingLeft();
    }

    [Test]
    public async Task The_menu_opens_the_report_of_the_capture()
    {
        using var work = new Workplace();
        await Prepare(work);
        string opened = work.Path("opened");
        Directory.CreateDirectory(work.Path("bin"));
        work.Script("bin/xdg-open", $"echo \"$1\" >>'{opened}'\n");
        await using Screen screen = await Screen.Open(work);
        using Process window = Start(screen, work);

        Screen.Until(() => screen.Do($"test -n \"$({Main})\""), "the capture is shown");
        Screen.Until(() => File.Exists(opened) || Open(screen, 2), "a browser is asked to open the report");
        Screen.Until(() => window.HasExited || (Quit(screen) && window.WaitForExit(2000)), "Wireshark ends");

        string[] reports = [.. File.ReadAllLines(opened).Select(url => new Uri(url).LocalPath)];
        string text = File.ReadAllText(reports[0]);
        Array.ForEach(reports, File.Delete);
        Assert.That(text, Does.Contain("<html").And.Contain("ft-m2-rejected-no-m3").And.Contain("26.4 ms later"));
        await work.AssertNothingLeft();
    }

    private static async Task<string> Prepare(Workplace work)
    {
        Programs.Need("Xvfb", "xvfb");
        Programs.Need("xdotool", "xdotool");
        Programs.Need("wireshark", "wireshark");
        (await work.WsBridge("install")).AssertGood();
        string profile = Path.Combine(work.Home, ".config", "wireshark");
        File.WriteAllText(Path.Combine(profile, "recent_common"), Geometry);
        File.Copy(Recordings.TwoPmkids, work.Path("recording.pcapng"));
        return profile;
    }

    private static Process Start(Screen screen, Workplace work) =>
        screen.Start("wireshark", ["-C", "WsBridge", "-r", work.Path("recording.pcapng")], new Dictionary<string, string?>
        {
            ["PATH"] = work.Path("bin") + ":" + Environment.GetEnvironmentVariable("PATH"),
        });

    // WsBridge is the last entry of Tools, and opens at its own first entry.
    private static bool Open(Screen screen, int entry)
    {
        string[] keys = ["alt+t", "Up", "Right", .. Enumerable.Repeat("Down", entry), "Return"];
        string pressed = string.Join("; sleep 0.5; ", keys.Select(key => "xdotool key " + key));
        screen.Do($"xdotool windowfocus --sync $({Main}) key Escape Escape; {pressed}");
        Thread.Sleep(500);
        return false;
    }

    // The buttons follow the text and the line for what is highlighted in it.
    private static bool Worst(Screen screen) =>
        screen.Do($"xdotool windowfocus --sync $({Attempts}); sleep 0.5; xdotool key Tab Tab space; sleep 1");

    private static bool Quit(Screen screen) => screen.Do($"xdotool windowfocus --sync $({Main}) key ctrl+q");
}
