using System.Text;
using WsBridge.Fuzz.Seeds;
using WsBridge.Keys;

namespace WsBridge.Fuzz.Targets;

/// <summary>Key files, rows of Wireshark's table, and a network with its passphrase as typed.</summary>
internal sealed class KeyFileTarget : IFuzzTarget, IDisposable
{
    private readonly Lazy<ScratchFile> _file = new(static () => new ScratchFile("keys"));

    public IEnumerable<byte[]> Seeds() => ((string[])
    [
        "# lab\nwpa-pwd:correct horse battery:Lab%20Net\nwpa-pwd:correct%3ahorse\n",
        $"wpa-psk:{new string('a', 64)}:Net sta=02:00:00:00:00:01\r\npmk:{new string('0', 64)}",
        $"msk:{new string('F', 128)} sta=02-00-00-00-00-02\n",
        $"\"wpa-psk\",\"{new string('1', 64)}\"\n\"wpa-pwd\",\"pass\\x22word:ssid\"\n\"tk\",\"00\"\n\"wep\",\"00:11:22:33:44\"\n",
        "\uFEFFwpa-pwd:12345678\n",
        "Lab Net=correct horse battery",
        $"={new string('c', 64)}",
    ]).Select(Encoding.UTF8.GetBytes);

    public void Run(byte[] octets)
    {
        string text = Encoding.UTF8.GetString(octets);
        _file.Value.Write(octets);
        using LoadedKeys loaded = LoadedKeys.From(new KeySources
        {
            Files = [_file.Value.Path],
            WiresharkTable = _file.Value.Path,
            WiresharkRows = text,
            Psks = [new PskText(text, "typed")],
        });
        FaultException.Unless(
            loaded.Problems.Concat(loaded.Notes).All(sentence => !sentence.Any(char.IsControl)),
            "a sentence with control characters");
    }

    public void Dispose()
    {
        if (_file.IsValueCreated)
        {
            _file.Value.Dispose();
        }
    }
}
