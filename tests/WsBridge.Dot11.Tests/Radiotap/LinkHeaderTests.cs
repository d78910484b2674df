using WsBridge.Testing;

namespace WsBridge.Dot11.Tests;

[TestFixture]
internal sealed class LinkHeaderTests
{
    private static readonly byte[] s_ack = Frame.Ack(MakeAddress.Ap());

    /// <summary>AVS, version 1: TSF 5, channel 36, signal -47 dBm.</summary>
    public static byte[] Avs { get; } = Octets.FromHex("""
        80211001 00000040
        0000000000000005 0000000000000006
        00000004 00000024 0000006c 00000000 00000000
        00000002 ffffffd1 ffffffa1
        00000000 00000000
        d400 0000 020000000000
        """); // magic, length 64 | MAC time, host time | PHY, channel 36, rate, antenna, priority | SSI in dBm, -47, noise | preamble, encoding | Ack

    /// <summary>PPI with 802.11-Common: TSF 7 ms, FCS at the end and wrong, 5180 MHz, -60 dBm.</summary>
    public static byte[] Ppi { get; } = Octets.FromHex("""
        00 00 2000 69000000
        0200 1400
        0700000000000000 0700 0c00 3c14 4001 00 00 c4 a1
        d400 0000 020000000000 11223344
        """); // version, flags, length 32, DLT 105 | type 2, 20 octets | TSF, flags 1|2|4, rate, MHz, channel flags, FHSS, signal, noise | Ack, FCS

    /// <summary>Prism, wlan-ng numbering, with two items: MAC time 9 and channel 6.</summary>
    public static byte[] Prism { get; } = Octets.FromHex("""
        44000000 30000000 776c616e300000000000000000000000
        44000200 0000 0400 09000000
        44000300 0000 0400 06000000
        d400 0000 020000000000
        """); // code, length 48, "wlan0" | id 2, status, length, data | id 3 … | Ack

    [Test]
    public void Radiotap_fields_are_read_with_their_alignment()
    {
        var packet = Octets.FromHex("""
            00 00 1c00 6f480000
            0000000000000000
            10 0c 3c14 4001 c4 a1
            01 00 0000
            d400 0000 020000000000 11223344
            """); // version, pad, length 28, present TSFT|flags|rate|channel|signal|noise|antenna|RX flags | TSFT | flags FCS, 6 Mb/s, 5180 MHz, -60 dBm, noise | antenna 1, pad, RX flags | Ack, FCS

        Assert.That(LinkHeader.TryParse(LinkTypes.Radiotap, packet, out var link, out _), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(link.Length, Is.EqualTo(28));
            Assert.That(link.Tsf, Is.Zero);
            Assert.That(link.HasFcs, Is.True);
            Assert.That(link.BadFcs, Is.False);
            Assert.That(link.Rate, Is.EqualTo(12));
            Assert.That(link.FrequencyMHz, Is.EqualTo(5180));
            Assert.That(link.SignalDbm, Is.EqualTo(-60));
            Assert.That(link.MacFrame(packet).ToArray(), Is.EqualTo(s_ack));
        }
    }

    [Test]
    public void A_field_of_one_antenna_in_an_extended_present_word_does_not_replace_that_of_the_frame()
    {
        // Length 15, present signal, radiotap namespace, more | signal, antenna | -60 dBm | -80 dBm, antenna 1.
        var packet = Octets.FromHex("00 00 0f00 200000a0 20080000 c4 b0 01");

        Assert.That(LinkHeader.TryParse(LinkTypes.Radiotap, packet, out var link, out _), Is.True);
        Assert.That(link.SignalDbm, Is.EqualTo(-60));
    }

    [Test]
    public void A_vendor_namespace_is_skipped_and_the_radiotap_namespace_taken_up_again()
    {
        // Present: vendor namespace, more | three vendor bits, radiotap namespace, more | signal. Then OUI 00-11-22, sub 0, skip 3 | 3 octets | -50 dBm.
        var packet = Octets.FromHex("00 00 1e00 000000c0 070000a0 20000000 001122 00 0300 aabbcc ce 00000000");

        Assert.That(LinkHeader.TryParse(LinkTypes.Radiotap, packet, out var link, out var error), Is.True, error.ToString());
        Assert.That(link.SignalDbm, Is.EqualTo(-50));
    }

    [Test]
    public void What_a_radiotap_header_leaves_away_is_null()
    {
        var packet = MakeRadiotap.Wrap(s_ack, new RadiotapOptions { Flags = null, SignalDbm = null, FrequencyMHz = null });

        Assert.That(LinkHeader.TryParse(LinkTypes.Radiotap, packet, out var link, out _), Is.True);
        Assert.That(link, Is.EqualTo(new LinkHeader { Length = 8 }));
    }

    [Test]
    public void A_radiotap_header_that_is_cut_off_reports_the_missing_octets()
    {
        var packet = MakeRadiotap.Wrap([]);

        Assert.That(LinkHeader.TryParse(LinkTypes.Radiotap, packet.AsSpan(0, 10), out _, out var error), Is.False);
        Assert.That(error, Is.EqualTo(new ParseError("Radiotap header", 0, packet.Length, 10)));
    }

    [Test]
    public void A_frame_with_FCS_cut_to_a_snapshot_length_keeps_what_is_not_FCS()
    {
        var packet = MakeRadiotap.Wrap(s_ack, new RadiotapOptions { Flags = 0x10 });

        Assert.That(LinkHeader.TryParse(LinkTypes.Radiotap, packet, out var link, out _), Is.True);
        Assert.That(link.MacFrame(packet.AsSpan(0, packet.Length - 3), packet.Length).ToArray(), Is.EqualTo(s_ack));
        Assert.That(link.MacFrame(packet.AsSpan(0, packet.Length - 6), packet.Length).ToArray(), Is.EqualTo(s_ack[..^2]));
    }

    [Test]
    public void PPI_tells_FCS_channel_signal_and_time()
    {
        Assert.That(LinkHeader.TryParse(LinkTypes.Ppi, Ppi, out var link, out var error), Is.True, error.ToString());
        Assert.That(link, Is.EqualTo(new LinkHeader
        {
            Length = 32,
            HasFcs = true,
            BadFcs = true,
            FrequencyMHz = 5180,
            SignalDbm = -60,
            Rate = 12,
            Tsf = 7000,
        }));
        Assert.That(link.MacFrame(Ppi).ToArray(), Is.EqualTo(s_ack));
    }

    [TestCase(LinkTypes.Avs)]
    [TestCase(LinkTypes.Prism)]
    public void AVS_is_read_under_its_own_link_type_and_under_that_of_Prism(int linkType)
    {
        Assert.That(LinkHeader.TryParse(linkType, Avs, out var link, out var error), Is.True, error.ToString());
        Assert.That(link, Is.EqualTo(new LinkHeader { Length = 64, FrequencyMHz = 5180, SignalDbm = -47, Tsf = 5 }));
        Assert.That(link.MacFrameWithoutFcs(Avs).ToArray(), Is.EqualTo(s_ack));
    }

    [Test]
    public void Prism_tells_channel_and_time()
    {
        Assert.That(LinkHeader.TryParse(LinkTypes.Prism, Prism, out var link, out var error), Is.True, error.ToString());
        Assert.That(link, Is.EqualTo(new LinkHeader { Length = 48, FrequencyMHz = 2437, Tsf = 9 }));
    }

    [Test]
    public void Without_a_header_an_FCS_is_what_the_CRC_confirms()
    {
        byte[] withFcs = [.. s_ack, .. BitConverter.GetBytes(MakeRadiotap.Fcs(s_ack))];

        Assert.That(LinkHeader.TryParse(LinkTypes.Ieee80211, withFcs, out var link, out _), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(link.HasFcs, Is.Null);
            Assert.That(link.MacFrame(withFcs).Length, Is.EqualTo(withFcs.Length), "not looked for");
            Assert.That(link.MacFrameWithoutFcs(withFcs).ToArray(), Is.EqualTo(s_ack));
            Assert.That(link.MacFrameWithoutFcs(s_ack).ToArray(), Is.EqualTo(s_ack));
        }
    }
}
