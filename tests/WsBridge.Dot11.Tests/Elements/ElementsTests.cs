using WsBridge.Testing;

namespace WsBridge.Dot11.Tests;

[TestFixture]
internal sealed class ElementsTests
{
    [Test]
    public void A_cut_off_element_ends_the_walk_and_what_came_before_stays()
    {
        byte[] octets = [.. MakeElement.Mde(), 48, 20, 1, 0];
        var elements = new Elements(octets, 30);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(elements.TryFind(ElementId.Mde, out var mde), Is.True);
            Assert.That(mde.Offset, Is.EqualTo(30));
            Assert.That(elements.TryFind(ElementId.Rsne, out _), Is.False);
            Assert.That(elements.Error, Is.EqualTo(new ParseError("Element 48", 37, 20, 2)));
        }
    }

    [Test]
    public void An_extended_element_has_its_extension_before_the_body()
    {
        var elements = new Elements(MakeElement.Any(255, 107, 1, 2));

        Assert.That(elements.TryFindExtension(107, out var element), Is.True);
        Assert.That(element.Body.ToArray(), Is.EqualTo(new byte[] { 1, 2 }));
        Assert.That(element.BodyOffset, Is.EqualTo(3));
    }

    [Test]
    public void A_fragmented_FTE_is_joined_and_its_octets_stay_together()
    {
        var fte = MakeElement.Fte(new FteOptions { R0khId = "r0kh", MoreSubelements = MakeElement.Any(4, new byte[200]) });
        byte[] octets = [.. MakeElement.Mde(), .. fte, .. MakeElement.Rsnxe()];
        var elements = new Elements(octets, 100);

        Assert.That(elements.TryFind(ElementId.Fte, out var element), Is.True);
        Assert.That(Fte.TryParse(elements.JoinedBody(element), 16, out var joined, out _), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(elements.WithFragments(element).ToArray(), Is.EqualTo(fte));
            Assert.That(joined.Body.Length, Is.EqualTo(fte.Length - 4));
            Assert.That(joined.Subelements.TryFind(FteSubelement.Igtk, out _), Is.True);
            Assert.That(joined.Subelements.Error, Is.Null);
            Assert.That(elements.Count(ElementId.Rsnxe), Is.EqualTo(1));
        }
    }

    [Test]
    public void A_run_covers_as_many_elements_as_asked_for()
    {
        byte[][] parts = [MakeElement.Ssid("a"), MakeElement.Rde(1, 1, 0), MakeElement.Any(13, 1, 2, 3), MakeElement.Rsnxe()];
        var octets = Octets.Join(parts);
        var elements = new Elements(octets, 7);

        Assert.That(elements.TryFind(ElementId.Rde, out var rde), Is.True);
        Assert.That(elements.Run(rde, 2).ToArray(), Is.EqualTo(Octets.Join(parts[1], parts[2])));
        Assert.That(elements.Run(rde, 9).ToArray(), Is.EqualTo(Octets.Join(parts[1..])));
    }

    [TestCase(16, 0x00)]
    [TestCase(24, 0x02)]
    [TestCase(32, 0x04)]
    public void An_FTE_is_read_with_the_MIC_length_of_its_AKM(int micLength, int control)
    {
        var octets = MakeElement.Fte(new FteOptions
        {
            Mic = Octets.Repeat(0xAA, micLength),
            MicControl = control | 1,
            ElementCount = 4,
            ANonce = Octets.Repeat(0xBB, 32),
            SNonce = Octets.Repeat(0xCC, 32),
            R1khId = MakeAddress.Ap(2),
            R0khId = "nas",
        });

        Assert.That(Fte.TryParse(octets.AsSpan(2), micLength, out var fte, out _), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fte.RsnxeUsed, Is.True);
            Assert.That(fte.MicLengthAgrees, Is.True);
            Assert.That(fte.ElementCount, Is.EqualTo(4));
            Assert.That(fte.Mic.ToArray(), Is.EqualTo(Octets.Repeat(0xAA, micLength)));
            Assert.That(fte.ANonce.ToArray(), Is.EqualTo(Octets.Repeat(0xBB, 32)));
            Assert.That(fte.SNonce.ToArray(), Is.EqualTo(Octets.Repeat(0xCC, 32)));
            Assert.That(fte.TryGetR1khId(out var r1khId) && r1khId == MakeAddress.Ap(2), Is.True);
            Assert.That(fte.TryGetR0khId(out var r0khId) && r0khId.SequenceEqual("nas"u8), Is.True);
            Assert.That(fte.TryGetGtk(out _), Is.False);
            Assert.That(Fte.GuessMicLength(octets.AsSpan(2)), Is.EqualTo(micLength));
        }
    }

    [Test]
    public void An_FTE_with_a_MIC_of_24_octets_is_recognized_though_an_older_AP_leaves_MIC_Length_at_zero()
    {
        // IEEE 802.11 FT over 802.1X with SHA-384 as hostapd 2.10 writes it.
        var octets = Octets.FromHex("""
            376a 0003
            000000000000000000000000000000000000000000000000
            5555555555555555555555555555555555555555555555555555555555555555
            aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
            0106020000000100 030664756d6d7930
            """); // ID, length, MIC Control | MIC | ANonce | SNonce | R1KH-ID, R0KH-ID "dummy0"

        Assert.That(Fte.GuessMicLength(octets.AsSpan(2)), Is.EqualTo(24));
        Assert.That(Fte.TryParse(octets.AsSpan(2), 24, out var fte, out _), Is.True);
        Assert.That(fte.MicLengthAgrees, Is.False);
        Assert.That(fte.TryGetR1khId(out var r1khId) && r1khId == MakeAddress.Ap(1), Is.True);
    }

    [Test]
    public void MDID_is_printed_as_on_air()
    {
        Assert.That(Mde.TryParse(MakeElement.Mde(0x0102, 1).AsSpan(2), out var mde, out _), Is.True);
        Assert.That((mde.Mdid.ToString(), mde.FtOverDs, mde.ResourceRequest), Is.EqualTo(("0102", true, false)));
    }

    [Test]
    public void A_timeout_interval_knows_its_unit()
    {
        Assert.That(TimeoutInterval.TryParse(MakeElement.TimeoutInterval(1, 1000).AsSpan(2), out var interval, out _), Is.True);
        Assert.That(interval.Duration, Is.EqualTo(TimeSpan.FromMicroseconds(1_024_000)));
    }

    [Test]
    public void An_RSNXE_shorter_than_it_says_is_cut_off()
    {
        Assert.That(Rsnxe.TryParse([0x21], out _, out var error), Is.False);
        Assert.That(error, Is.EqualTo(new ParseError("Extended RSN Capabilities", 0, 2, 1)));
        Assert.That(Rsnxe.TryParse([0x20], out var rsnxe, out _), Is.True);
        Assert.That(rsnxe.SaeHashToElement, Is.True);
        Assert.That(rsnxe.SecureLtf, Is.False);
    }

    [Test]
    public void An_SSID_shows_as_text_with_what_cannot_be_printed_escaped()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Ssid.ToText("Café ☕"u8), Is.EqualTo("Café ☕"));
            Assert.That(Ssid.ToText([0x41, 0x00, 0x0A, 0xFF, 0x5C]), Is.EqualTo(@"A\x00\x0a\xff\\"));
            Assert.That(Ssid.ToText("\u202Eabc"u8), Is.EqualTo(@"\xe2\x80\xaeabc"));
            Assert.That(Ssid.TryParse(new byte[33], out _, out _), Is.False);
        }
    }

    [Test]
    public void An_index_finds_what_a_walk_finds()
    {
        var random = new Random(1);
        byte[] ids =
        [
            ElementId.Ssid,
            ElementId.Rsne,
            ElementId.Mde,
            ElementId.Fte,
            ElementId.Rsnxe,
            ElementId.Rde,
            ElementId.VendorSpecific,
            ElementId.Extension,
        ];
        for (var round = 0; round < 2000; round++)
        {
            byte[] octets = [.. Enumerable.Range(0, random.Next(12))
                .SelectMany(_ => MakeElement.Any(ids[random.Next(ids.Length)], Octets.Repeat(7, random.Next(40))))];
            octets = octets[..random.Next(octets.Length / 2, octets.Length + 1)];
            var index = new ElementIndex(octets);
            var walked = new Elements(octets, 36);
            var indexed = new Elements(octets, 36, in index);

            Assert.That(indexed.AreWhole, Is.EqualTo(walked.Error is null));
            Assert.That(indexed.Error, Is.EqualTo(walked.Error));
            foreach (byte id in ids)
            {
                var there = walked.TryFind(id, out var expected);
                Assert.That(indexed.TryFind(id, out var found), Is.EqualTo(there));
                Assert.That((found.Offset, Convert.ToHexString(found.Octets)),
                    Is.EqualTo((expected.Offset, Convert.ToHexString(expected.Octets))));
            }
        }
    }

    [Test]
    public void More_elements_than_an_index_is_for_are_walked()
    {
        byte[] octets =
        [
            .. Enumerable.Range(0, 400).SelectMany(_ => MakeElement.Any(ElementId.VendorSpecific, new byte[200])),
            .. MakeElement.Mde(),
        ];
        var index = new ElementIndex(octets);
        var elements = new Elements(octets, 36, in index);

        Assert.That(elements.AreWhole, Is.True);
        Assert.That(elements.TryFind(ElementId.Mde, out var mde), Is.True);
        Assert.That(mde.Offset, Is.EqualTo(36 + 400 * 202));
    }
}
