using WsBridge.Testing;

namespace WsBridge.Dot11.Tests;

[TestFixture]
internal sealed class TransitionDisableKdeTests
{
    [Test]
    public void The_first_octet_of_the_bitmap_is_read_behind_other_KDEs()
    {
        // A GTK KDE, then the bitmap: WPA3-Personal and SAE-PK, and an octet that is not defined.
        byte[] keyData = MakeKde.Pad(Octets.Join([MakeKde.Gtk(1, Octets.Repeat(5, 16)), Kde(0x03, 0xFF)]));

        Assert.That(TransitionDisableKde.TryFind(new Kdes(keyData), out TransitionModes modes), Is.True);

        Assert.That(modes, Is.EqualTo(TransitionModes.Wpa3Personal | TransitionModes.SaePk));
    }

    [Test]
    public void One_without_a_bitmap_is_none() => Assert.That(TransitionDisableKde.TryFind(new Kdes(Kde()), out _), Is.False);

    [Test]
    public void The_same_type_of_another_OUI_is_none() =>
        Assert.That(TransitionDisableKde.TryFind(new Kdes(MakeElement.Vendor(0x000FAC, 0x20, 0x01)), out _), Is.False);

    private static byte[] Kde(params byte[] data) => MakeElement.Vendor(VendorOui.WifiAlliance, 0x20, data);
}
