using System.Diagnostics;
using System.Text.RegularExpressions;

namespace WsBridge.EndToEnd.Tests.Plugins;

/// <summary>Whatever a plugin does, what tshark shows is the same as without it, but for one note.</summary>
[Category(Categories.OneWireshark)]
internal sealed partial class HostilePluginTests
{
    private static readonly string Recording = Recordings.TwoPmkids;
    private static readonly TimeSpan OneDeadline = TimeSpan.FromSeconds(3);

    [TestCase("throws when opened", "not open")]
    [TestCase("throws", "thrown on purpose", Category = Categories.EachWireshark)]
    [TestCase("hangs", "longer than 3 s")]
    [TestCase("spins", "longer than 3 s")]
    [TestCase("overflows the stack", "stack overflow")]
    [TestCase("exits", "ended with status 0", Category = Categories.EachWireshark)]
    [TestCase("crashes on another thread", "aborted")]
    [TestCase("allocates without end", "OutOfMemoryException")]
    [TestCase("floods", "more than 2000 lines")]
    [TestCase("floods and hides it", "more than 2000 lines")]
    [TestCase("annotates a frame to come", "does not exist or is yet to come")]
    [TestCase("annotates frame 0", "annotated frame 0")]
    [TestCase("shows a field it did not declare", "not among those")]
    [TestCase("shows a field of ours", "not among those")]
    public async Task A_plugin_that_misbehaves_costs_one_note(string behaviour, string why)
    {
        using var work = new Workplace();
        string[] expected = await Shown(work);
        await TestPlugins.Add(work, behaviour);

        var watch = Stopwatch.StartNew();
        string[] shown = await Shown(work);
        TimeSpan took = watch.Elapsed;

        string[] notes = [.. shown.Where(line => NotePattern().IsMatch(line))];
        Assert.That(notes, Has.Length.EqualTo(1), string.Join('\n', notes));
        Assert.That(notes[0], Does.Contain("tester").And.Contain(why));
        Assert.That(WithoutNote(shown), Is.EqualTo(expected));
        Assert.That(took, Is.LessThan(OneDeadline + TimeSpan.FromSeconds(40)), "a loaded machine is slow, but no deadline comes twice");
    }

    [TestCase("writes rubbish")]
    [TestCase("throws when closed")]
    [TestCase("asks for nothing")]
    public async Task A_plugin_that_harms_nobody_is_let_be(string behaviour)
    {
        using var work = new Workplace();
        string[] expected = await Shown(work);
        await TestPlugins.Add(work, behaviour);

        Assert.That(await Shown(work), Is.EqualTo(expected));
    }

    [TestCase("takes a name of ours", "taken by WsBridge itself")]
    [TestCase("takes a field of ours", "wsbridge.rule is not below wsbridge.tester.")]
    [TestCase("takes a field of another", "wsbridge.hello.count is not below wsbridge.tester.")]
    [TestCase("declares a field twice", "declared twice")]
    [TestCase("throws when made", "InvalidOperationException: no")]
    [TestCase("throws when asked for fields", "no fields")]
    public async Task A_plugin_that_claims_what_is_not_its_own_is_not_added(string behaviour, string why)
    {
        using var work = new Workplace();

        Output added = await work.WsBridge("plugin", "add", TestPlugins.Assembly(work, behaviour));

        Assert.That(added.Status, Is.EqualTo(2));
        Assert.That(added.Errors, Does.StartWith("wsbridge: ").And.Contain(why));
        Assert.That((await work.WsBridge("plugin", "list")).Good(), Is.Empty);
    }

    [Test]
    public async Task A_plugin_that_fails_in_three_captures_in_a_row_is_left_out_until_it_is_added_again()
    {
        using var work = new Workplace();
        await TestPlugins.Add(work, "throws");

        for (int capture = 0; capture < 3; capture++)
        {
            Assert.That(await Shown(work), Has.Some.Contains("thrown on purpose"));
        }

        Assert.That(await Shown(work), Has.Some.Contains("is left out").And.None.Contains("thrown on purpose"));
        Assert.That((await work.WsBridge("plugin", "list")).Good().Single(),
            Does.EndWith("left out: it had to be stopped again and again"));

        await TestPlugins.Add(work, "throws");

        Assert.That(await Shown(work), Has.Some.Contains("thrown on purpose"));
    }

    [Test]
    [Category(Categories.EachWireshark)]
    public async Task What_a_plugin_said_before_it_died_stays_also_where_nobody_had_asked_yet()
    {
        using var work = new Workplace();
        await TestPlugins.Add(work, "says something and exits");

        Output shown = await work.Tshark("-2", "-r", Recording, "-V", "-c", "160");

        Assert.That(shown.Good(),
            Has.Some.Contains("said before the end").And.Some.Contains("The plugin tester was stopped at this frame"));
    }

    [Test]
    public async Task The_note_names_plugin_and_frame()
    {
        using var work = new Workplace();
        await TestPlugins.Add(work, "throws");

        string[] fields = ["-T", "fields", "-e", "frame.number", "-e", "wsbridge.plugin", "-e", "wsbridge.plugin.frame"];
        string[] once = (await work.Tshark(["-r", Recording, "-Y", "wsbridge.expert.plugin_stopped", .. fields])).Good();
        string[] twice = (await work.Tshark(["-2", "-r", Recording, "-Y", "wsbridge.expert.plugin_stopped", .. fields])).Good();

        string[] columns = once.Single().Split('\t');
        Assert.That(columns[1..], Is.EqualTo((string[])["tester", columns[0]]));
        Assert.That(twice, Is.EqualTo(once));
    }

    [Test]
    public async Task A_plugin_whose_files_were_changed_after_it_was_added_is_not_used()
    {
        using var work = new Workplace();
        await TestPlugins.Add(work, "shows every type");
        string installed = Directory.GetFiles(work.Home, "behaviour", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(installed, "declares a field twice");

        Assert.That(await Shown(work), Has.Some.Contains("is not the one that was added"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task Nothing_is_loaded_from_a_folder_that_others_can_write()
    {
        using var work = new Workplace();
        string[] expected = await Shown(work);
        await TestPlugins.Add(work, "shows every type");
        string folder = Directory.GetDirectories(work.Home, "plugins", SearchOption.AllDirectories).Single();
        await work.Run("chmod", ["777", folder]);

        Output shown = await work.Tshark("-r", Recording, "-V", "-c", "160");

        Assert.That(shown.Good(), Is.EqualTo(expected));
        Assert.That(shown.Errors, Does.Contain("no plugin is loaded from it"));
    }

    private static async Task<string[]> Shown(Workplace work) => (await work.Tshark("-r", Recording, "-V", "-c", "160")).Good();

    // The note is a line, what hangs on it, and, where nothing else is said on the frame, the head of the tree.
    private static string[] WithoutNote(string[] lines)
    {
        int note = Array.FindIndex(lines, line => line.TrimStart().StartsWith("[Plugin: tester]", StringComparison.Ordinal));
        int depth = Depth(lines[note]);
        int end = note + 1;
        while (end < lines.Length && Depth(lines[end]) > depth)
        {
            end++;
        }

        bool isAlone = Depth(lines[note - 1]) < depth && (end == lines.Length || Depth(lines[end]) < depth);
        string head =
            lines[isAlone ? note - 1 : Array.FindLastIndex(lines, note, line => line.StartsWith("[WsBridge", StringComparison.Ordinal))];
        string[] rest = [.. lines[..(isAlone ? note - 1 : note)], .. lines[end..]];
        int at = Array.IndexOf(rest, head);
        if (!isAlone && at >= 0)
        {
            rest[at] = HeadPattern().Replace(head, "]"); // which quotes the note as it does any first expert info
        }

        return rest;
    }

    private static int Depth(string line) => line.Length - line.TrimStart().Length;

    [GeneratedRegex(@"Expert Info .*The plugin ")]
    private static partial Regex NotePattern();

    [GeneratedRegex(@"(: | \(and more\)).*The plugin .*\]$")]
    private static partial Regex HeadPattern();
}
