using System.Globalization;
using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Output;

/// <summary>The columns of CSV.</summary>
internal static class CsvFields
{
    public const string OfFinding =
        "capture,frame,time,rule,name,severity,group,fault,sta,bssid,ssid,message,verdict,clause,next,related,roam,values,links,link_id,"
        + "related_captures";

    public const string OfRoam =
        "capture,index,sta,ssid,from,to,type,authentication,outcome,fallback,cause,fault,start_frame,end_frame,time,end_time,"
        + "handoff_ms,first_data_ms,first_data_up_ms,first_data_down_ms,gap_ms,outage_ms,outage_is_minimum,channel_from,channel_to,"
        + "steered_by,sta_mld,ap_mld,link_id,links,auth_req,auth_resp,assoc_req,assoc_resp,m1,m2,m3,m4,deauth,"
        + "findings,akm,security,frame_ms,end_capture,frame_captures,"
        + "ap_name,ap_vendor,ap_model,ap_firmware,signal_from_dbm,signal_to_dbm,signal_sta_dbm";

    public static object?[] Of(FindingRow row) =>
    [
        Text(row.Capture), row.Frame, row.Time, row.Rule, row.Name, row.Severity, row.Group, row.Fault, row.Sta, row.Bssid, Text(row.Ssid),
        Text(row.Message), Text(row.Verdict), row.Clause, row.Next, List(row.Related.Select(related => related.Frame)), row.Roam,
        row.Values.Count == 0 ? null : FindingValuesConverter.ToJson(row.Values), List(row.Links ?? []), row.LinkId,
        Names(RelatedRow.CapturesOf(row)),
    ];

    public static object?[] Of(RoamRow row)
    {
        RoamFramesRow frames = row.Frames;
        return
        [
            Text(row.Capture), row.Index, row.Sta, Text(row.Ssid), row.From, row.To, row.Type, row.Authentication,
            row.Outcome, row.Fallback, row.Cause, row.Fault, row.StartFrame, row.EndFrame, row.Time, row.EndTime,
            row.HandoffMs, row.FirstDataMs, row.FirstDataUpMs, row.FirstDataDownMs, row.GapMs, row.OutageMs, Word(row.OutageIsMinimum),
            row.ChannelFrom, row.ChannelTo, row.SteeredBy, row.StaMld, row.ApMld, row.LinkId, List(row.Links ?? []),
            frames.AuthReq, frames.AuthResp, frames.AssocReq, frames.AssocResp,
            List(frames.M1), List(frames.M2), List(frames.M3), List(frames.M4), frames.Deauth,
            List(row.Findings), row.Akm, row.Security, List(row.FrameMs.Select(ms => ms.ToString(CultureInfo.InvariantCulture))),
            Text(row.EndCapture), Names(row.FrameCaptures ?? []),
            Text(row.ApName), Text(row.ApVendor), Text(row.ApModel), row.ApFirmware,
            row.SignalFromDbm, row.SignalToDbm, row.SignalStaDbm,
        ];
    }

    /// <summary>Names may have spaces in them: a JSON array.</summary>
    private static string? Names(IReadOnlyList<string> names) => names.Count == 0 ? null : RowJson.Array(names);

    private static string? Word(bool? value) => value switch { true => "true", false => "false", null => null };

    private static string List<T>(IEnumerable<T> values) => string.Join(' ', values);

    /// <summary>
    /// What a spreadsheet would take for a formula gets an apostrophe in front, as does what begins with one: whoever reads the file takes
    /// one apostrophe away where a field begins with it.
    /// </summary>
    private static string? Text(string? field) => field is ['=' or '+' or '-' or '@' or '\'' or '\t' or '\r', ..] ? "'" + field : field;
}
