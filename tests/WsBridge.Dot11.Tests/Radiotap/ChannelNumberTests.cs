namespace WsBridge.Dot11.Tests;

[TestFixture]
internal sealed class ChannelNumberTests
{
    [TestCase(2412, 1)]
    [TestCase(2472, 13)]
    [TestCase(2484, 14)]
    [TestCase(4920, 184)]
    [TestCase(5180, 36)]
    [TestCase(5885, 177)]
    [TestCase(5935, 2)]
    [TestCase(5955, 1)]
    [TestCase(7115, 233)]
    [TestCase(2414, null)]
    [TestCase(0, null)]
    [TestCase(65535, null)]
    public void A_frequency_has_its_channel(int frequencyMHz, int? channel) =>
        Assert.That(ChannelNumber.Of(frequencyMHz), Is.EqualTo(channel));
}
