namespace WsBridge.Dot11.Tests;

[TestFixture]
internal sealed class MacAddressTests
{
    [Test]
    public void Text_and_octets_mean_the_same_address()
    {
        Assert.That(MacAddress.TryParse("02:aB:cd:00:01:ff", out var address), Is.True);
        Span<byte> octets = stackalloc byte[6];
        address.CopyTo(octets);

        Assert.That(octets.ToArray(), Is.EqualTo(new byte[] { 0x02, 0xAB, 0xCD, 0x00, 0x01, 0xFF }));
        Assert.That(MacAddress.Read(octets), Is.EqualTo(address));
        Assert.That(address.ToString(), Is.EqualTo("02:ab:cd:00:01:ff"));
        Assert.That((address.IsLocallyAdministered, address.IsGroup), Is.EqualTo((true, false)));
        Assert.That(address, Is.LessThan(MacAddress.Broadcast));
    }

    [TestCase("")]
    [TestCase("02:ab:cd:00:01")]
    [TestCase("02:ab:cd:00:01:fg")]
    [TestCase("02:ab-cd:00:01:ff")]
    [TestCase("02.ab.cd.00.01.ff")]
    public void Anything_else_is_no_address(string text)
    {
        Assert.That(MacAddress.TryParse(text, out _), Is.False);
    }
}
