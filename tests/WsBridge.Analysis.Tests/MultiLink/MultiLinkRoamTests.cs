using WsBridge.Analysis.Roams;
using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.MultiLink;

/// <summary>Where a multi-link client comes from, and what is no roam.</summary>
[TestFixture]
internal sealed class MultiLinkRoamTests
{
    private static readonly MacAddress s_sta = MakeAddress.Sta(9);
    private static readonly MacAddress s_oldMld = MakeAddress.Ap(0x10);
    private static readonly MacAddress s_old = MakeAddress.Ap(1);
    private static readonly MacAddress s_oldLink1 = MakeAddress.Ap(2);
    private static readonly MacAddress s_newMld = MakeAddress.Ap(0x20);
    private static readonly MacAddress s_new = MakeAddress.Ap(3);

    private int _sequence;

    [Test]
    public void A_roam_comes_from_a_BSSID_and_not_from_an_MLD_address()
    {
        CaptureBuilder capture = Announced();
        Associate(capture, MakeAddress.Sta(1), s_new, s_newMld, current: s_oldMld);

        Roam roam = Analyzed.Octets(capture.ToArray()).Roams.Single();

        Assert.That((roam.From, roam.To, roam.Sta), Is.EqualTo(((MacAddress?)s_old, s_new, s_sta)));
    }

    [Test]
    public void A_roam_from_an_AP_MLD_of_which_no_link_was_heard_comes_from_nowhere()
    {
        var capture = new CaptureBuilder();
        capture.Add(Beacon(s_new, s_newMld), 100);
        Associate(capture, MakeAddress.Sta(1), s_new, s_newMld, current: s_oldMld);

        Assert.That(Analyzed.Octets(capture.ToArray()).Roams.Single().From, Is.Null);
    }

    [Test]
    public void A_roam_with_another_link_address_comes_from_where_the_client_was()
    {
        CaptureBuilder capture = Announced();
        Associate(capture, MakeAddress.Sta(1), s_oldLink1, s_oldMld, current: null);
        Associate(capture, MakeAddress.Sta(2), s_new, s_newMld, current: s_oldMld);

        IReadOnlyList<Roam> roams = Analyzed.Octets(capture.ToArray()).Roams;

        Assert.That(roams.Select(roam => (roam.From, roam.To, roam.Sta)),
            Is.EqualTo(new[] { ((MacAddress?)null, s_oldLink1, s_sta), (s_oldLink1, s_new, s_sta) }));
    }

    [Test]
    public void Another_link_of_the_same_AP_is_no_roam()
    {
        CaptureBuilder capture = Announced();
        Associate(capture, MakeAddress.Sta(1), s_old, s_oldMld, current: null);
        Associate(capture, MakeAddress.Sta(2), s_oldLink1, s_oldMld, current: s_oldMld);

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(analyzed.Findings.Where(finding => finding.Roam == 2).Select(finding => finding.Message),
            Has.Some.StartsWith($"Reassociated with the same AP on another link, {s_old} -> {s_oldLink1}"));
    }

    private static CaptureBuilder Announced() => new CaptureBuilder()
        .Add(Beacon(s_old, s_oldMld, (s_oldLink1, 0, 1)), 100).Add(Beacon(s_oldLink1, s_oldMld), 100).Add(Beacon(s_new, s_newMld), 100);

    private static byte[] Beacon(MacAddress bssid, MacAddress mld, params (MacAddress, int, int)[] neighbors) => Testing.Frame.Beacon(
        bssid,
        [
        MakeElement.Ssid("net"),
        MakeElement.MultiLink(mld, bssid == s_oldLink1 ? 1 : 0),
        .. neighbors.Length > 0 ? (byte[][])[MakeElement.ReducedNeighborReport(36, neighbors)] : [],
    ]);

    /// <summary>An open association on one link.</summary>
    private void Associate(CaptureBuilder capture, MacAddress link, MacAddress bssid, MacAddress apMld, MacAddress? current)
    {
        byte[][] own = [MakeElement.Ssid("net"), MakeElement.MultiLink(s_sta, null)];
        byte[][] answer = [MakeElement.MultiLink(apMld, 0)];
        capture.AddAcked(Next(Testing.Frame.Authentication(link, bssid, 0, 1, 0, [MakeElement.MultiLink(s_sta, null)])), 50)
            .AddAcked(Next(Testing.Frame.Authentication(link, bssid, 0, 2, 0, [MakeElement.MultiLink(apMld, null)])), 5)
            .AddAcked(Next(current is { } before
                ? Testing.Frame.ReassociationRequest(link, bssid, before, own)
                : Testing.Frame.AssociationRequest(link, bssid, own)), 5)
            .AddAcked(Next(current is null
                ? Testing.Frame.AssociationResponse(link, bssid, 0, answer)
                : Testing.Frame.ReassociationResponse(link, bssid, 0, answer)), 5);
    }

    private byte[] Next(byte[] frame) => frame.WithSequence(++_sequence);
}
