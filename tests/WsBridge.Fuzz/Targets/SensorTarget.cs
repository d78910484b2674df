using System.Text;
using WsBridge.Extcap.Local;
using WsBridge.Extcap.Ssh;

namespace WsBridge.Fuzz.Targets;

/// <summary>What ssh and sensors print, and what <c>iw</c> prints of adapters.</summary>
internal sealed class SensorTarget : IFuzzTarget
{
    public IEnumerable<byte[]> Seeds() => ((string[])
    [
        "Warning: Permanently added '192.0.2.5' to the list of known hosts.\r\ntcpdump: listening on wlan1\n",
        "Interface wlan1\n\tifindex 4\n\twiphy 1\n\ttype managed\n\tchannel 36 (5180 MHz), width: 80 MHz, center1: 5210 MHz\n",
        "\twiphy 0\n\ttype monitor\n\tchannel 1 (2412.0 MHz), width: 20 MHz (no HT), center1: 2412 MHz, center2: 1 MHz\n",
        "Wiphy phy0\n\tBand 1:\n\t\tFrequencies:\n\t\t\t* 2412 MHz [1] (20.0 dBm)\n\t\t\t* 2484 MHz [14] (disabled)\n"
            + "\tSupported interface modes:\n\t\t * IBSS\n\t\t * monitor\n\t\n",
        "\x1b]0;title\x07\x1b[31m\u202Ered\n",
    ]).Select(Encoding.UTF8.GetBytes);

    public void Run(byte[] octets)
    {
        var lines = new List<string>();
        new SensorWords(lines.Add).ReadAsync(new MemoryStream(octets), CancellationToken.None).GetAwaiter().GetResult();
        FaultException.Unless(!lines.Any(line => line.Any(char.IsControl)), "a line with control characters");

        string text = Encoding.UTF8.GetString(octets);
        _ = InterfaceInfo.Parse(text)?.Frequency;
        _ = RadioInfo.Parse(text).CanMonitor;
    }
}
