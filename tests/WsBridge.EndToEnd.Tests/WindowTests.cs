using System.Diagnostics;
using System.Text;

namespace WsBridge.EndToEnd.Tests;

/// <summary>Wireshark's window on a screen that nobody sees.</summary>
[Category(Categories.OneWireshark)]
[NonParallelizable]
internal sealed class WindowTests
{
    private const string Mark = "WsBridge mark 1, set at ";

    [Test]
    public async Task The_toolbar_s_Mark_button_writes_a_comment_into_the_saved_file()
    {
        Programs.Need("Xvfb", "xvfb");
        Programs.Need("xdotool", "xdotool");
        Programs.Need("wireshark", "wireshark");
        using var work = new Workplace();
        string profile = Directory.CreateDirectory(Path.Combine(work.Home, ".config", "wireshark")).FullName;
        File.WriteAllText(Path.Combine(profile, "recent"), "gui.interface_toolbar_show: WsBridge\n");
        await using Screen screen = await Screen.Open(work);
        string saved = work.Path("saved.pcapng");

        // Without the network of the machine: Wireshark makes its toolbars anew when another test makes an interface.
        string[] alone = Environment.IsPrivilegedProcess ? ["unshare", "--net"] : ["env"];
        using Process window = screen.Start(alone[0], [
            .. alone[1..], Programs.WsBridge, "wireshark", "-k", "-i", "wsbridge-replay", "-o",
                $"extcap.wsbridge_replay.file:{Recordings.TwoPmkids}", "-o", "extcap.wsbridge_replay.loop:true", "-w", saved]);

        Screen.Until(() => Saved(saved).Length > 2000 && Key(screen, "alt+m") && Saved(saved).Contains(Mark, StringComparison.Ordinal),
            "a mark is in the file");
        Screen.Until(() => window.HasExited || (Key(screen, "ctrl+q") && window.HasExited), "Wireshark ends");

        Output read = await work.PlainTshark("-r", saved, "-Y", "frame.comment", "-T", "fields", "-e", "frame.comment");
        Assert.That(read.Good(), Has.Some.StartWith(Mark));
        await work.AssertNothingLeft();
    }

    // There is no window manager, so that the window must be given the keys. Pressed too early nothing happens, and it is pressed again.
    private static bool Key(Screen screen, string key)
    {
        screen.Do($"xdotool windowfocus --sync $(xdotool search --onlyvisible --name Capturing) key {key}");
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
}
