using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Tests;

[TestFixture]
internal sealed class ShortHexTests
{
    private static readonly byte[] Nonce = [.. Enumerable.Range(0xA0, 32).Select(octet => (byte)octet)];

    [Test]
    public void One_value_is_shown_by_its_first_octets()
    {
        Assert.That(ShortHex.Of(Nonce), Is.EqualTo("a0a1a2a3…"));
        Assert.That(ShortHex.Of(new byte[16]), Is.EqualTo("zero"));
    }

    [TestCase(0, "a0a1a2a3…", "5fa1a2a3…")]
    [TestCase(5, "a0a1a2a3a4a5a6a7…", "a0a1a2a3a45aa6a7…")]
    [TestCase(13, "a0a1a2a3…acadaeaf…", "a0a1a2a3…ac52aeaf…")]
    [TestCase(31, "a0a1a2a3…bcbdbebf", "a0a1a2a3…bcbdbe40")]
    public void Two_values_are_shown_as_far_as_they_differ(int differing, string one, string other)
    {
        byte[] changed = [.. Nonce];
        changed[differing] ^= 0xFF;

        Assert.That((ShortHex.Of(Nonce, changed), ShortHex.Of(changed, Nonce)), Is.EqualTo((one, other)));
    }

    [Test]
    public void Equal_values_and_nothing_to_compare_with_are_shown_as_one_value_is()
    {
        Assert.That(ShortHex.Of(Nonce, Nonce), Is.EqualTo("a0a1a2a3…"));
        Assert.That(ShortHex.Of(Nonce, default), Is.EqualTo("a0a1a2a3…"));
    }
}
