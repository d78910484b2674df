using System.CommandLine;
using WsBridge.Cli.Batch;
using WsBridge.Cli.Output;
using WsBridge.Reports.Rows;
using WsBridge.Sdk;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge analyze</c>: findings without Wireshark.</summary>
internal static class AnalyzeCommand
{
    public static Command Create() => Create(Options());

    /// <summary>The options of its captures.</summary>
    public static CaptureOptions Options() => new("text", "ndjson", "json", "csv", "sarif", "parquet", "html");

    /// <summary>The command with these.</summary>
    public static Command Create(CaptureOptions captures)
    {
        var findings = new FindingOptions();
        var rows = new RowOptions(hasOutcome: false);
        var failOn = FindingOptions.SeverityOption(FindingOptions.FailOn, "Exit status 1 when something this severe was found");

        var command = new Command("analyze", $"""
            Findings without Wireshark, in the order in which the capture shows them.

            What only the end of the capture shows comes last, though it stands on an earlier frame. On a terminal what the
            findings come to stands first, and chat is left out unless --min-severity or --rule asks for it.

            Examples:
              wsbridge analyze roam.pcapng
              wsbridge analyze --min-severity warn --recursive captures/
              dumpcap -i wlan0mon -w - | wsbridge analyze --format ndjson -
              wsbridge analyze --keys keys.txt roam.pcapng

            Fields of ndjson; null where there is nothing to say:
              capture, frame, time  the file, the number of the frame as Wireshark counts, and when it came
              rule, name     ID and name of the rule; `wsbridge explain` tells more. values are those that its explanation names
              severity       error, warn, note or chat; group is protocol, security, sequence, malformed or response, both as
                             Wireshark has them
              fault          who is at fault: sta, ap, both, config, rf or unknown
              sta, bssid, ssid  whose exchange it is. Multi-link: sta and bssid are MLD addresses then (bssid is the BSSID where no
                             frame told the AP's MLD address), and links has each link by its id with the addresses of client (sta)
                             and AP (bssid) on it;
                             link_id is the link on which the client associates
              message, next  what was seen, and what to do; verdict says who is right over keys, clause where the standard says so
              related        other frames to look at, each with why, and with its capture where it is in another one (--merge)
              roam           index of the association attempt, as `wsbridge roams` counts

            {RowOptions.Hint}

            {CaptureOptions.Hint}

            {KeyOptions.Hint}

            Exit status: 0 analysed, 1 found something at or above --fail-on, 2 wrong usage, 3 some input could not be read
            to its end or has no 802.11 frame that can be read (what could be read was analysed).
            """)
        { failOn };
        findings.AddTo(command);
        rows.AddTo(command);
        captures.AddTo(command);
        command.SetAction(parsed =>
        {
            FindingFilter filter = findings.Filter(parsed);
            Severity? threshold = FindingOptions.ToSeverity(parsed.GetValue(failOn));
            int found = 0;
            RowFilter wanted = rows.Filter(parsed);
            Action<FindingRow>? see = threshold is null ? null : row =>
            {
                if (FindingOptions.ToSeverity(row.Severity) >= threshold)
                {
                    Interlocked.Exchange(ref found, 1);
                }
            };
            int status = captures.IsReport(parsed)
                ? captures.RunReport(parsed, wanted, filter, see)
                : captures.Run(parsed, RowKinds.Findings, SinkOf, wanted, see, new FindingDigest(findings.AsksForChat(parsed)));
            return status == ExitStatus.Analysed && found != 0 ? ExitStatus.Found : status;

            CaptureFindings SinkOf(Timeline timeline, Action<FindingRow> take) => new(timeline.Name, filter, captured =>
            {
                var row = FindingRow.Of(timeline.NameOf, captured.Finding);
                if (wanted.Passes(row))
                {
                    take(row);
                }
            });
        });
        return command;
    }
}
