using System.CommandLine;
using System.Globalization;
using WsBridge.Dot11;
using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Commands;

/// <summary>Whose findings and attempts the user asks for.</summary>
internal sealed class RowOptions
{
    /// <summary>What the help of a command says of these options.</summary>
    public const string Hint = "--sta, --bssid and --ssid may be given several times; --since and --until take a day or a time of RFC "
        + "3339, UTC without an offset.";

    private static readonly string[] Outcomes = ["success", "failed", "incomplete"];

    private readonly Option<string[]> _stas = new("--sta") { Description = "Only of this client; repeatable", HelpName = "ADDRESS" };
    private readonly Option<string[]> _bssids = new("--bssid")
    {
        Description = "Only at this BSS, from or to; repeatable",
        HelpName = "ADDRESS",
    };
    private readonly Option<string[]> _ssids = new("--ssid")
    {
        Description = "Only of this SSID, as it is printed; repeatable",
        HelpName = "SSID",
    };
    private readonly Option<string[]> _outcomes = new("--outcome") { Description = "Only attempts that ended so; repeatable" };
    private readonly Option<string?> _since = new("--since") { Description = "Only from this time on", HelpName = "TIME" };
    private readonly Option<string?> _until = new("--until") { Description = "Only before this time", HelpName = "TIME" };
    private readonly bool _hasOutcome;

    /// <param name="hasOutcome">There are attempts, which have one.</param>
    public RowOptions(bool hasOutcome)
    {
        _hasOutcome = hasOutcome;
        _outcomes.AcceptOnlyFromAmong(Outcomes);
        RefuseNoAddress(_stas);
        RefuseNoAddress(_bssids);
        foreach (Option<string?> time in (Option<string?>[])[_since, _until])
        {
            time.Validators.Add(result =>
            {
                foreach (string text in result.Tokens.Select(token => token.Value).Where(text => ToTime(text) is null))
                {
                    result.AddError($"{time.Name}: {text} is no time; one is written 2026-05-01 or 2026-05-01T12:00:00Z.");
                }
            });
        }
    }

    /// <summary>Takes MAC addresses alone.</summary>
    public static void RefuseNoAddress(Option<string[]> option) => option.Validators.Add(result =>
    {
        foreach (string text in result.Tokens.Select(token => token.Value).Where(text => !MacAddress.TryParse(text, out _)))
        {
            result.AddError($"{option.Name}: {text} is no address; one is written aa:bb:cc:dd:ee:ff.");
        }
    });

    public void AddTo(Command command)
    {
        command.Options.Add(_stas);
        command.Options.Add(_bssids);
        command.Options.Add(_ssids);
        if (_hasOutcome)
        {
            command.Options.Add(_outcomes);
        }

        command.Options.Add(_since);
        command.Options.Add(_until);
    }

    /// <summary>What is asked for.</summary>
    public RowFilter Filter(ParseResult parsed) => new()
    {
        Stas = Addresses(parsed.GetValue(_stas)),
        Bssids = Addresses(parsed.GetValue(_bssids)),
        Ssids = (parsed.GetValue(_ssids) ?? []).ToHashSet(StringComparer.Ordinal),
        Outcomes = _hasOutcome ? (parsed.GetValue(_outcomes) ?? []).ToHashSet(StringComparer.Ordinal) : new HashSet<string>(),
        Since = ToTime(parsed.GetValue(_since)),
        Until = ToTime(parsed.GetValue(_until)),
    };

    private static HashSet<string> Addresses(string[]? texts) =>
        [.. (texts ?? []).Select(text => MacAddress.TryParse(text, out MacAddress address) ? address.ToString() : text)];

    private static long? ToTime(string? text) =>
        text is not null && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
        && Timestamps.TryParse(text, out long time)
            ? time
            : null;
}
