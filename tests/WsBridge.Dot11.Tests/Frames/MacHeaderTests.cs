using WsBridge.Testing;

namespace WsBridge.Dot11.Tests;

[TestFixture]
internal sealed class MacHeaderTests
{
    private static readonly MacAddress s_ap = MakeAddress.Ap();
    private static readonly MacAddress s_sta = MakeAddress.Sta();

    [TestCase(true)]
    [TestCase(false)]
    public void Addresses_of_a_data_frame_follow_its_direction(bool fromAp)
    {
        var frame = Frame.Data(s_sta, s_ap, fromAp, [], new FrameOptions { Sequence = 0xABC, Fragment = 3, Retry = true });

        Assert.That(MacHeader.TryParse(frame, out var mac, out _), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mac.Kind, Is.EqualTo(FrameKind.QosData));
            Assert.That(mac.Length, Is.EqualTo(26));
            Assert.That(mac.Bssid, Is.EqualTo(s_ap));
            Assert.That(mac.StationAddress, Is.EqualTo(s_sta));
            Assert.That(mac.Ta, Is.EqualTo(fromAp ? s_ap : s_sta));
            Assert.That(mac.SequenceNumber, Is.EqualTo(0xABC));
            Assert.That(mac.FragmentNumber, Is.EqualTo(3));
            Assert.That(mac.Retry, Is.True);
        }
    }

    [Test]
    public void A_four_address_frame_has_no_BSSID_and_its_QoS_Control_after_address_4()
    {
        var frame = Octets.FromHex("88 83 0000 020000000100 020000000200 020000000300 1000 020000000400 0500 00000000 aa");
        // QoS data, To DS, From DS, +HTC | addresses 1 to 3 | sequence 1 | address 4 | QoS TID 5 | HT Control | body

        Assert.That(MacHeader.TryParse(frame, out var mac, out _), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mac.Length, Is.EqualTo(36));
            Assert.That(mac.QosControl, Is.EqualTo(5));
            Assert.That(mac.Sa, Is.EqualTo(new MacAddress(0x0200_0000_0400)));
            Assert.That(mac.Da, Is.EqualTo(new MacAddress(0x0200_0000_0300)));
            Assert.That(mac.Bssid, Is.Null);
            Assert.That(mac.StationAddress, Is.Null);
            Assert.That(mac.Body.ToArray(), Is.EqualTo(new byte[] { 0xAA }));
        }
    }

    [Test]
    public void An_Ack_has_a_receiver_and_nothing_else()
    {
        Assert.That(MacHeader.TryParse(Frame.Ack(s_sta), out var mac, out _), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mac.Ra, Is.EqualTo(s_sta));
            Assert.That(mac.Ta, Is.Null);
            Assert.That(mac.Address3, Is.Null);
            Assert.That(mac.Bssid, Is.Null);
            Assert.That(mac.HasSequenceControl, Is.False);
        }
    }

    [Test]
    public void The_bandwidth_signalling_bit_is_no_part_of_the_TA()
    {
        Assert.That(MacHeader.TryParse(Frame.Rts(s_ap, new MacAddress(s_sta.Value | 1UL << 40)), out var mac, out _), Is.True);
        Assert.That(mac.Ta, Is.EqualTo(s_sta));
    }

    [Test]
    public void Data_pad_moves_the_body_and_not_the_header()
    {
        byte[] frame = [.. Frame.Data(s_sta, s_ap, true, []), 0, 0, 0xAA];

        Assert.That(MacHeader.TryParse(frame, out var mac, out _, dataPad: true), Is.True);
        Assert.That(mac.Length, Is.EqualTo(26));
        Assert.That(mac.Body.ToArray(), Is.EqualTo(new byte[] { 0xAA }));
    }

    [Test]
    public void A_header_that_is_cut_off_reports_the_missing_octets()
    {
        Assert.That(MacHeader.TryParse(Frame.Deauthentication(s_sta, s_ap, 1).AsSpan(0, 20), out _, out var error), Is.False);
        Assert.That(error.ToString(), Is.EqualTo("MAC header at octet 0 needs 24 octets, 20 there."));
    }

    [Test]
    public void An_encrypted_deauthentication_gives_no_reason()
    {
        var frame = Frame.Deauthentication(s_sta, s_ap, 7, options: new FrameOptions { Protected = true });

        Assert.That(MacHeader.TryParse(frame, out var mac, out _), Is.True);
        Assert.That(Deauthentication.TryParse(mac, out _, out var error), Is.False);
        Assert.That(error.IsCutOff, Is.False);
    }
}
