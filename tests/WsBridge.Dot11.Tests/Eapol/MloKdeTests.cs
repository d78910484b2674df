using WsBridge.Testing;

namespace WsBridge.Dot11.Tests;

[TestFixture]
internal sealed class MloKdeTests
{
    [Test]
    public void An_MLO_Link_KDE_has_link_address_and_elements()
    {
        // Link Information: link 2, RSNE Present.
        byte[] data = [0x12, .. new OctetWriter().Address(MakeAddress.Ap(2)).ToArray(), .. MakeElement.Rsne(8)];

        Assert.That(MloLinkKde.TryParse(data, 100, out MloLinkKde link, out _), Is.True);

        Assert.That((link.LinkId, link.Address, link.Elements.TryFind(ElementId.Rsne, out Element rsne), rsne.Offset),
            Is.EqualTo((2, MakeAddress.Ap(2), true, 107)));
    }

    [Test]
    public void MLO_group_keys_have_their_link()
    {
        // Key ID 1 of link 3, PN, key; Key ID 4, IPN, link 3, key.
        Assert.That(MloGtkKde.TryParse([0x31, 0, 0, 0, 0, 0, 0, .. Octets.Repeat(5, 16)], out MloGtkKde gtk, out _), Is.True);
        Assert.That(MloIgtkKde.TryParse([4, 0, 0, 0, 0, 0, 0, 0, 0x30, .. Octets.Repeat(6, 16)], out MloIgtkKde igtk, out _), Is.True);

        Assert.That((gtk.KeyId, gtk.LinkId, gtk.Gtk.Length), Is.EqualTo((1, 3, 16)));
        Assert.That((igtk.KeyId, igtk.LinkId, igtk.Key.Length), Is.EqualTo((4, 3, 16)));
    }

    [Test]
    public void One_that_is_cut_off_says_what_is_missing()
    {
        Assert.That(MloLinkKde.TryParse([1, 2], 0, out _, out ParseError error), Is.False);

        Assert.That((error.Needed, error.There), Is.EqualTo((7, 2)));
    }
}
