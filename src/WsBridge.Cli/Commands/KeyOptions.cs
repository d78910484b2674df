using System.CommandLine;
using WsBridge.Keys;
using WsBridge.Keys.Wireshark;

namespace WsBridge.Cli.Commands;

/// <summary>Where keys come from, for every command that analyses captures. What is wrong with a source is said on standard error.</summary>
internal sealed class KeyOptions
{
    private readonly Option<string[]> _files = new("--keys") { Description = "Keys, one a line (see above); repeatable", HelpName = "FILE" };
    private readonly Option<string[]> _psks = new("--psk") { Description = "A passphrase, or its PSK in 64 hexadecimal digits; repeatable. Other users of this machine can see a command line: a file or WSBRIDGE_PSK is better", HelpName = "SSID=PASSPHRASE" };
    private readonly Option<bool> _wireshark = new("--wireshark-keys") { Description = "The 802.11 keys of the Wireshark profile used last" };

    public KeyOptions() => _psks.Validators.Add(result =>
    {
        foreach (string text in result.Tokens.Select(token => token.Value))
        {
            using var key = new PskText(text, _psks.Name).Read(out string? problem);
            if (problem is not null)
            {
                result.AddError($"{_psks.Name}: {problem}.");
            }
        }
    });

    /// <summary>What the help of a command says of keys.</summary>
    public const string Help = """
        Keys are optional; with them MICs are verified. --keys FILE has one on each line:
          wpa-pwd:PASSPHRASE[:SSID]     wpa-psk:HEX[:SSID]     pmk:HEX     msk:HEX
        In a passphrase or SSID, %3a is a colon, %25 a percent sign, %20 a space at its end. A key of one client alone has
        sta=aa:bb:cc:dd:ee:ff as its last word. Lines that begin with # are comments; rows of Wireshark's 80211_keys are fine.
        The environment gives the same, inside Wireshark and tshark too: WSBRIDGE_KEYS (a file), WSBRIDGE_PSK.
        """;

    public void AddTo(Command command)
    {
        command.Options.Add(_files);
        command.Options.Add(_psks);
        command.Options.Add(_wireshark);
    }

    /// <summary>Reads the keys that the command line and the environment name.</summary>
    public LoadedKeys Load(ParseResult parsed)
    {
        KeySources environment = KeySources.FromEnvironment(Environment.GetEnvironmentVariable);
        var keys = LoadedKeys.From(environment with
        {
            Files = [.. parsed.GetValue(_files) ?? [], .. environment.Files],
            Psks = [.. (parsed.GetValue(_psks) ?? []).Select(text => new PskText(text, _psks.Name)), .. environment.Psks],
            WiresharkTable = parsed.GetValue(_wireshark) ? WiresharkProfile.KeyTablePath(WiresharkSystem.This, WiresharkProfile.LastUsedInWindow(WiresharkSystem.This)) : null,
        });
        foreach (string sentence in keys.Table.Remarks)
        {
            Console.Error.WriteLine($"wsbridge: {sentence}");
        }

        return keys;
    }
}
