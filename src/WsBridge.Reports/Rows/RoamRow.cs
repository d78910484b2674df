using System.Text.Json.Serialization;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Roams;
using WsBridge.Dot11;

namespace WsBridge.Reports.Rows;

/// <summary>An association attempt as ndjson has it, one object a line.</summary>
public sealed record RoamRow
{
    /// <summary>The capture it is from, as it was named.</summary>
    public required string Capture { get; init; }

    /// <summary>Its number in the capture, from 1.</summary>
    public required int Index { get; init; }

    /// <summary>The client, of a multi-link device its MLD MAC address.</summary>
    public required string Sta { get; init; }

    /// <summary>SSID in printable form; null when not known.</summary>
    public required string? Ssid { get; init; }

    /// <summary>BSSID of the last association in the same ESS; null for a first association.</summary>
    public required string? From { get; init; }

    /// <summary>BSSID of the target.</summary>
    public required string To { get; init; }

    /// <summary>
    /// How it tried: ft-over-the-air, ft-over-the-ds, ft-initial, pmksa, okc, okc-implicit, eap, psk, sae, sae-pmksa, fils, owe, eppke or
    /// open; null when the capture does not show it.
    /// </summary>
    public required string? Type { get; init; }

    /// <summary>
    /// Where the keys came from: eap, psk, sae, pmksa, okc, ft, fils, owe, eppke or none; null when the capture does not show it.
    /// </summary>
    public required string? Authentication { get; init; }

    /// <summary>success, failed or incomplete.</summary>
    public required string Outcome { get; init; }

    /// <summary>Type of the attempt that followed a failed one; null when none did.</summary>
    public required string? Fallback { get; init; }

    /// <summary>ID of the rule that explains best why it failed; null when none does.</summary>
    public required string? Cause { get; init; }

    /// <summary>Who is at fault: sta, ap, both, config, rf or unknown; null when nobody is.</summary>
    public required string? Fault { get; init; }

    /// <summary>Number of its first frame.</summary>
    public required long StartFrame { get; init; }

    /// <summary>Number of the frame that completed or ended it.</summary>
    public required long EndFrame { get; init; }

    /// <summary>When its first frame came: RFC 3339 with nanoseconds, UTC.</summary>
    public required string Time { get; init; }

    /// <summary>When its last frame came.</summary>
    public required string EndTime { get; init; }

    /// <summary>Milliseconds from the first frame to the one that completes it; null without success.</summary>
    public required double? HandoffMs { get; init; }

    /// <summary>Milliseconds from the first frame to the first encrypted data frame after success.</summary>
    public required double? FirstDataMs { get; init; }

    /// <summary>The same to the first data frame of the client.</summary>
    public required double? FirstDataUpMs { get; init; }

    /// <summary>The same to the first data frame to the client.</summary>
    public required double? FirstDataDownMs { get; init; }

    /// <summary>Milliseconds between the last encrypted data frame with the old AP and the first with the new one.</summary>
    public required double? GapMs { get; init; }

    /// <summary>Milliseconds without service; null when the capture cannot tell.</summary>
    public required double? OutageMs { get; init; }

    /// <summary>True when service was not seen to come back; null without an outage.</summary>
    public required bool? OutageIsMinimum { get; init; }

    /// <summary>Channel of the old AP.</summary>
    public required int? ChannelFrom { get; init; }

    /// <summary>Channel of the target.</summary>
    public required int? ChannelTo { get; init; }

    /// <summary>btm or disassoc-imminent; null when nobody steered.</summary>
    public required string? SteeredBy { get; init; }

    /// <summary>MLD MAC address of the client, which <see cref="Sta"/> then is; null where the attempt is not multi-link.</summary>
    public required string? StaMld { get; init; }

    /// <summary>
    /// MLD MAC address of the AP of which <see cref="To"/> is a link; null where the attempt is not multi-link, or no frame told it.
    /// </summary>
    public required string? ApMld { get; init; }

    /// <summary>Link ID of <see cref="To"/>, the link on which the client associates.</summary>
    public required int? LinkId { get; init; }

    /// <summary>All links that are set up, as far as known; null where the attempt is not multi-link.</summary>
    public required IReadOnlyList<LinkRow>? Links { get; init; }

    /// <summary>Its key frames.</summary>
    public required RoamFramesRow Frames { get; init; }

    /// <summary>IDs of the rules that found something in it.</summary>
    public required IReadOnlyList<string> Findings { get; init; }

    /// <summary>
    /// The AKM that the client selected, as FT-PSK, or its selector where it has no name; null when the capture does not show it.
    /// </summary>
    public string? Akm { get; init; }

    /// <summary>What protects an association of no type: wep, wapi, osen or wps; null else.</summary>
    public string? Security { get; init; }

    /// <summary>
    /// Milliseconds from <see cref="Time"/> to each frame that <see cref="Frames"/> names, in its order: auth_req, auth_resp, assoc_req,
    /// assoc_resp, every m1, m2, m3 and m4, deauth; those that are null have none.
    /// </summary>
    public IReadOnlyList<double> FrameMs { get; init; } = [];

    /// <summary>
    /// The capture that <see cref="EndFrame"/> is in, where that is another one: of several that are read as one timeline.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EndCapture { get; init; }

    /// <summary>
    /// The captures of the frames that <see cref="Frames"/> names, in the order of <see cref="FrameMs"/>, where not all are in
    /// <see cref="Capture"/>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? FrameCaptures { get; init; }

    /// <summary>What several captures that are read as one timeline are called together: <see cref="Index"/> counts there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Timeline { get; init; }

    /// <summary>The name that the target was given, as its Beacons or Probe Responses say; null where they do not.</summary>
    public string? ApName { get; init; }

    /// <summary>Vendor of the target, as it says itself.</summary>
    public string? ApVendor { get; init; }

    /// <summary>Model of the target, as it says itself.</summary>
    public string? ApModel { get; init; }

    /// <summary>OS version of the target, as it says itself, in hexadecimal digits; hardly any AP does.</summary>
    public string? ApFirmware { get; init; }

    /// <summary>How strongly the sensor received the old AP shortly before, in dBm; null when the capture does not say.</summary>
    public int? SignalFromDbm { get; init; }

    /// <summary>The same of the target.</summary>
    public int? SignalToDbm { get; init; }

    /// <summary>The same of the client.</summary>
    public int? SignalStaDbm { get; init; }

    /// <summary>The row of an attempt.</summary>
    /// <param name="capture">The capture it is from, as it was named.</param>
    /// <param name="roam">The attempt.</param>
    public static RoamRow Of(string capture, Roam roam) => Of(frame => new FrameName(capture, frame), roam);

    /// <summary>The row of an attempt in one of several captures that are one timeline.</summary>
    /// <param name="nameOf">Tells which frame of which capture a number of the timeline is.</param>
    /// <param name="roam">The attempt.</param>
    public static RoamRow Of(Func<long, FrameName> nameOf, Roam roam)
    {
        ArgumentNullException.ThrowIfNull(nameOf);
        ArgumentNullException.ThrowIfNull(roam);

        (string capture, long start) = nameOf(roam.Start.Id);
        (string endCapture, long end) = nameOf(roam.End.Id);
        FrameRef[] frames = [.. roam.Frames.All];
        ApIdentity ap = roam.ToIdentity;
        return new RoamRow
        {
            Capture = capture,
            Index = roam.Index,
            Sta = roam.Sta.ToString(),
            Ssid = roam.Ssid,
            From = roam.From?.ToString(),
            To = roam.To.ToString(),
            Type = roam.Type.ToText(),
            Authentication = roam.Authentication.ToText(),
            Outcome = roam.Outcome.ToText(),
            Fallback = roam.Fallback.ToText(),
            Cause = roam.Cause,
            Fault = roam.Fault is { } fault ? fault.ToText() : null,
            StartFrame = start,
            EndFrame = end,
            Time = Timestamps.Rfc3339(roam.Start.TimeNanoseconds),
            EndTime = Timestamps.Rfc3339(roam.End.TimeNanoseconds),
            HandoffMs = roam.HandoffMs,
            FirstDataMs = roam.FirstDataMs,
            FirstDataUpMs = roam.FirstDataUpMs,
            FirstDataDownMs = roam.FirstDataDownMs,
            GapMs = roam.GapMs,
            OutageMs = roam.OutageMs,
            OutageIsMinimum = roam.OutageIsMinimum,
            ChannelFrom = roam.ChannelFrom,
            ChannelTo = roam.ChannelTo,
            SteeredBy = roam.SteeredBy.ToText(),
            StaMld = roam.Links?.Client.ToString(),
            ApMld = roam.Links?.Ap?.ToString(),
            LinkId = roam.Links?.Link.Id,
            Links = LinkRow.Of(roam.Links),
            Frames = RoamFramesRow.Of(roam.Frames, frame => nameOf(frame.Id).Number),
            Findings = [.. roam.Findings],
            Akm = roam.Akm?.ToString(),
            FrameMs = [.. frames.Select(frame => (frame.TimeMicroseconds - roam.Start.TimeMicroseconds) / 1000.0)],
            Security = roam.Security.ToText()?.ToLowerInvariant(),
            ApName = ap.Name,
            ApVendor = ap.Vendor,
            ApModel = ap.Model,
            ApFirmware = ap.Firmware,
            SignalFromDbm = roam.SignalFromDbm,
            SignalToDbm = roam.SignalToDbm,
            SignalStaDbm = roam.SignalStaDbm,
            EndCapture = endCapture == capture ? null : endCapture,
            FrameCaptures = Array.TrueForAll(frames, frame => nameOf(frame.Id).Capture == capture)
                ? null
                : [.. frames.Select(frame => nameOf(frame.Id).Capture)],
        };
    }
}
