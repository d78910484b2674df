using System.Text.Json;
using WsBridge.Reports.Rows;

namespace WsBridge.Reports.Parquet;

/// <summary>The Parquet files that there are.</summary>
public static class ParquetTables
{
    /// <summary>Findings.</summary>
    public static ParquetTable<FindingRow> Findings { get; } = new("findings", 2,
    [
        new TextColumn<FindingRow>("capture", "the capture, as it was named", row => row.Capture, isNullable: false),
        Number<FindingRow>("frame", "number of the frame, as Wireshark counts", row => row.Frame, isNullable: false),
        new TimeColumn<FindingRow>("time", "when it came, UTC, to the microsecond", row => row.Time),
        Number<FindingRow>("time_ns", "the same in nanoseconds since 1970", row => TimeColumn<FindingRow>.Nanoseconds(row.Time),
            isNullable: false),
        new TextColumn<FindingRow>("rule", "ID of the rule", row => row.Rule, isNullable: false),
        new TextColumn<FindingRow>("name", "name of the rule", row => row.Name, isNullable: false),
        new TextColumn<FindingRow>("severity", "error, warn, note or chat", row => row.Severity, isNullable: false),
        new TextColumn<FindingRow>("group", "Wireshark's expert group", row => row.Group, isNullable: false),
        new TextColumn<FindingRow>("fault", "who is at fault: sta, ap, both, config, rf, unknown", row => row.Fault),
        new TextColumn<FindingRow>("sta", "the client", row => row.Sta),
        new TextColumn<FindingRow>("bssid", "the BSS; multi-link: the MLD MAC address of the AP", row => row.Bssid),
        new TextColumn<FindingRow>("ssid", "SSID in printable form", row => row.Ssid),
        new TextColumn<FindingRow>("message", "what was seen", row => row.Message, isNullable: false),
        new TextColumn<FindingRow>("verdict", "who is right over keys", row => row.Verdict),
        new TextColumn<FindingRow>("clause", "the clause of the standard", row => row.Clause),
        new TextColumn<FindingRow>("next", "what to do next", row => row.Next, isNullable: false),
        Number<FindingRow>("roam", "index of the attempt in its capture", row => row.Roam),
        Numbers<FindingRow>("related_frames", "other frames to look at", row => [.. row.Related.Select(related => related.Frame)]),
        Texts<FindingRow>("related_why", "why, for each of them", row => [.. row.Related.Select(related => related.Why)]),
        new TextColumn<FindingRow>("values", "values that the rule documents, one JSON object", ValuesOf, isNullable: false),
        new TextColumn<FindingRow>("links", "links of a multi-link exchange, a JSON array", row => LinksOf(row.Links)),
        Number<FindingRow>("link_id", "link on which the client associates", row => row.LinkId),
        Texts<FindingRow>("related_captures", "the capture of each of the other frames, where not all are in this one",
            row => RelatedRow.CapturesOf(row)),
    ]);

    /// <summary>Association attempts.</summary>
    public static ParquetTable<RoamRow> Attempts { get; } = new("attempts", 2,
    [
        new TextColumn<RoamRow>("capture", "the capture, as it was named", row => row.Capture, isNullable: false),
        Number<RoamRow>("index", "number of the attempt in its capture", row => row.Index, isNullable: false),
        new TextColumn<RoamRow>("sta", "the client", row => row.Sta, isNullable: false),
        new TextColumn<RoamRow>("ssid", "SSID in printable form", row => row.Ssid),
        new TextColumn<RoamRow>("from", "BSSID of the association before", row => row.From),
        new TextColumn<RoamRow>("to", "BSSID of the target", row => row.To, isNullable: false),
        new TextColumn<RoamRow>("type", "how it tried", row => row.Type),
        new TextColumn<RoamRow>("authentication", "where the keys came from", row => row.Authentication),
        new TextColumn<RoamRow>("akm", "the AKM that the client selected", row => row.Akm),
        new TextColumn<RoamRow>("security", "wep, wapi, osen, wps, where there is no type", row => row.Security),
        new TextColumn<RoamRow>("outcome", "success, failed or incomplete", row => row.Outcome, isNullable: false),
        new TextColumn<RoamRow>("fallback", "type of the attempt that followed", row => row.Fallback),
        new TextColumn<RoamRow>("cause", "ID of the rule that explains a failure", row => row.Cause),
        new TextColumn<RoamRow>("fault", "who is at fault: sta, ap, both, config, rf, unknown", row => row.Fault),
        Number<RoamRow>("start_frame", "its first frame", row => row.StartFrame, isNullable: false),
        Number<RoamRow>("end_frame", "the frame that completed or ended it", row => row.EndFrame, isNullable: false),
        new TimeColumn<RoamRow>("time", "when the first frame came, UTC, to the microsecond", row => row.Time),
        Number<RoamRow>("time_ns", "the same in nanoseconds since 1970", row => TimeColumn<RoamRow>.Nanoseconds(row.Time),
            isNullable: false),
        new TimeColumn<RoamRow>("end_time", "when the last frame came", row => row.EndTime),
        Real<RoamRow>("handoff_ms", "milliseconds to the frame that completes it", row => row.HandoffMs),
        Real<RoamRow>("first_data_ms", "milliseconds to the first encrypted data frame", row => row.FirstDataMs),
        Real<RoamRow>("first_data_up_ms", "the same by the client", row => row.FirstDataUpMs),
        Real<RoamRow>("first_data_down_ms", "the same to the client", row => row.FirstDataDownMs),
        Real<RoamRow>("gap_ms", "milliseconds between data with the old and the new AP", row => row.GapMs),
        Real<RoamRow>("outage_ms", "milliseconds without service", row => row.OutageMs),
        new ValueColumn<RoamRow, bool>("outage_is_minimum", "service was not seen to come back", "boolean", row => row.OutageIsMinimum),
        Number<RoamRow>("channel_from", "channel of the old AP", row => row.ChannelFrom),
        Number<RoamRow>("channel_to", "channel of the target", row => row.ChannelTo),
        new TextColumn<RoamRow>("steered_by", "btm or disassoc-imminent", row => row.SteeredBy),
        new TextColumn<RoamRow>("sta_mld", "MLD MAC address of the client", row => row.StaMld),
        new TextColumn<RoamRow>("ap_mld", "MLD MAC address of the AP", row => row.ApMld),
        Number<RoamRow>("link_id", "link on which the client associates", row => row.LinkId),
        new TextColumn<RoamRow>("links", "links that are set up, a JSON array", row => LinksOf(row.Links)),
        Number<RoamRow>("auth_req", "frame of the first Authentication request", row => row.Frames.AuthReq),
        Number<RoamRow>("auth_resp", "frame of the response that the association builds on", row => row.Frames.AuthResp),
        Number<RoamRow>("assoc_req", "frame of the first (Re)Association Request", row => row.Frames.AssocReq),
        Number<RoamRow>("assoc_resp", "frame of the response that decided", row => row.Frames.AssocResp),
        Numbers<RoamRow>("m1", "each transmission of message 1", row => row.Frames.M1),
        Numbers<RoamRow>("m2", "each transmission of message 2", row => row.Frames.M2),
        Numbers<RoamRow>("m3", "each transmission of message 3", row => row.Frames.M3),
        Numbers<RoamRow>("m4", "each transmission of message 4", row => row.Frames.M4),
        Number<RoamRow>("deauth", "frame that ended it", row => row.Frames.Deauth),
        new ListColumn<RoamRow, double, double>("frame_ms", "milliseconds from time to each of these frames, in this order", "double",
            row => row.FrameMs, ms => ms),
        Texts<RoamRow>("findings", "IDs of the rules that found something in it", row => row.Findings),
        new TextColumn<RoamRow>("end_capture", "the capture of end_frame, where it is another one", row => row.EndCapture),
        Texts<RoamRow>("frame_captures", "the capture of each of the frames, in the order of frame_ms, where not all are in this one",
            row => row.FrameCaptures ?? []),
        new TextColumn<RoamRow>("ap_name", "the name that the target was given, as it says itself", row => row.ApName),
        new TextColumn<RoamRow>("ap_vendor", "its vendor, as it says itself", row => row.ApVendor),
        new TextColumn<RoamRow>("ap_model", "its model, as it says itself", row => row.ApModel),
        new TextColumn<RoamRow>("ap_firmware", "its OS version, as it says itself", row => row.ApFirmware),
        Number<RoamRow>("signal_from_dbm", "how strongly the sensor received the old AP", row => row.SignalFromDbm),
        Number<RoamRow>("signal_to_dbm", "the same of the target", row => row.SignalToDbm),
        Number<RoamRow>("signal_sta_dbm", "the same of the client", row => row.SignalStaDbm),
    ]);

    private static ValueColumn<TRow, long> Number<TRow>(string name, string meaning, Func<TRow, long?> read, bool isNullable = true) =>
        new(name, meaning, "int64", read, isNullable);

    private static ValueColumn<TRow, double> Real<TRow>(string name, string meaning, Func<TRow, double?> read) =>
        new(name, meaning, "double", read);

    private static ListColumn<TRow, long, long> Numbers<TRow>(string name, string meaning, Func<TRow, IReadOnlyList<long>> read) =>
        new(name, meaning, "int64", read, number => number);

    private static ListColumn<TRow, string, ReadOnlyMemory<char>> Texts<TRow>(string name, string meaning,
        Func<TRow, IReadOnlyList<string>> read) =>
        new(name, meaning, "string", read, text => text.AsMemory());

    private static string ValuesOf(FindingRow row) => FindingValuesConverter.ToJson(row.Values);

    private static string? LinksOf(IReadOnlyList<LinkRow>? links) =>
        links is null ? null : JsonSerializer.Serialize(links, RowJson.Default.IReadOnlyListLinkRow);
}
