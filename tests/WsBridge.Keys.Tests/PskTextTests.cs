using System.Text;
using WsBridge.Analysis.Keys;

namespace WsBridge.Keys.Tests;

internal sealed class PskTextTests
{
    [TestCase("net=12345678", "net", KeyKind.Passphrase, "12345678")]
    [TestCase("Lab Net=pass=word %3a", "Lab Net", KeyKind.Passphrase, "pass=word %3a")]
    [TestCase("=12345678", null, KeyKind.Passphrase, "12345678")]
    public void A_passphrase_is_taken_as_it_stands(string text, string? ssid, KeyKind kind, string material)
    {
        using KnownKey? key = new PskText(text, "WSBRIDGE_PSK").Read(out string? problem);

        Assert.That(problem, Is.Null);
        Assert.That((key!.Kind, Encoding.UTF8.GetString(key.Material), key.Source), Is.EqualTo((kind, material, "WSBRIDGE_PSK")));
        Assert.That(key.Binding.Ssid is { } octets ? Encoding.UTF8.GetString(octets.Span) : null, Is.EqualTo(ssid));
    }

    [Test]
    public void Sixty_four_hexadecimal_digits_are_a_PSK()
    {
        string digits = string.Concat(Enumerable.Repeat("0aB1", 16));

        using KnownKey? key = new PskText("net=" + digits, "--psk").Read(out _);

        Assert.That(key!.Kind, Is.EqualTo(KeyKind.Psk));
        Assert.That(Convert.ToHexString(key.Material), Is.EqualTo(digits.ToUpperInvariant()));
    }

    [TestCase("12345678", "it is not SSID=passphrase")]
    [TestCase("net=1234567", "a passphrase has 8 to 63 octets, this one 7")]
    [TestCase("123456789012345678901234567890123=12345678", "an SSID has at most 32 octets, this one 33")]
    [TestCase("net=secret7890123456789012345678901234567890123456789012345678901234",
        "64 characters are a PSK in hexadecimal digits, and these are not")]
    public void What_is_wrong_is_said_without_what_was_typed(string text, string problem)
    {
        Assert.That(new PskText(text, "--psk").Read(out string? said), Is.Null);
        Assert.That(said, Is.EqualTo(problem));
    }
}
