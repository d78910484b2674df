using System.Text;
using WsBridge.Dot11;
using WsBridge.Extcap;
using WsBridge.Extcap.Channels;
using WsBridge.Extcap.Ssh;
using WsBridge.Keys.Wireshark;

namespace WsBridge.Fuzz.Targets;

/// <summary>
/// Arguments, one a line, as Wireshark gives them to a capture source and as users give them to tshark; channels, sensors and addresses in
/// words.
/// </summary>
internal sealed class CommandLineTarget : IFuzzTarget
{
    public IEnumerable<byte[]> Seeds() => ((string[])
    [
        "--extcap-interfaces\n--extcap-version=4.4",
        "--extcap-interface\nwsbridge-udp\n--extcap-config\n--extcap-reload-option\nchannel",
        "--extcap-interface\nwsbridge-replay\n--capture\n--fifo\n/nowhere\n--extcap-capture-filter\nwlan type mgt\n--speed\n0.5\n--loop",
        "--extcap-interface\nwsbridge-ssh\n--capture\n--fifo\n/nowhere\n--sensors\npi@192.0.2.5 wlan1 36; wlanpi wlan0 1,6,11/250",
        "--extcap-interface\nwsbridge-udp\n--capture\n--fifo\n/nowhere\n--extcap-control-in\na\n--extcap-control-out\nb",
        "-C\nlab\n-o\nuat:80211_keys:\"wpa-pwd\",\"password:net\"\n-ouat:80211_keys:x\n--\n-C\nno",
        "pi@192.0.2.5 wlan1 36,5955/250",
        "1,6,11/250",
        "02:00:00:00:00:01",
    ]).Select(Encoding.UTF8.GetBytes);

    public void Run(byte[] octets)
    {
        string text = Encoding.UTF8.GetString(octets);
        string[] arguments = text.Split('\n');
        _ = WiresharkArguments.Read(arguments).ToString();
        _ = MacAddress.TryParse(text, out MacAddress address) && address.ToString().Length > 0;
        if (ChannelPlan.TryParse(text, out ChannelPlan? plan))
        {
            FaultException.Unless(
                plan.Channels.Select(ChannelName.FrequencyOf).All(frequency => frequency is null or > 0),
                "a channel without a frequency");
        }

        Try(() => SensorPlan.ParseAll(text));
        Try(() => ExtcapCommandLine.Parse(arguments, CaptureSources.All));
    }

    private static void Try(Func<object> read)
    {
        try
        {
            _ = read();
        }
        catch (SourceProblemException error)
        {
            FaultException.Unless(error.Message.Length > 0, "a problem without a sentence");
        }
    }
}
