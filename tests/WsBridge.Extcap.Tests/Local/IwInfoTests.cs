using WsBridge.Extcap.Local;

namespace WsBridge.Extcap.Tests.Local;

/// <summary>What iw prints, of versions 5.19 and 6.9.</summary>
internal sealed class IwInfoTests
{
    [TestCase("channel 36 (5180 MHz), width: 80 MHz, center1: 5210 MHz", ExpectedResult = "5180 80 5210")]
    [TestCase("channel 6 (2437 MHz), width: 20 MHz (no HT), center1: 2437 MHz", ExpectedResult = "2437")]
    [TestCase("channel 6 (2437 MHz), width: 20 MHz, center1: 2437 MHz", ExpectedResult = "2437 20")]
    [TestCase("channel 36 (5180 MHz), width: 80+80 MHz, center1: 5210 MHz, center2: 5775 MHz", ExpectedResult = "5180 80+80 5210 5775")]
    [TestCase("txpower 20.00 dBm", ExpectedResult = "")]
    public string The_channel_is_what_sets_it_again(string line)
    {
        InterfaceInfo info =
            InterfaceInfo.Parse($"Interface wlan0\n\tifindex 3\n\twdev 0x1\n\taddr 02:00:00:00:00:01\n\ttype monitor\n\twiphy "
                + $"12\n\t{line}\n")!;

        Assert.That((info.Type, info.Radio), Is.EqualTo(("monitor", 12)));
        return string.Join(' ', info.Channel);
    }

    [Test]
    public void A_radio_tells_its_channels_and_types()
    {
        RadioInfo radio = RadioInfo.Parse("""
            Wiphy phy0
            	Band 1:
            		Bitrates (non-HT):
            			* 1.0 Mbps
            		Frequencies:
            			* 2412 MHz [1] (20.0 dBm)
            			* 2484 MHz [14] (disabled)
            			* 5260.0 MHz [52] (20.0 dBm) (no IR, radar detection)
            	Supported commands:
            		 * new_interface
            	Supported interface modes:
            		 * IBSS
            		 * mesh point
            		 * monitor
            	software interface modes (can always be added):
            		 * monitor

            """.ReplaceLineEndings("\n"));

        Assert.That(radio.Allowed, Is.EqualTo((int[])[2412, 5260]));
        Assert.That(radio.Disabled, Is.EqualTo((int[])[2484]));
        Assert.That(radio.Types, Is.EqualTo((string[])["IBSS", "mesh point", "monitor"]));
        Assert.That(radio.CanMonitor, Is.True);
    }

    [TestCase("")]
    [TestCase("command failed: No such device (-19)")]
    public void Other_text_is_nothing(string text)
    {
        Assert.That(InterfaceInfo.Parse(text), Is.Null);
        Assert.That(RadioInfo.Parse(text), Has.Property("Allowed").Empty.And.Property("Types").Empty);
    }
}
