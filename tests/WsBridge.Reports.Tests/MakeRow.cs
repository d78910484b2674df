using System.Globalization;
using WsBridge.Reports.Rows;

namespace WsBridge.Reports.Tests;

/// <summary>Rows of which a test says what matters to it.</summary>
internal static class MakeRow
{
    public static RoamRow Roam(
        string capture = "site-a/one.pcapng",
        string sta = "02:00:00:00:02:00",
        string to = "02:00:00:00:00:00",
        string outcome = "success",
        string? cause = null,
        string day = "2026-05-01",
        double? handoffMs = null,
        double? outageMs = null,
        long frame = 1,
        string type = "ft-initial") => new()
        {
            Capture = capture,
            Index = 1,
            Sta = sta,
            Ssid = "LabRoam",
            From = null,
            To = to,
            Type = type,
            Authentication = "eap",
            Outcome = outcome,
            Fallback = null,
            Cause = cause,
            Fault = cause is null ? null : "ap",
            StartFrame = frame,
            EndFrame = frame + 5,
            Time = string.Create(CultureInfo.InvariantCulture, $"{day}T10:00:00.{frame:000000000}Z"),
            EndTime = $"{day}T10:00:01.000000000Z",
            HandoffMs = handoffMs,
            FirstDataMs = null,
            FirstDataUpMs = null,
            FirstDataDownMs = null,
            GapMs = null,
            OutageMs = outageMs,
            OutageIsMinimum = outageMs is null ? null : false,
            ChannelFrom = null,
            ChannelTo = 36,
            SteeredBy = null,
            StaMld = null,
            ApMld = null,
            LinkId = null,
            Links = null,
            Frames = new RoamFramesRow(frame, frame + 1, frame + 2, frame + 3, [frame + 4], [frame + 5], [], [], null),
            Findings = cause is null ? [] : [cause],
            Akm = "FT-EAP",
            FrameMs = [0, 1, 2, 3, 4, 5],
            ApName = "AP-1.1.01",
            SignalToDbm = -61,
        };

    public static FindingRow Finding(
        string capture = "site-a/one.pcapng",
        string rule = "WSB-FT-001",
        string severity = "note",
        string day = "2026-05-01",
        long frame = 3,
        string message = "Message 2 carries 2 PMKIDs.",
        string? ssid = "LabRoam") => new()
        {
            Capture = capture,
            Frame = frame,
            Time = $"{day}T10:00:00.500000000Z",
            Rule = rule,
            Name = "ft-m2-extra-pmkids",
            Severity = severity,
            Group = "protocol",
            Fault = "sta",
            Sta = "02:00:00:00:02:00",
            Bssid = "02:00:00:00:00:00",
            Ssid = ssid,
            Message = message,
            Verdict = null,
            Clause = null,
            Next = "Look at the PMKIDs.",
            Related = [new RelatedRow(2, "message 1")],
            Roam = 1,
            Values = [],
            Links = null,
        };
}
