namespace WsBridge.Capture.Tests;

internal sealed class PrintableTextTests
{
    [TestCase("roam.pcapng", "roam.pcapng")]
    [TestCase("Grüße 日本.pcap", "Grüße 日本.pcap")]
    [TestCase("a\u001b[31mred", @"a\x1b[31mred")]
    [TestCase("a\nb\tc\rd", @"a\x0ab\x09c\x0dd")]
    [TestCase("c1\u009b31m", @"c1\x9b31m")]
    [TestCase("turned\u202Egnp.exe", @"turned\u{202e}gnp.exe")]
    [TestCase(@"C:\captures\roam.pcap", @"C:\captures\roam.pcap")]
    public void A_name_cannot_steer_a_terminal(string name, string shown) => Assert.That(PrintableText.Name(name), Is.EqualTo(shown));

    [Test]
    public void A_message_keeps_its_lines() => Assert.That(PrintableText.Lines("one\n\ttwo\u0007\n"), Is.EqualTo("one\n\ttwo\\x07\n"));
}
