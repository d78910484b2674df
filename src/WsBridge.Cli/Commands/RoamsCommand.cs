using System.CommandLine;
using WsBridge.Cli.Batch;
using WsBridge.Cli.Output;
using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge roams</c>: one row per association attempt.</summary>
internal static class RoamsCommand
{
    public static Command Create() => Create(Options());

    /// <summary>The options of its captures.</summary>
    public static CaptureOptions Options() => new("text", "ndjson", "json", "csv", "parquet", "html");

    /// <summary>The command with these.</summary>
    public static Command Create(CaptureOptions captures)
    {
        var rows = new RowOptions(hasOutcome: true);
        var command = new Command("roams", $"""
            One row per association attempt or roam, in the order they begin; on a terminal what they come to stands first.

            Examples:
              wsbridge roams roam.pcapng
              wsbridge roams --format csv --output roams.csv --recursive captures/
              wsbridge roams --format ndjson roam.pcapng | jq 'select(.outcome == "failed") | .cause'

            Fields of ndjson, json and csv; null, in CSV empty, where the capture does not tell:
              capture, index, sta, ssid  the file, the number of the attempt in it, the client, the network
              from, to       BSSIDs; from is null for a first association. channel_from and channel_to are their channels
              type           ft-over-the-air, ft-over-the-ds, ft-initial, pmksa, okc, okc-implicit, eap, psk, sae, sae-pmksa, fils,
                             owe, eppke, open
              authentication  where the keys came from, which ft-initial alone does not tell: eap, psk, sae, pmksa, okc, ft, fils,
                             owe, eppke, none
              outcome        success, failed or incomplete; fallback is the type that followed a failed attempt
              cause, fault   ID of the rule that explains why it failed, and who is at fault: sta, ap, both, config, rf, unknown
              start_frame, end_frame  its first and last frame; time and end_time are when they came, as exact as the capture has it
              steered_by     btm or disassoc-imminent, where the AP had asked the client to move
              frames         numbers of auth_req, auth_resp, assoc_req, assoc_resp, m1, m2, m3, m4 (each transmission) and deauth
              findings       IDs of the rules that found something in it
              akm            the AKM that the client selected, as FT-PSK; security is wep, wapi, osen or wps where there is no type
              frame_ms       milliseconds from time to each frame that frames names, in that order
              ap_name, ap_vendor, ap_model, ap_firmware  what the target says it is in its Beacons and Probe Responses: by WPS, by the
                             elements of Cisco (CCX), Aruba, Mist, Ruckus, Aerohive and Fortinet
              signal_from_dbm, signal_to_dbm, signal_sta_dbm  how strongly the sensor received old AP, target and client when the
                             attempt began, in dBm

            Times, in milliseconds; null in JSON, empty in CSV and - in text where the capture does not tell:
              handoff_ms     from the first frame of the attempt to the one that completes it: message 4, or the association response
              first_data_ms  from the first frame to the first encrypted data frame after success, in either direction;
                             first_data_up_ms by the client, first_data_down_ms to it
              gap_ms         between the last encrypted data frame with the old AP and the first with the new one, in either
                             direction; a client that has nothing to send has long gaps
              outage_ms      without service, only where traffic was waiting or an attempt failed. Service is data in both
                             directions or an acknowledged frame to the client; uplink alone is none.
                             It begins when service stops: with the last data frame that got through where the client was in
                             the middle of traffic (eight frames within a second, then the roam within 200 ms), where data was
                             retried in vain or the AP had announced more; when the AP sends the client away; else with the
                             first attempt (over the DS with the association request). It ends when service is back or, where
                             nothing was waiting or is sent within two seconds, when the association stands. Attempts in a
                             row, less than a minute apart, share it.
              outage_is_minimum  true: service was not seen to come back. The outage lasted at least so long: to the end of the
                             capture, to a minute after the latest attempt, or, where the client had only authenticated with
                             the new AP, to the end of the attempt, since its old AP may have served it from then on. It may
                             also have been served on a channel that was not captured.
            Of several files that are one timeline (--merge), only where they differ: end_capture has end_frame, frame_captures names
            the file of each frame that frames names, in the order of frame_ms; index counts in the timeline, whose name is timeline.
            Multi-link (802.11be), null without it: sta is the MLD MAC address of the client (sta_mld is the same), ap_mld that of the
            AP, from and to are BSSIDs, link_id is the link of to. links has each link that is set up: its id and the addresses of
            client (sta) and AP (bssid) on it; in CSV 1=CLIENT/AP (? for what no frame has told).

            {RowOptions.Hint}

            {CaptureOptions.Hint}

            {KeyOptions.Hint}

            Exit status: 0 analysed, 2 wrong usage, 3 some input could not be read to its end or has no 802.11 frame that can
            be read (what could be read was analysed).
            """);
        captures.AddTo(command);
        rows.AddTo(command);
        command.SetAction(parsed =>
        {
            RowFilter wanted = rows.Filter(parsed);
            return captures.IsReport(parsed)
                ? captures.RunReport(parsed, wanted, findings: null, see: null)
                : captures.Run(parsed, RowKinds.Attempts, SinkOf, wanted, see: null, new AttemptDigest());

            CaptureRoams SinkOf(Timeline timeline, Action<RoamRow> take) => new(timeline.Name, captured =>
            {
                RoamRow row = RoamRow.Of(timeline.NameOf, captured.Roam) with { Timeline = timeline.IsMerged ? timeline.Name : null };
                if (wanted.Passes(row))
                {
                    take(row);
                }
            });
        });
        return command;
    }
}
