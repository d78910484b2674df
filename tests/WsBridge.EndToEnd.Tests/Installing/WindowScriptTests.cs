using System.Globalization;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests.Installing;

/// <summary>The script of Wireshark's window, with a stand-in for what Wireshark offers it.</summary>
[Category(Categories.OneWireshark)]
internal sealed class WindowScriptTests
{
    private const string Driver = """
        local menus, buttons, shown, filter = {}, {}, nil, nil
        MENU_TOOLS_UNSORTED = 0
        function register_menu(name, action) menus[name] = action end
        function set_filter(text) filter = text end
        function apply_filter() end
        TextWindow = { new = function()
           return { set = function(_, text) shown = text end, add_button = function(_, name, action) buttons[name] = action end }
        end }

        local function each_frame(callback)
           for number = 1, tonumber(arg[2]) do
              callback(number, { { "wsbridge.roam", number }, { "wsbridge.sta", ("02:00:00:00:00:%02x"):format(number % 7) },
                 { "wsbridge.roam.outcome", number % 3 == 0 and "failed" or "success" } })
           end
        end

        dofile(arg[1]) { each_frame = each_frame }
        local steps = 0
        debug.sethook(function() steps = steps + 1000 end, "", 1000)
        menus["WsBridge/Attempts, worst first"]()
        debug.sethook()
        print(steps)
        buttons.Worst()
        print(filter)
        buttons.Next()
        buttons.Next()
        print(filter)
        print(select(2, shown:gsub("\n", "\n")))
        """;

    private static readonly string Script = Path.Combine(RepositoryPaths.Root, "lua", "wsbridge_window.lua");

    [Test]
    public async Task The_frames_of_an_attempt_begin_where_the_client_s_attempt_before_ended()
    {
        using var work = new Workplace();

        string[] lines = (await Run(work, 100)).Good();

        Assert.That(lines[1], Does.StartWith("frame.number == 3 ").And.Contain("frame.number <= 3 && frame.number > 0)"));
        Assert.That(lines[2], Does.StartWith("frame.number == 9 ").And.Contain("frame.number <= 9 && frame.number > 2)"));
        Assert.That(int.Parse(lines[3], CultureInfo.InvariantCulture), Is.GreaterThan(100), "each attempt has its line");
    }

    [Test]
    public async Task Four_times_the_attempts_take_about_four_times_the_steps()
    {
        using var work = new Workplace();

        long few = long.Parse((await Run(work, 2000)).Good()[0], CultureInfo.InvariantCulture);
        long many = long.Parse((await Run(work, 8000)).Good()[0], CultureInfo.InvariantCulture);

        Assert.That(few, Is.GreaterThan(10_000));
        Assert.That(many, Is.LessThan(8 * few), "of rows compared with rows it would be 16 times");
    }

    private static Task<Output> Run(Workplace work, int attempts)
    {
        Programs.Need("lua", "lua5.4");
        return work.Run("lua", [work.Write("driver.lua", Driver), Script, attempts.ToString(CultureInfo.InvariantCulture)]);
    }
}
