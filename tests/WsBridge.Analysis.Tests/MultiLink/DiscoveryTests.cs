using System.IO.Hashing;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Roams;
using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.MultiLink;

/// <summary>A BSS of which no Beacon was captured may have a name all the same.</summary>
[TestFixture]
internal sealed class DiscoveryTests
{
    private static readonly Typical s_network = new(8);

    [TestCase(0, Typical.NetworkName)]
    [TestCase(1 << 6, null)] // a Short SSID is none
    public void FILS_Discovery_names_the_network(int indicator, string? name)
    {
        byte[] ssid = [.. Typical.NetworkName.Select(letter => (byte)letter)];
        byte[] body = new OctetWriter().U8(4).U8(34).U16((ssid.Length - 1) | indicator).U64(0).U16(100).Add(ssid).ToArray();
        CaptureBuilder capture = new CaptureBuilder()
            .Add(Frame.Management(FrameKind.Action, MacAddress.Broadcast, Typical.Ap, Typical.Ap, body))
            .AddAcked(s_network.AuthRequest(), 10).AddAcked(s_network.AuthResponse());

        Assert.That(Analyzed.Octets(capture.ToArray()).Roams.Single().Ssid, Is.EqualTo(name));
    }

    [Test]
    public void A_Short_SSID_names_the_network_when_another_BSS_has_told_it()
    {
        byte[] ssid = [.. Typical.NetworkName.Select(letter => (byte)letter)];
        byte[] body = new OctetWriter().U8(4).U8(34).U16(3 | 1 << 6).U64(0).U16(100).U32(Crc32.HashToUInt32(ssid)).ToArray();
        CaptureBuilder capture = new CaptureBuilder().Add(s_network.Beacon(Typical.OtherAp))
            .Add(Frame.Management(FrameKind.Action, MacAddress.Broadcast, Typical.Ap, Typical.Ap, body))
            .AddAcked(s_network.AuthRequest(), 10).AddAcked(s_network.AuthResponse());

        Assert.That(Analyzed.Octets(capture.ToArray()).Roams.Single().Ssid, Is.EqualTo(Typical.NetworkName));
    }

    [Test]
    public void A_Reduced_Neighbor_Report_names_network_and_channel_of_a_BSS_that_was_not_heard()
    {
        var unknown = new RadiotapOptions { FrequencyMHz = null };
        byte[] beacon = Frame.Beacon(
            Typical.OtherAp,
            [MakeElement.Ssid(Typical.NetworkName), MakeElement.ReducedNeighborReport(44, (Typical.Ap, 255, 15))]);
        CaptureBuilder capture = new CaptureBuilder().Add(beacon, 1, unknown)
            .AddAcked(s_network.AuthRequest(), 10, unknown).AddAcked(s_network.AuthResponse(), 1, unknown);

        Roam roam = Analyzed.Octets(capture.ToArray()).Roams.Single();

        Assert.That((roam.Ssid, roam.ChannelTo), Is.EqualTo((Typical.NetworkName, (int?)44)));
    }

    [Test]
    public void What_a_client_asks_for_is_surer_than_a_Reduced_Neighbor_Report()
    {
        byte[] beacon = Frame.Beacon(
            Typical.OtherAp,
            [MakeElement.Ssid("another network"), MakeElement.ReducedNeighborReport(44, (Typical.Ap, 255, 15))]);
        CaptureBuilder capture = new CaptureBuilder().Add(beacon).AddAcked(s_network.AuthRequest(), 10).AddAcked(s_network.AuthResponse())
            .AddAcked(s_network.AssocRequest()).AddAcked(s_network.AssocResponse());

        Assert.That(Analyzed.Octets(capture.ToArray()).Roams.Single().Ssid, Is.EqualTo(Typical.NetworkName));
    }

    [Test]
    public void An_unsolicited_Probe_Response_is_heard()
    {
        byte[] probe = Frame.ProbeResponse(MacAddress.Broadcast, Typical.Ap, [MakeElement.Ssid(Typical.NetworkName), s_network.Rsne()]);
        CaptureBuilder capture = new CaptureBuilder().Add(probe).AddAcked(s_network.AuthRequest(), 10).AddAcked(s_network.AuthResponse());

        Assert.That(Analyzed.Octets(capture.ToArray()).Roams.Single().Ssid, Is.EqualTo(Typical.NetworkName));
    }

    [TestCase(0x80, 0)]
    [TestCase(0, 1)]
    public void A_profile_of_a_Probe_Response_stands_for_the_Beacon_of_another_link(int capabilities, int differences)
    {
        byte[] own = MakeElement.Rsne(8, 0x80);
        byte[] linkKde = MakeKde.Any(19,
            [0x11, .. new OctetWriter().Address(MakeAddress.Ap(2)).ToArray(), .. MakeElement.Rsne(8, capabilities)]);
        byte[] probe = Frame.ProbeResponse(
            Typical.Sta,
            Typical.Ap,
            [
                MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), MultiLinkTypical.Network.M2Rsne,
                MakeElement.MultiLink(Typical.Ap, 0, (1, MakeAddress.Ap(2), [0x11, 0x04, .. own])),
            ]);
        CaptureBuilder capture = new CaptureBuilder().Add(probe);
        MultiLinkTypical.AddHandshake(capture, [.. MultiLinkTypical.GroupKeys(0), .. MultiLinkTypical.GroupKeys(1), .. linkKde]);
        using var keys = new KeyTable(MultiLinkTypical.Keys);

        Assert.That(Analyzed.Octets(capture.ToArray(), keys).Findings.Where(finding => finding.Rule.Name == "m3-rsne-vs-beacon")
            .Select(finding => finding.Message),
            Has.Exactly(differences).StartsWith("The RSNE of message 3 for link 1, decrypted, has RSN Capabilities"));
    }
}
