using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Roams;
using WsBridge.Dot11;
using WsBridge.Testing;
using Captured = WsBridge.Testing.Recording;

namespace WsBridge.Analysis.Tests.MultiLink;

/// <summary>A multi-link device is one client and one AP, whichever addresses and links its frames use.</summary>
[TestFixture]
internal sealed class MultiLinkIdentityTests
{
    private static readonly MacAddress s_client = Address(0x02_00_00_00_0A_00);
    private static readonly MacAddress s_clientOnLink0 = Address(0x82_7E_92_05_D1_86);
    private static readonly MacAddress s_clientOnLink1 = Address(0x7E_10_40_0E_40_6D);
    private static readonly MacAddress s_ap = Address(0x02_00_00_00_09_00);
    private static readonly MacAddress s_apOnLink0 = Address(0x02_00_00_A3_32_4B);
    private static readonly MacAddress s_apOnLink1 = Address(0x02_00_00_04_FA_53);

    private static IReadOnlyList<AirFrame> TwoLinks =>
        AirFrame.Of(Captured.Read(Path.Combine(RepositoryPaths.Captures, "hwsim", "eht_mld_sae_two_links.pcapng")));

    [Test]
    public void A_row_has_MLD_and_link_addresses()
    {
        Roam roam = Analyze(TwoLinks).Roams.Single();

        Assert.That((roam.Sta, roam.To, roam.Outcome), Is.EqualTo((s_client, s_apOnLink0, RoamOutcome.Success)));
        Assert.That((roam.Links!.Client, roam.Links.Ap, roam.Links.Link.Id), Is.EqualTo((s_client, (MacAddress?)s_ap, (int?)0)));
        Assert.That(roam.Links.Links,
            Is.EqualTo(new[] { new SetupLink(0, s_clientOnLink0, s_apOnLink0), new SetupLink(1, s_clientOnLink1, s_apOnLink1) }));
    }

    [Test]
    public void Attempts_with_new_link_addresses_are_of_one_client()
    {
        // The first commit uses another link address, and its group is refused.
        Assert.That(Analyze(TwoLinks).Roams.Single().Start.Id, Is.EqualTo(15));
    }

    [Test]
    public void Data_on_another_link_follows_the_success()
    {
        // Frame 46 is the first protected one of the client, on link 1.
        Roam roam = Analyze(TwoLinks).Roams.Single();

        Assert.That(roam.FirstDataUpMs, Is.GreaterThan(roam.HandoffMs!.Value));
    }

    [Test]
    public void Messages_on_the_other_link_are_of_the_same_handshake()
    {
        Roam roam =
            Analyze(TwoLinks.Select(frame => frame.Number is 37 or 39
                ? Between(frame, s_clientOnLink1, s_apOnLink1)
                : frame)).Roams.Single();

        Assert.That((roam.Outcome, roam.Frames.M2.Count, roam.Frames.M3.Count), Is.EqualTo((RoamOutcome.Success, 1, 1)));
    }

    [Test]
    public void Messages_addressed_with_MLD_addresses_are_of_the_same_handshake()
    {
        Roam roam =
            Analyze(TwoLinks.Select(frame => frame.Number is >= 35 and <= 43 ? Between(frame, s_client, s_ap) : frame)).Roams.Single();

        Assert.That((roam.Sta, roam.To, roam.Outcome, roam.Frames.M1.Count, roam.Frames.M4.Count),
            Is.EqualTo((s_client, s_apOnLink0, RoamOutcome.Success, 1, 1)));
    }

    [Test]
    public void A_capture_that_begins_with_the_handshake_names_the_devices_all_the_same()
    {
        Roam roam = Analyze(TwoLinks.Where(frame => frame.Number >= 35)).Roams.Single();

        Assert.That((roam.Sta, roam.To, roam.Outcome), Is.EqualTo((s_client, s_apOnLink0, RoamOutcome.Success)));
        Assert.That(roam.Links!.Ap, Is.EqualTo(s_ap));
    }

    [Test]
    public void Messages_1_and_2_on_two_links_where_the_capture_begins_with_them_are_of_one_handshake()
    {
        IReadOnlyList<AirFrame> frames =
            AirFrame.Of(Captured.Read(Path.Combine(RepositoryPaths.Captures, "field", "mlo-4way-across-links.pcap")));

        Roam roam = Analyze(frames.Where(frame => frame.Number >= 17)).Roams.Single();

        Assert.That((roam.Sta, roam.To, roam.Outcome), Is.EqualTo((Address(0x02_1A_11_00_00_90), Address(0x02_1A_11_00_00_10),
            RoamOutcome.Success)));
        Assert.That((roam.Frames.M1.Count, roam.Frames.M2.Count, roam.Frames.M3.Count, roam.Frames.M4.Count), Is.EqualTo((1, 1, 1, 1)));
    }

    [Test]
    public void Deauthentication_on_the_other_link_ends_the_attempt()
    {
        IEnumerable<AirFrame> frames = TwoLinks.Where(frame => frame.Number < 39)
            .Append(TwoLinks.First(frame => frame.Number == 39) with
            {
                Mac = Testing.Frame.Deauthentication(s_clientOnLink1, s_apOnLink1, 15).WithSequence(77),
            });

        Roam roam = Analyze(frames).Roams.Single();

        Assert.That((roam.Outcome, roam.Frames.Deauthentication?.Id), Is.EqualTo((RoamOutcome.Failed, (long?)frames.Count())));
    }

    [Test]
    public void Two_clients_at_one_AP_are_two()
    {
        Analyzed analyzed = Analyzed.File(Path.Combine(RepositoryPaths.Captures, "hwsim", "eht_mld_and_mlds.pcapng"));

        Assert.That(analyzed.Roams.Select(roam => (roam.Sta, roam.Outcome)), Is.EqualTo(new[]
        {
            (Address(0x02_00_00_00_20_00), RoamOutcome.Success),
            (Address(0x02_00_00_00_21_00), RoamOutcome.Success),
        }));
    }

    [Test]
    public void A_client_without_multi_link_has_no_links()
    {
        Analyzed analyzed = Analyzed.File(Path.Combine(RepositoryPaths.Captures, "15a_wpa3-sae.pcapng"));

        Assert.That(analyzed.Roams.Select(roam => roam.Links), Is.Not.Empty.And.All.Null);
        Assert.That(analyzed.Findings.Select(finding => finding.Links), Is.Not.Empty.And.All.Null);
    }

    private static Analyzed Analyze(IEnumerable<AirFrame> frames) => Analyzed.Octets(AirFrame.ToRecording("multi-link", frames).ToArray());

    private static MacAddress Address(ulong value) => new(value);

    /// <summary>The frame between other addresses; Address 3 stays, which is above the links.</summary>
    private static AirFrame Between(AirFrame frame, MacAddress client, MacAddress ap)
    {
        byte[] mac = [.. frame.Mac];
        if (!MacHeader.TryParse(mac, out MacHeader header, out _) || header.Type != FrameType.Data)
        {
            return frame;
        }

        (header.ToDs ? ap : client).CopyTo(mac.AsSpan(4));
        (header.ToDs ? client : ap).CopyTo(mac.AsSpan(10));
        return frame with { Mac = mac };
    }
}
