using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Tests.MultiLink;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Configuration;

/// <summary>OCI in the group key handshake, and which channel is right with multi-link.</summary>
[TestFixture]
internal sealed class OciOfGroupKeysTests
{
    private static readonly KeyedTypical Psk = new(6);
    private static readonly byte[] NewGtk = Octets.Repeat(0x6C, 16);
    private static readonly byte[] Here = MakeKde.Any(13, 81, 1, 0);
    private static readonly byte[] Elsewhere = MakeKde.Any(13, 81, 11, 0);

    private static byte[] Rsne(int akm) => MakeElement.Rsne(akm, 0x4080);

    [Test]
    public void Both_name_the_channel() => Assert.That(Messages(Rekey(Here, Here)), Is.Empty);

    [Test]
    public void Message_1_has_none() =>
        Assert.That(Messages(Rekey([], Here)), Has.One.EndsWith("message 1 of the group key handshake, decrypted, has no OCI."));

    [Test]
    public void Message_1_names_another_channel() => Assert.That(Messages(Rekey(Elsewhere, Here)), Has.One.Contains(
        "the OCI in message 1 of the group key handshake, decrypted, names channel 11 (operating class 81)"));

    [Test]
    public void Message_2_has_none() =>
        Assert.That(Messages(Rekey(Here, [])), Has.One.EndsWith("message 2 of the group key handshake has no OCI."));

    [Test]
    public void An_AP_that_goes_on_without_an_OCI_and_sends_none_is_one_note()
    {
        byte[] rsne = Rsne(6);
        IEnumerable<string> messages = Messages(Beginning(rsne).AddAcked(Psk.M2(rsne: rsne))
            .AddAcked(Psk.M3(keyData: [.. rsne, .. MakeKde.Gtk(1, KeyedTypical.Gtk)])).AddAcked(Psk.M4()));

        Assert.That(messages.Single(), Does.EndWith("but message 2 has no OCI, and the AP continues all the same."));
    }

    [Test]
    public void Multi_link_may_name_the_channel_of_any_link(
        [Values(1, 36, 11)] int named, [Values] bool isOtherLinkKnown)
    {
        byte[] oci = MakeKde.Any(13, named == 36 ? (byte)115 : (byte)81, (byte)named, 0);
        CaptureBuilder capture = MultiLinkTypical.Handshake(
            [.. MultiLinkTypical.GroupKeys(0), .. MultiLinkTypical.GroupKeys(1), .. Here], Rsne(8), isOtherLinkKnown ? 5180 : null, Here);
        capture.AddAcked(MultiLinkTypical.Network.Group1With([.. MultiLinkTypical.GroupKeys(0, NewGtk), .. oci]), 3000)
            .AddAcked(MultiLinkTypical.Network.Group2With(Here));

        Assert.That(Messages(capture, MultiLinkTypical.Keys), named == 11 && isOtherLinkKnown
            ? Has.One.Contains("names channel 11 (operating class 81), and the frame was captured on channel 1 (2412 MHz), link 1 is on channel 36")
            : Is.Empty);
    }

    private static CaptureBuilder Rekey(byte[] first, byte[] second)
    {
        byte[] rsne = Rsne(6);
        return Beginning(rsne).AddAcked(Psk.M2(rsne: [.. rsne, .. Here]))
            .AddAcked(Psk.M3(keyData: [.. rsne, .. MakeKde.Gtk(1, KeyedTypical.Gtk), .. Here])).AddAcked(Psk.M4())
            .AddAcked(Psk.Group1With([.. MakeKde.Gtk(2, NewGtk), .. first]), 3000).AddAcked(Psk.Group2With(second));
    }

    /// <summary>Up to message 1.</summary>
    private static CaptureBuilder Beginning(byte[] rsne)
    {
        byte[][] elements = [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), rsne];
        return new CaptureBuilder().Add(Frame.Beacon(Typical.Ap, elements)).AddAcked(Psk.Typical.AuthRequest(), 5)
            .AddAcked(Psk.Typical.AuthResponse()).AddAcked(Frame.AssociationRequest(Typical.Sta, Typical.Ap, elements))
            .AddAcked(Psk.Typical.AssocResponse()).AddAcked(Psk.M1());
    }

    private static IEnumerable<string> Messages(CaptureBuilder capture, IReadOnlyList<KnownKey>? known = null)
    {
        using var keys = new KeyTable(known ?? [KeyedTypical.GivenPassphrase]);
        return [.. Analyzed.Octets(capture.ToArray(), keys).Findings.Where(finding => finding.Rule.Name == "oci-missing-or-wrong")
            .Select(finding => finding.Message)];
    }
}
