using System.Buffers;
using System.Globalization;
using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Output;

/// <summary>
/// The columns of NDJSON quoted as in RFC 4180, with a header; absent is empty, lists are separated by spaces. An SSID or file name that
/// a spreadsheet would run has an apostrophe in front.
/// </summary>
internal sealed class CsvRoamWriter : IRoamWriter
{
    private const string Header = "capture,index,sta,ssid,from,to,type,authentication,outcome,fallback,cause,fault,start_frame,end_frame,time,end_time,"
        + "handoff_ms,first_data_ms,first_data_up_ms,first_data_down_ms,gap_ms,outage_ms,outage_is_minimum,channel_from,channel_to,steered_by,"
        + "sta_mld,ap_mld,link_id,links,auth_req,auth_resp,assoc_req,assoc_resp,m1,m2,m3,m4,deauth,findings,akm,security,frame_ms";

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    private readonly TextWriter _output;

    public CsvRoamWriter(TextWriter output)
    {
        _output = output;
        output.Write(Header + "\n");
    }

    public void Write(RoamRow roam)
    {
        RoamFramesRow frames = roam.Frames;
        object?[] fields =
        [
            Text(roam.Capture), roam.Index, roam.Sta, Text(roam.Ssid), roam.From, roam.To, roam.Type, roam.Authentication,
            roam.Outcome, roam.Fallback, roam.Cause, roam.Fault, roam.StartFrame, roam.EndFrame, roam.Time, roam.EndTime,
            roam.HandoffMs, roam.FirstDataMs, roam.FirstDataUpMs, roam.FirstDataDownMs, roam.GapMs, roam.OutageMs, Word(roam.OutageIsMinimum),
            roam.ChannelFrom, roam.ChannelTo, roam.SteeredBy, roam.StaMld, roam.ApMld, roam.LinkId, List(roam.Links ?? []),
            frames.AuthReq, frames.AuthResp, frames.AssocReq, frames.AssocResp,
            List(frames.M1), List(frames.M2), List(frames.M3), List(frames.M4), frames.Deauth,
            List(roam.Findings), roam.Akm, roam.Security, List(roam.FrameMs.Select(ms => ms.ToString(CultureInfo.InvariantCulture))),
        ];
        _output.Write(string.Join(',', fields.Select(field => Quote(Convert.ToString(field, CultureInfo.InvariantCulture)!))) + "\n");
    }

    public void End(int captures)
    {
        // Nothing to close.
    }

    private static string? Word(bool? value) => value switch { true => "true", false => "false", null => null };

    private static string List<T>(IEnumerable<T> values) => string.Join(' ', values);

    /// <summary>
    /// What a spreadsheet would take for a formula gets an apostrophe in front, as does what begins with one: whoever reads the file takes
    /// one apostrophe away where a field begins with it.
    /// </summary>
    private static string? Text(string? field) => field is ['=' or '+' or '-' or '@' or '\'' or '\t' or '\r', ..] ? "'" + field : field;

    private static string Quote(string field) => field.AsSpan().ContainsAny(Quoted) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
