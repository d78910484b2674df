using WsBridge.Testing;

namespace WsBridge.Dot11.Tests;

[TestFixture]
internal sealed class MultiLinkTests
{
    private static readonly MacAddress s_mld = MakeAddress.Ap(9);
    private static readonly MacAddress s_first = MakeAddress.Ap(1);
    private static readonly MacAddress s_second = MakeAddress.Ap(2);

    [Test]
    public void A_Basic_element_names_MLD_link_and_the_other_links()
    {
        // Association Response of link 0 with a profile of link 1 (accepted) and link 2 (status 1).
        byte[] octets = MakeElement.MultiLink(s_mld, 0, (1, s_first, [0x11, 0x04, 0, 0]), (2, s_second, [0x11, 0x04, 1, 0]));

        Assert.That(MultiLink.TryFindBasic(new Elements(octets), out MultiLink multiLink), Is.True);

        Assert.That((multiLink.MldAddress, multiLink.LinkId), Is.EqualTo(((MacAddress?)s_mld, (int?)0)));
        Assert.That(Links(multiLink), Is.EqualTo(new (int, MacAddress?, ushort?)[] { (1, s_first, 0), (2, s_second, 1) }));
    }

    [Test]
    public void The_element_of_a_client_has_no_Link_ID()
    {
        Assert.That(MultiLink.TryFindBasic(new Elements(MakeElement.MultiLink(s_mld, null)), out MultiLink multiLink), Is.True);

        Assert.That((multiLink.MldAddress, multiLink.LinkId), Is.EqualTo(((MacAddress?)s_mld, (int?)null)));
        Assert.That(Links(multiLink), Is.Empty);
    }

    [Test]
    public void Element_and_profile_go_on_in_fragments()
    {
        byte[] octets = MakeElement.MultiLink(s_mld, 3, (1, s_first, Octets.Repeat(0, 240)), (2, s_second, [0, 0, 17, 0]));

        Assert.That(new Elements(octets).Count(ElementId.Fragment), Is.EqualTo(1));
        Assert.That(MultiLink.TryFindBasic(new Elements(octets), out MultiLink multiLink), Is.True);
        Assert.That(Links(multiLink), Is.EqualTo(new (int, MacAddress?, ushort?)[] { (1, s_first, 0), (2, s_second, 17) }));
    }

    [TestCase(1, TestName = "Probe Request")]
    [TestCase(3, TestName = "TDLS")]
    public void Another_kind_names_no_MLD(int kind)
    {
        byte[] octets = MakeElement.MultiLink(s_mld, null);
        octets[3] = (byte)kind;

        Assert.That(MultiLink.TryFindBasic(new Elements(octets), out _), Is.False);
    }

    [Test]
    public void A_group_address_is_no_MLD() =>
        Assert.That(MultiLink.TryFindBasic(new Elements(MakeElement.MultiLink(new MacAddress(0x01_00_5E_00_00_01), null)), out _),
            Is.False);

    [Test]
    public void A_Reduced_Neighbor_Report_tells_links_of_the_same_AP_MLD_from_others()
    {
        byte[] octets = MakeElement.ReducedNeighborReport(36, (s_first, 0, 1), (s_second, 255, 15));

        List<NeighborAp> neighbors = [];
        foreach (NeighborAp neighbor in new ReducedNeighborReport(octets.AsSpan(2)))
        {
            neighbors.Add(neighbor);
        }

        Assert.That(neighbors, Is.EqualTo(new[]
        {
            new NeighborAp(s_first, 115, 36, 0, 1, 0, IsOfSameSsid: true),
            new NeighborAp(s_second, 115, 36, 255, null, 0, IsOfSameSsid: true),
        }));
    }

    [TestCase(7, null, false)]
    [TestCase(8, null, true)]
    [TestCase(9, null, true)]
    [TestCase(11, 0x02020202u, false)]
    [TestCase(12, 0x02020202u, true)]
    [TestCase(13, 0x02020202u, true)]
    public void A_Reduced_Neighbor_Report_may_have_the_Short_SSID_and_BSS_Parameters(int size, uint? shortSsid, bool isOfSameSsid)
    {
        byte[] body = [0, (byte)size, 81, 6, .. Octets.Repeat(2, size)];

        List<NeighborAp> neighbors = [];
        foreach (NeighborAp neighbor in new ReducedNeighborReport(body))
        {
            neighbors.Add(neighbor);
        }

        Assert.That(neighbors, Is.EqualTo(new[]
        {
            new NeighborAp(new MacAddress(0x02_02_02_02_02_02), 81, 6, null, null, shortSsid, isOfSameSsid),
        }));
    }

    [Test]
    public void A_complete_profile_inherits_from_the_frame_but_for_what_it_names()
    {
        byte[] rsne = MakeElement.Rsne(8), other = MakeElement.Rsne(24);
        byte[] profile = [0x11, 0x04, .. other, .. MakeElement.NonInheritance(244)];
        byte[][] around =
        [
            MakeElement.Ssid("net"), MakeElement.Any(5, 0, 1, 0, 0), rsne, MakeElement.Rsnxe(),
            MakeElement.ReducedNeighborReport(36, (s_first, 0, 1)), MakeElement.MultiLink(s_mld, 0, (1, s_second, profile)),
        ];
        var elements = new Elements(Octets.Join(around));
        Assert.That(MultiLink.TryFindBasic(elements, out MultiLink multiLink), Is.True);

        byte[]? merged = null;
        foreach (PerStaProfile one in multiLink.Profiles)
        {
            merged = one.Inherit(elements);
        }

        Assert.That(merged, Is.EqualTo(Octets.Join([around[0], other])));
    }

    [Test]
    public void A_Reconfiguration_element_tells_which_link_goes_and_when()
    {
        var elements = new Elements(MakeElement.LinkRemoval((2, 300), (5, 1)));
        Assert.That(MultiLink.TryFindBasic(elements, out _), Is.False);
        Assert.That(MultiLink.TryFind(elements, MultiLinkType.Reconfiguration, out MultiLink multiLink), Is.True);

        List<(int, LinkOperation, ushort?)> links = [];
        foreach (PerStaProfile profile in multiLink.Profiles)
        {
            links.Add((profile.LinkId, profile.Operation, profile.RemovalTimer));
        }

        Assert.That(links, Is.EqualTo(new[] { (2, LinkOperation.ApRemoval, (ushort?)300), (5, LinkOperation.ApRemoval, (ushort?)1) }));
    }

    [TestCase(19, 2, TestName = "SAE commit, group 19")]
    [TestCase(21, 2, TestName = "SAE commit, group 21")]
    [TestCase(19, 40, TestName = "SAE commit with a token in front")]
    public void The_element_is_found_behind_the_fields_of_SAE(int group, int extra)
    {
        int size = 3 * (group == 19 ? 32 : 66);
        byte[] commit = [(byte)group, 0, .. Octets.Repeat(0xFF, size + extra - 2), .. MakeElement.MultiLink(s_mld, null)];

        Assert.That(Find(Testing.Frame.Sae(MakeAddress.Sta(), MakeAddress.Ap(), false, 1, 0, commit)), Is.EqualTo(s_mld));
    }

    [Test]
    public void The_element_is_found_behind_a_confirm() =>
        Assert.That(Find(Testing.Frame.Sae(MakeAddress.Sta(), MakeAddress.Ap(), false, 2, 0,
            [1, 0, .. Octets.Repeat(0x6B, 32), .. MakeElement.MultiLink(s_mld, null)])), Is.EqualTo(s_mld));

    [Test]
    public void A_scalar_that_looks_like_the_element_is_none()
    {
        byte[] inScalar = [19, 0, .. MakeElement.MultiLink(s_mld, null), .. Octets.Repeat(7, 86)];

        Assert.That(Find(Testing.Frame.Sae(MakeAddress.Sta(), MakeAddress.Ap(), false, 1, 0, inScalar)), Is.Null);
    }

    private static MacAddress? Find(byte[] frame)
    {
        Assert.That(MacHeader.TryParse(frame, out MacHeader header, out _), Is.True);
        Assert.That(Authentication.TryParse(header, out Authentication authentication, out _), Is.True);
        return AuthenticationElements.TryFindMultiLink(authentication, out MultiLink multiLink) ? multiLink.MldAddress : null;
    }

    private static List<(int, MacAddress?, ushort?)> Links(MultiLink multiLink)
    {
        List<(int, MacAddress?, ushort?)> links = [];
        foreach (PerStaProfile profile in multiLink.Profiles)
        {
            links.Add((profile.LinkId, profile.Address, profile.ResponseStatus));
        }

        return links;
    }
}
