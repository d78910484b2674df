using System.Text.Json;

namespace WsBridge.EndToEnd.Tests.Installing;

/// <summary>The stub is several files, and only one of them acts by itself.</summary>
internal sealed class StubFilesTests
{
    private static string Folder => Path.GetDirectoryName(Programs.Stub)!;

    /// <summary>Wireshark loads every Lua file that is in a folder of plugins.</summary>
    [Test]
    [Category(Categories.OneWireshark)]
    public async Task Files_beside_the_stub_do_nothing_where_Wireshark_loads_them()
    {
        using var house = await House.Installed();
        string[] shown = ["-r", Recordings.TwoPmkids, "-V"];
        Output before = (await house.Work.PlainTshark(shown)).AssertGood();
        string[] parts = [.. Directory.GetFiles(Folder, "*.lua").Where(file => file != Programs.Stub)];
        foreach (string part in parts)
        {
            house.Add("lua/parts/" + Path.GetFileName(part), await File.ReadAllTextAsync(part));
        }

        Output after = (await house.Work.PlainTshark(shown)).AssertGood();

        Assert.That(parts, Has.Length.GreaterThan(2));
        Assert.That(before.Text, Does.Contain("WsBridge"));
        Assert.That(after, Is.EqualTo(before));
    }

    [Test]
    [Category(Categories.OneWireshark)]
    public async Task A_copy_that_lacks_a_file_says_so_and_tshark_works()
    {
        using var house = await House.Installed();
        house.Uninstall();
        house.Add("lua/copy/wsbridge.lua", await File.ReadAllTextAsync(Programs.Stub));

        Output output = (await house.Work.PlainTshark("-r", Recordings.TwoPmkids, "-c", "1")).AssertGood();

        Assert.That(output.Lines, Has.Length.EqualTo(1));
        Assert.That(output.Errors, Does.Match(@"(?m)^wsbridge: \S+/copy/wsbridge_\w+\.lua is missing, so this copy does nothing\. "
            + @"Delete it, or install WsBridge again\.$").And.Not.Contain("traceback"));
    }

    /// <summary>Whichever of the two Wireshark loads first: folders before files. Of several files with one name it loads one.</summary>
    [TestCase("folder/copy.lua")]
    [TestCase("z-copy.lua")]
    [Category(Categories.OneWireshark)]
    public async Task A_copy_that_lacks_a_file_stands_back_for_an_installed_stub(string name)
    {
        using var house = await House.Installed();
        house.Add("lua/" + name, await File.ReadAllTextAsync(Programs.Stub));

        Output output = (await house.Work.PlainTshark("-r", Recordings.TwoPmkids, "-Y", "wsbridge.rule")).AssertGood();

        Assert.That(output.Lines, Is.Not.Empty);
    }

    [TestCase("wsbridge_links.lua", false)]
    [TestCase("wsbridge_lines.lua", true)]
    [TestCase("wsbridge_schema.lua", true)]
    [Category(Categories.OneWireshark)]
    public async Task The_doctor_names_a_file_that_is_not_of_the_program_s_build(string name, bool isThere)
    {
        using var house = await House.Installed();
        string copy = house.Work.Path("copy");
        (await house.Work.Run("cp", ["-R", Path.GetDirectoryName(Programs.WsBridge)!, copy])).AssertGood();
        string file = Path.Combine(copy, "lua", name);
        if (isThere)
        {
            await File.AppendAllTextAsync(file, "\n");
        }
        else
        {
            File.Delete(file);
        }

        string program = Path.Combine(copy, Path.GetFileName(Programs.WsBridge));
        Output output = await house.Work.Run(program, ["doctor", "--json"], house.Variables);

        JsonElement check = JsonDocument.Parse(output.Text).RootElement.GetProperty("checks").EnumerateArray()
            .Single(one => one.GetProperty("check").GetString() == "schema");
        Assert.That(output.Status, Is.EqualTo(1), output.Errors);
        Assert.That(check.GetProperty("problem").GetString(), Is.EqualTo("schema-mismatch"));
        string what = isThere ? "not of the same build as " : "missing";
        Assert.That(check.GetProperty("text").GetString(), Does.StartWith($"{file} is {what}"));
    }
}
