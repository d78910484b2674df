namespace WsBridge.EndToEnd.Tests;

/// <summary>The recording of the main case: a client that sends two PMKIDs in message 2, and an access point that rejects it.</summary>
internal sealed class RecordingOfTwoPmkidsTests
{
    private const string Rejected = "WSB-FT-003";
    private static readonly int[] Messages2 = [147, 209, 272, 333, 423];

    [Test]
    public async Task The_filter_of_the_rule_finds_message_2_and_its_PMKID_count()
    {
        using var work = new Workplace();

        Output output = await work.Tshark("-r", Recordings.TwoPmkids, "-Y", "wsbridge.expert.ft_m2_extra_pmkids", "-T", "fields", "-e",
            "frame.number", "-e", "wsbridge.pmkid.count");

        Assert.That(output.Good(), Is.EqualTo(Messages2.Select(number => $"{number}\t2")));
    }

    [Test]
    public async Task The_PMKIDs_are_octets_of_the_frame()
    {
        using var work = new Workplace();

        Output output = await work.Tshark("-r", Recordings.TwoPmkids, "-Y", "frame.number == 147", "-T", "fields", "-e", "wsbridge.pmkid");

        string[] pmkids = output.Good().Single().Split(',');
        Assert.That(pmkids, Has.Length.EqualTo(2).And.All.Length.EqualTo(32));
        Assert.That(Convert.ToHexStringLower(Recordings.PacketsOf(Recordings.TwoPmkids)[146].Octets),
            Does.Contain($"0200{pmkids[0]}{pmkids[1]}"), "PMKID Count, then the list");
    }

    [Test]
    public async Task Each_PMKID_has_its_kind_in_order()
    {
        using Workplace work = new();

        Output output = await work.Tshark("-r", Recordings.TwoPmkids, "-Y", "wsbridge.pmkid.kind && frame.number < 150", "-T", "fields",
            "-e", "frame.number", "-e", "wsbridge.handshake.message", "-e", "wsbridge.pmkid.kind");

        Assert.That(output.Good(),
            Is.EqualTo((string[])["61\t1\tpmksa", "63\t2\tpmkr1name", "102\t\tunknown", "145\t1\tpmksa", "147\t2\tpmkr1name,stale"]));
    }

    [Test]
    public async Task The_rejection_stands_where_the_client_begins_anew_and_leads_to_message_2_and_the_deauthentication()
    {
        using var work = new Workplace();

        Output output = await work.Tshark(["-r", Recordings.TwoPmkids, .. ShownFrame.Options]);

        List<ShownFinding> rejections = [.. ShownFinding.FromTshark(ShownFrame.From(output.AssertGood().Text))
            .Where(finding => finding.Rule == Rejected)];
        Assert.That(rejections.Select(finding => finding.RelatedFrames.First()), Is.EqualTo(Messages2));
        Assert.That(rejections.Select(finding => finding.RelatedFrames.Last()), Is.SubsetOf(await Deauthentications(work)));
        Assert.That(rejections.Select(finding => finding.Frame), Is.All.Matches<int>(frame => !Messages2.Contains(frame)));
    }

    [Test]
    public async Task A_later_pass_shows_the_rejection_on_message_2_and_the_deauthentication_too()
    {
        using var work = new Workplace();

        Output output = await work.Tshark(["-2", "-r", Recordings.TwoPmkids, .. ShownFrame.Options]);

        List<ShownFinding> rejections = [.. ShownFinding.FromTshark(ShownFrame.From(output.AssertGood().Text))
            .Where(finding => finding.Rule == Rejected)];
        int[] deauthentications = await Deauthentications(work);
        ShownFinding[] onMessage2 = [.. rejections.Where(finding => Messages2.Contains(finding.Frame))];
        ShownFinding[] onDeauthentication = [.. rejections.Where(finding => deauthentications.Contains(finding.Frame))];
        ShownFinding[] whereItBecameClear = [.. rejections.Except(onMessage2).Except(onDeauthentication)];
        Assert.That(onMessage2.Select(finding => finding.Frame), Is.EqualTo(Messages2));
        Assert.That(onMessage2.Select(finding => finding.RelatedFrames.First()),
            Is.EqualTo(whereItBecameClear.Select(finding => finding.Frame)));
        Assert.That(onDeauthentication.Select(finding => finding.RelatedFrames.First()),
            Is.EqualTo(whereItBecameClear.Select(finding => finding.Frame)));
    }

    [Test]
    public async Task A_filter_on_a_rule_finds_the_earlier_frame_on_a_later_pass()
    {
        using var work = new Workplace();

        Output output = await work.Tshark("-2", "-r", Recordings.TwoPmkids, "-Y", $"wsbridge.rule == \"{Rejected}\" && eapol", "-T",
            "fields", "-e", "frame.number");

        Assert.That(output.Good(), Is.EqualTo(Messages2.Select(number => $"{number}")));
    }

    private static async Task<int[]> Deauthentications(Workplace work) =>
    [
        .. (await work.PlainTshark("-r", Recordings.TwoPmkids, "-Y", "wlan.fc.type_subtype == 12", "-T", "fields", "-e", "frame.number"))
            .Good()
            .Select(number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)),
    ];
}
