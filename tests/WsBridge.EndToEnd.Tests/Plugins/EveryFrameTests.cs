namespace WsBridge.EndToEnd.Tests.Plugins;

/// <summary>
/// Where a plugin looks at every frame the host chooses for the built-in analysis, which then finds what it finds without.
/// </summary>
[Category(Categories.SameUser)]
internal sealed class EveryFrameTests
{
    private static readonly byte[] Ip = [0x45, 0, 0, 20, 0, 1, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2];
    private static readonly byte[] Deauthentication = [0xC0, 0, 0, 0, 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 2, 0, 0, 7, 0];

    [TestCase("")]
    [TestCase("-2")]
    [TestCase("-2 -R wlan.fc.type==0||eapol", Category = Categories.EachWireshark)]
    public async Task The_findings_and_their_links_are_the_same(string passes)
    {
        using var work = new Workplace();
        string[] options = [.. passes.Split(' ', StringSplitOptions.RemoveEmptyEntries), "-r", Recordings.TwoPmkids];
        string[] findings =
        [
            .. options,
            "-Y",
            "wsbridge.rule",
            "-T",
            "fields",
            "-e",
            "frame.number",
            "-e",
            "wsbridge.rule",
            "-e",
            "wsbridge.related",
            "-e",
            "wsbridge.message",
        ];
        string[] expected = (await work.Tshark(findings)).Good();
        int frames = (await work.Tshark(options)).Good().Length;
        await TestPlugins.Add(work, "counts retries");

        string[] seen = (await work.Tshark([.. options, "-Y", "wsbridge.tester.u32", "-T", "fields", "-e", "frame.number"])).Good();

        Assert.That((await work.Tshark(findings)).Good(), Is.EqualTo(expected));
        Assert.That(expected, Is.Not.Empty);
        Assert.That(seen, Has.Length.EqualTo(frames));
    }

    [TestCase(LinkTypes.Ethernet)]
    [TestCase(LinkTypes.Raw)]
    [TestCase(LinkTypes.LinuxSll)]
    [TestCase(LinkTypes.Ieee80211)]
    public async Task A_frame_comes_with_its_link_type(int linkType)
    {
        using var work = new Workplace();
        await TestPlugins.Add(work, "looks at everything");
        byte[] packet = linkType switch
        {
            LinkTypes.Ethernet => [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0, .. Ip],
            LinkTypes.LinuxSll => [0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 8, 0, .. Ip],
            LinkTypes.Ieee80211 => Deauthentication,
            _ => Ip,
        };

        string[] lines = (await work.Tshark("-r", work.Capture("some.pcap", linkType, [packet, packet]), "-V")).Good();

        Assert.That(lines.Count(line => line.Trim() == $"every frame {linkType} 0"), Is.EqualTo(2), string.Join('\n', lines));
    }

    /// <summary>
    /// Which Lua is told in no other way than by a field: standing before the dissector would keep from it what it is handed.
    /// </summary>
    [TestCase(187, "hci_h4")]
    [TestCase(148, "user_dlt")]
    [Category(Categories.EachWireshark)]
    public async Task A_frame_of_a_wanted_link_type_is_known_and_dissected_as_ever(int linkType, string protocol)
    {
        using var work = new Workplace();
        await TestPlugins.Add(work, "looks at link types");
        string capture = work.Capture("some.pcap", linkType, [[4, 0x0E, 4, 1, 3, 0x0C, 0], [4, 0x0E, 4, 1, 3, 0x0C, 0]]);

        string[] lines = (await work.Tshark("-r", capture, "-V")).Good();
        string[] protocols = (await work.Tshark("-r", capture, "-T", "fields", "-e", "frame.protocols")).Good();

        Assert.That(lines.Count(line => line.Trim() == $"link type {linkType} {linkType} 7"), Is.EqualTo(2), string.Join('\n', lines));
        Assert.That(protocols, Has.All.Contains(protocol).And.Not.Contain("wsbridge_"));
    }
}
