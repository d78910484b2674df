using System.Globalization;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests.Plugins;

/// <summary>Fields of a plugin are Wireshark's like any other: types, filters, columns, JSON, statistics.</summary>
[Category(Categories.SameUser)]
internal sealed class FieldTypesTests
{
    private static readonly string Sample = Path.Combine(RepositoryPaths.Root, "src", "WsBridge.Templates", "plugin", "HelloPlugin.Tests",
        "sample.pcap");

    [Test]
    [Category(Categories.EachWireshark)]
    public async Task Every_field_is_registered_with_its_type()
    {
        using var work = new Workplace();
        await TestPlugins.Add(work, "shows every type");

        Output listed = await work.Run(Programs.WsBridge, ["tshark", "-G", "fields"]);

        Assert.That(listed.Status, Is.Zero, listed.Errors); // Wireshark has a field "Lua Error" of its own: no harm
        Dictionary<string, string> types = listed.Lines.Select(line => line.Split('\t'))
            .Where(columns => columns[0] == "F" && columns[2].StartsWith("wsbridge.tester.", StringComparison.Ordinal))
            .ToDictionary(columns => columns[2]["wsbridge.tester.".Length..], columns => columns[3]);
        Assert.That(types, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["text"] = "FT_STRING",
            ["u8"] = "FT_UINT8",
            ["u16"] = "FT_UINT16",
            ["u24"] = "FT_UINT24",
            ["u32"] = "FT_UINT32",
            ["u64"] = "FT_UINT64",
            ["i8"] = "FT_INT8",
            ["i16"] = "FT_INT16",
            ["i32"] = "FT_INT32",
            ["i64"] = "FT_INT64",
            ["flag"] = "FT_BOOLEAN",
            ["real"] = "FT_DOUBLE",
            ["single"] = "FT_FLOAT",
            ["octets"] = "FT_BYTES",
            ["ether"] = "FT_ETHER",
            ["v4"] = "FT_IPv4",
            ["v6"] = "FT_IPv6",
            ["time"] = "FT_ABSOLUTE_TIME",
            ["span"] = "FT_RELATIVE_TIME",
            ["other"] = "FT_FRAMENUM",
            ["masked"] = "FT_UINT8",
            ["masked_flag"] = "FT_BOOLEAN",
            ["little"] = "FT_UINT16",
            ["expert.seen"] = "FT_NONE",
        }));
    }

    [Test]
    [Category(Categories.EachWireshark)]
    public async Task Display_filters_find_their_values()
    {
        string[] filters =
        [
            "text == \"wörd\"",
            "u8 == 7",
            "u64 == 18446744073709551615",
            "i8 == -1",
            "i64 < -9223372036854775807", // 4.0 cannot read the least number itself
            "v6 == 2001:db8::ff",
            "v4 == 192.0.2.0/24",
            "span == -1.5",
            "time == \"2026-01-02 03:04:05.250Z\"",
            "octets == c0:00",
            "masked == 12",
            "masked_flag == 1",
            "little == 0x00c0",
            "expert.seen",
        ];
        using var work = new Workplace();
        await TestPlugins.Add(work, "shows every type");

        string[] frames =
            (await work.Tshark("-r", Sample, "-Y", string.Join(" && ", filters.Select(filter => "wsbridge.tester." + filter)), "-T",
                "fields", "-e", "frame.number")).Good();

        Assert.That(frames, Is.EqualTo((string[])["1", "2", "3", "4"]));
    }

    [Test]
    [Category(Categories.EachWireshark)]
    public async Task Names_bases_and_masks_are_shown([Values] bool twoPasses)
    {
        using var work = new Workplace();
        await TestPlugins.Add(work, "shows every type");

        string[] lines = (await work.Tshark([.. twoPasses ? (string[])["-2"] : [], "-r", Sample, "-V", "-c", "1"])).Good();

        Assert.That(lines.Select(line => line.Trim()), Is.SupersetOf((string[])
        [
            "[Test u8: Seven (0x07)]", "[Test u24: 16777215 (0xffffff)]", "[Test u32: 037777777777]", "[Test i32: Minus three (-3)]",
            "[Test flag: Set]",
            "1100 .... = Test masked: Twelve (12)", "1... .... .... .... = Test masked_flag: True", "Test little: 0x00c0",
            "[Test v6: 2001:db8::ff]", "[Test span: -1.500000000 seconds]",
        ]));
    }

    [Test]
    [Category(Categories.EachWireshark)]
    public async Task Columns_JSON_and_statistics_have_them()
    {
        using var work = new Workplace();
        await TestPlugins.Add(work, "shows every type");

        string[] columns = (await work.Tshark("-r", Sample, "-o", "gui.column.format:\"No\",\"%m\",\"Mine\",\"%Cus:wsbridge.tester.u8\""))
            .Good();
        string json = string.Concat((await work.Tshark("-r", Sample, "-T", "json", "-J", "wsbridge")).Good());
        string[] statistics = (await work.Tshark("-r", Sample, "-q", "-z", "expert")).Good();

        Assert.That(columns.Select(line => line.Trim().Split(' ')[0]),
            Is.EqualTo(Enumerable.Range(1, 4).Select(frame => frame.ToString(CultureInfo.InvariantCulture))));
        Assert.That(columns, Is.All.Contains("Seven").Or.All.Contains("7"));
        Assert.That(json.Split("\"wsbridge.tester.u64\": \"18446744073709551615\""), Has.Length.EqualTo(5), "four frames");
        Assert.That(statistics, Has.Some.Contains("seen here").And.Some.Matches(" 4 +Protocol "));
    }

    [Test]
    public async Task A_removed_plugin_leaves_nothing()
    {
        using var work = new Workplace();
        string[] before = (await work.Tshark("-r", Sample, "-V")).Good();
        await TestPlugins.Add(work, "shows every type");

        Output removed = await work.WsBridge("plugin", "remove", "tester");

        Assert.That(removed.Status, Is.Zero, removed.Errors);
        Assert.That((await work.Tshark("-r", Sample, "-V")).Good(), Is.EqualTo(before));
        Assert.That((await work.WsBridge("plugin", "list")).Good(), Is.Empty);
    }
}
