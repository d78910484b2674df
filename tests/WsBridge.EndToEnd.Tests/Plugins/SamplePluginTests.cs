using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests.Plugins;

/// <summary>The sample plugins in the real tshark.</summary>
[Category(Categories.SameUser)]
internal sealed class SamplePluginTests
{
    private static readonly string Captures = Path.Combine(RepositoryPaths.Root, "tests", "WsBridge.Samples.Tests");
    private static readonly string Echo = Path.Combine(Captures, "echo.pcap");
    private static readonly string Dhcp = Path.Combine(Captures, "dhcp-after-roam.pcapng");

    [Test]
    [Category(Categories.EachWireshark)]
    public async Task A_protocol_of_its_own_has_its_name_and_info_in_one_line_a_packet()
    {
        using var work = await With("EchoProtocol");

        string[] lines = (await work.Tshark("-r", Echo)).Good();

        Assert.That(lines[0], Does.EndWith("192.0.2.1 → 192.0.2.2    Lab Echo 53 Request 0x0001, 5 octets"));
        Assert.That(lines[6], Does.EndWith("Lab Echo 56 Refusal 0x0003, 4 octets"));
        Assert.That(lines[12], Does.Contain(" UDP "));
    }

    [Test]
    [Category(Categories.EachWireshark)]
    public async Task Requests_and_responses_are_linked([Values] bool twoPasses)
    {
        using var work = await With("EchoProtocol");

        string[] lines =
            (await work.Tshark([
                .. twoPasses ? (string[])["-2"] : [],
                "-r",
                Echo,
                "-T",
                "fields",
                "-e",
                "frame.number",
                "-e",
                "wsbridge.echo.request_in",
                "-e",
                "wsbridge.echo.response_in",
                "-e",
                "wsbridge.echo.response_time",
            ])).Good();

        Assert.That(lines[4], Is.EqualTo("5\t3\t\t0.800000000"));
        Assert.That(lines[8], Is.EqualTo(twoPasses ? "9\t\t10\t" : "9\t\t\t"));
    }

    [Test]
    [Category(Categories.EachWireshark)]
    public async Task Its_lines_stand_where_the_protocol_is()
    {
        using var work = await With("EchoProtocol");

        string[] lines = (await work.Tshark("-r", Echo, "-V", "-c", "1")).Good();

        Assert.That(lines[Array.IndexOf(lines, "Lab Echo")..].Select(line => line.Trim()), Is.EqualTo((string[])
        [
            "Lab Echo", "0001 .... = Version: 1", ".... 0001 = Type: Request (1)", "0... .... = Urgent: No", "Id: 0x0001", "Length: 5",
            "Data: 68656c6c6f",
        ]));
        Assert.That(lines, Has.None.StartWith("[WsBridge"));
    }

    [Test]
    public async Task A_plugin_that_only_looks_changes_nothing_but_adds_its_lines()
    {
        using var work = new Workplace();
        string[] expected = (await work.Tshark("-r", Echo, "-V")).Good();
        await TestPlugins.Add(work, "looks at ports");

        Assert.That((await work.Tshark("-r", Echo, "-V")).Good(), Is.EqualTo(expected));

        string[] shown = (await work.Tshark("-r", Dhcp, "-Y", "wsbridge", "-T", "fields", "-e", "frame.number", "-e", "_ws.col.Protocol"))
            .Good();
        Assert.That(shown.Select(line => line.Split('\t')[0]), Is.SupersetOf((string[])["4", "5", "9", "10", "14", "15", "18", "19"]),
            "Ethernet and radiotap");
    }

    [Test]
    [Category(Categories.EachWireshark)]
    public async Task The_time_from_a_roam_to_the_lease_is_told_on_the_acknowledgement()
    {
        using var work = await With("DhcpAfterRoam");

        string[] lines =
            (await work.Tshark("-r", Dhcp, "-Y", "wsbridge.dhcp_after_roam.time", "-T", "fields", "-e", "frame.number", "-e",
                "wsbridge.dhcp_after_roam.time", "-e", "wsbridge.dhcp_after_roam.roam", "-e", "_ws.expert.message")).Good();

        Assert.That(lines, Is.EqualTo((string[])
        [
            "5\t0.120000000\t3\t", "10\t1.500000000\t8\tThe client has its address 1.500 s after its roam; it asked after 1.200 s",
            "17\t0.300000000\t13\t",
        ]));
    }

    [Test]
    public async Task Two_plugins_and_the_analysis_go_together()
    {
        using var work = await With("DhcpAfterRoam", "EchoProtocol");

        string[] statistics = (await work.Tshark("-r", Dhcp, "-q", "-z", "expert")).Good();
        string[] association = (await work.Tshark("-r", Dhcp, "-Y", "wsbridge.sta", "-T", "fields", "-e", "frame.number")).Good();
        string[] list = (await work.WsBridge("plugin", "list")).Good();

        Assert.That(statistics, Has.Some.Contains("The client has its address 1.500 s"));
        Assert.That(association, Is.Not.Empty);
        Assert.That(list.Select(line => line.Split('\t')[0]), Is.EqualTo((string[])["dhcp_after_roam", "echo"]));
    }

    [Test]
    public async Task Its_rules_are_in_the_catalogue_marked_as_of_a_plugin()
    {
        using var work = await With("DhcpAfterRoam");

        string[] table = (await work.WsBridge("rules")).Good();
        string[] json = (await work.WsBridge("rules", "--format", "ndjson")).Good();
        string[] explained = (await work.WsBridge("explain", "wsbridge.dhcp_after_roam.expert.slow")).Good();
        Output missed = await work.WsBridge("explain", "dhcp");

        Assert.That(table[^2..], Is.All.StartWith("plugin ").And.Some.Contains("dhcp_after_roam.expert.slow"));
        Assert.That(json[^2..], Is.All.StartWith("{\"rule\":null,").And.All.EndWith("\"plugin\":\"dhcp_after_roam\"}"));
        Assert.That(explained[0], Is.EqualTo("dhcp_after_roam.expert.slow"));
        Assert.That(explained.Select(line => line.Trim()),
            Is.SupersetOf((string[])["Plugin", "dhcp_after_roam", "Why", "Next", "wsbridge.dhcp_after_roam.expert.slow"]));
        Assert.That(missed.Status, Is.EqualTo(2));
        Assert.That(missed.Errors, Does.Contain("Did you mean dhcp_after_roam.expert."));
    }

    [TestCaseSource(nameof(Names))]
    public async Task A_sample_passes_the_check_without_a_wish(string name)
    {
        using var work = new Workplace();

        Output check = await work.WsBridge("plugin", "check", Assembly(name), "--capture", name == "EchoProtocol" ? Echo : Dhcp);

        Assert.That(check.Status, Is.Zero, check.Text + check.Errors);
        Assert.That(check.Lines, Has.Length.EqualTo(2).And.Some.Contains("it can be added"));
    }

    private static readonly string[] Names = ["EchoProtocol", "DhcpAfterRoam"];

    private static async Task<Workplace> With(params string[] samples)
    {
        var work = new Workplace();
        foreach (string sample in samples)
        {
            Assert.That((await work.WsBridge("plugin", "add", Assembly(sample))).Status, Is.Zero);
        }

        return work;
    }

    private static string Assembly(string sample)
    {
        string path = Path.Combine(RepositoryPaths.Root, "artifacts", "bin", sample, "release", sample + ".dll");
        if (!File.Exists(path))
        {
            Assert.Ignore($"There is no {path}: dotnet build -c Release src/samples/{sample}.");
        }

        return path;
    }
}
