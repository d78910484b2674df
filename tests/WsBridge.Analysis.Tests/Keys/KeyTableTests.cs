using System.Text;
using WsBridge.Analysis.Keys;

namespace WsBridge.Analysis.Tests.Keys;

internal sealed class KeyTableTests
{
    private static readonly byte[] Passphrase = "correct horse"u8.ToArray();

    [Test]
    public void A_disposed_table_gives_no_material()
    {
        var table = new KeyTable([new KnownKey(KeyKind.Passphrase, Passphrase, "here")]);
        KnownKey key = table.Keys[0];
        Assert.That(key.Material.SequenceEqual(Passphrase));

        table.Dispose();

        Assert.That(() => key.Material.Length, Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void Disposing_zeroes_the_octets()
    {
        var key = new KnownKey(KeyKind.Passphrase, Passphrase, "here");
        ReadOnlySpan<byte> material = key.Material;

        key.Dispose();

        Assert.That(material.IndexOfAnyExcept((byte)0), Is.EqualTo(-1));
    }

    [Test]
    public void A_key_in_words_shows_kind_and_source_alone()
    {
        using var key = new KnownKey(KeyKind.Passphrase, Passphrase, "key file keys.txt, line 3",
            new KeyBinding { Ssid = "net"u8.ToArray() });

        Assert.That(key.ToString(), Is.EqualTo("Passphrase (key file keys.txt, line 3)"));
        Assert.That(key.Binding.ToString(), Does.Not.Contain(Encoding.ASCII.GetString(Passphrase)));
    }

    [TestCase(KeyKind.Passphrase, 7, false)]
    [TestCase(KeyKind.Passphrase, 8, true)]
    [TestCase(KeyKind.Passphrase, 63, true)]
    [TestCase(KeyKind.Passphrase, 64, false)]
    [TestCase(KeyKind.Psk, 32, true)]
    [TestCase(KeyKind.Psk, 64, false)]
    [TestCase(KeyKind.Pmk, 48, true)]
    [TestCase(KeyKind.Msk, 64, true)]
    [TestCase(KeyKind.Msk, 33, false)]
    public void Each_kind_has_its_lengths(KeyKind kind, int octets, bool fits)
    {
        Assert.That(KnownKey.HasLength(kind, octets), Is.EqualTo(fits));
    }

    [Test]
    public void A_key_of_a_wrong_length_is_refused_without_its_octets()
    {
        Assert.That(() => new KnownKey(KeyKind.Psk, Passphrase, "here"),
            Throws.ArgumentException.With.Message.StartsWith("A Psk has not 13 octets."));
    }
}
