using System.CommandLine;
using WsBridge.Keys;
using WsBridge.Keys.Wireshark;

namespace WsBridge.Cli.Commands;

/// <summary>
/// Where keys come from, for every command that analyses captures. What is wrong with a source is said on standard error.
/// </summary>
internal sealed class KeyOptions
{
    private readonly Option<string[]> _files = new("--keys")
    {
        Description = "Keys, one a line (wsbridge help keys); repeatable",
        HelpName = "FILE",
    };
    private readonly Option<string[]> _psks = new("--psk")
    {
        Description = "A passphrase or its PSK in 64 hexadecimal digits; repeatable. Other users can read a command line",
        HelpName = "SSID=PASSPHRASE",
    };
    private readonly Option<bool> _wireshark = new("--wireshark-keys")
    {
        Description = "The 802.11 keys of the Wireshark profile used last",
    };
    private readonly Option<string[]> _radius = new("--radius")
    {
        Description = "A capture of the wire between AP and RADIUS server; may be the same capture; repeatable",
        HelpName = "CAPTURE",
    };
    private readonly Option<string?> _radiusSecret = new("--radius-secret-file")
    {
        Description = "The secret that AP and RADIUS server share; several, one a line, are each tried",
        HelpName = "FILE",
    };

    public KeyOptions()
    {
        OutputOption.RefuseEmpty(_files);
        OutputOption.RefuseEmpty(_radius);
        OutputOption.RefuseEmpty(_radiusSecret);
        _psks.Validators.Add(result =>
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
    }

    /// <summary>What the help of a command says of keys.</summary>
    public const string Hint = "Keys are optional; with them MICs are verified. `wsbridge help keys` says where they come from.";

    /// <summary>What <c>wsbridge help keys</c> prints.</summary>
    public const string Help = """
        Keys are optional. With them WsBridge verifies the MIC of each handshake message; where one is wrong, it looks for the
        mistake that produces exactly that MIC.

        --keys FILE has one key on each line, or in JSON a list "keys" of such lines:
          wpa-pwd:PASSPHRASE[:SSID]   a passphrase; without an SSID it is tried on every network
          wpa-psk:HEX[:SSID]          the PSK made of it; without an SSID any PMK
          pmk:HEX                     a PMK of SAE or OWE
          msk:HEX                     the MSK of 802.1X
          pmk-r0:HEX, pmk-r1:HEX      keys of FT, as hostapd and wpa_supplicant log them with -K
        In a passphrase or SSID, %3a is a colon, %25 a percent sign, %20 a space at the end. A key of one client alone has
        sta=aa:bb:cc:dd:ee:ff as its last word. Lines that begin with # are comments. Rows of Wireshark's 80211_keys work too.

        --psk SSID=PASSPHRASE         on the command line, where other users of this machine can read it
        --wireshark-keys              the 802.11 keys of the Wireshark profile used last
        --radius CAPTURE              the wire between AP and RADIUS server: the key of each client and when the AP got it;
        --radius-secret-file FILE     with the secret that both share; of several, one a line, each is tried

        The environment gives the same, inside Wireshark and tshark too: WSBRIDGE_KEYS (a file), WSBRIDGE_PSK,
        WSBRIDGE_RADIUS, WSBRIDGE_RADIUS_SECRET_FILE. No part of a key is ever printed.
        """;

    public void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            KeySources environment = KeySources.FromEnvironment(Environment.GetEnvironmentVariable);
            bool capture = result.GetValue(_radius) is { Length: > 0 };
            bool secret = result.GetValue(_radiusSecret) is not null;
            if (capture && !secret && environment.RadiusSecretFile is null)
            {
                result.AddError($"{_radius.Name} needs {_radiusSecret.Name} with the secret that AP and RADIUS server share.");
            }
            else if (secret && !capture && environment.RadiusCaptures.Count == 0)
            {
                result.AddError($"{_radiusSecret.Name} is of no use without {_radius.Name}.");
            }
        });
    }

    /// <summary>These options.</summary>
    public IEnumerable<Option> All => [_files, _psks, _wireshark, _radius, _radiusSecret];

    /// <summary>The files that keys are read from.</summary>
    public IEnumerable<string> Files(ParseResult parsed)
    {
        KeySources sources = Sources(parsed);
        return ((string?[])[.. sources.Files, .. sources.RadiusCaptures, sources.RadiusSecretFile, sources.WiresharkTable])
            .OfType<string>();
    }

    /// <summary>Reads the keys that the command line and the environment name.</summary>
    public CaptureKeys Load(ParseResult parsed) => CaptureKeys.Read(Sources(parsed));

    private KeySources Sources(ParseResult parsed)
    {
        KeySources environment = KeySources.FromEnvironment(Environment.GetEnvironmentVariable);
        return environment with
        {
            Files = [.. parsed.GetValue(_files) ?? [], .. environment.Files],
            Psks = [.. (parsed.GetValue(_psks) ?? []).Select(text => new PskText(text, _psks.Name)), .. environment.Psks],
            RadiusCaptures = [.. parsed.GetValue(_radius) ?? [], .. environment.RadiusCaptures],
            RadiusSecretFile = parsed.GetValue(_radiusSecret) ?? environment.RadiusSecretFile,
            WiresharkTable = parsed.GetValue(_wireshark)
                ? WiresharkProfile.KeyTablePath(WiresharkSystem.This, WiresharkProfile.LastUsedInWindow(WiresharkSystem.This))
                : null,
        };
    }
}
