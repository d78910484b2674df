using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using WsBridge.Analysis;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Roams;

namespace WsBridge.Cli.Output;

/// <summary>A roam as the contract writes it; CSV has the same columns in the same order.</summary>
internal sealed record RoamJson
{
    public required string Capture { get; init; }

    public required int Index { get; init; }

    public required string Sta { get; init; }

    public required string? Ssid { get; init; }

    public required string? From { get; init; }

    public required string To { get; init; }

    public required string? Type { get; init; }

    public required string? Authentication { get; init; }

    public required string Outcome { get; init; }

    public required string? Fallback { get; init; }

    public required string? Cause { get; init; }

    public required string? Fault { get; init; }

    public required long StartFrame { get; init; }

    public required long EndFrame { get; init; }

    public required string Time { get; init; }

    public required string EndTime { get; init; }

    public required double? HandoffMs { get; init; }

    public required double? FirstDataMs { get; init; }

    public required double? FirstDataUpMs { get; init; }

    public required double? FirstDataDownMs { get; init; }

    public required double? GapMs { get; init; }

    public required double? OutageMs { get; init; }

    public required bool? OutageIsMinimum { get; init; }

    public required int? ChannelFrom { get; init; }

    public required int? ChannelTo { get; init; }

    public required string? SteeredBy { get; init; }

    /// <summary>MLD MAC address of the client, which <see cref="Sta"/> then is; null where the attempt is not multi-link.</summary>
    public required string? StaMld { get; init; }

    /// <summary>MLD MAC address of the AP of which <see cref="To"/> is a link; null where the attempt is not multi-link, or no frame told it.</summary>
    public required string? ApMld { get; init; }

    /// <summary>Link ID of <see cref="To"/>, the link on which the client associates.</summary>
    public required int? LinkId { get; init; }

    /// <summary>All links that are set up, as far as known; null where the attempt is not multi-link.</summary>
    public required IReadOnlyList<LinkJson>? Links { get; init; }

    public required RoamFramesJson Frames { get; init; }

    public required IReadOnlyList<string> Findings { get; init; }

    public static RoamJson Of(CapturedRoam captured)
    {
        Roam roam = captured.Roam;
        return new RoamJson
        {
            Capture = captured.Capture,
            Index = roam.Index,
            Sta = roam.Sta.ToString(),
            Ssid = roam.Ssid,
            From = roam.From?.ToString(),
            To = roam.To.ToString(),
            Type = RoamWords.Of(roam.Type),
            Authentication = RoamWords.Of(roam.Authentication),
            Outcome = RoamWords.Of(roam.Outcome),
            Fallback = RoamWords.Of(roam.Fallback),
            Cause = roam.Cause,
            Fault = roam.Fault is { } fault ? FindingWords.Of(fault) : null,
            StartFrame = roam.Start.Id,
            EndFrame = roam.End.Id,
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
            SteeredBy = RoamWords.Of(roam.SteeredBy),
            StaMld = roam.Links?.Client.ToString(),
            ApMld = roam.Links?.Ap?.ToString(),
            LinkId = roam.Links?.Link.Id,
            Links = LinkJson.Of(roam.Links),
            Frames = RoamFramesJson.Of(roam.Frames),
            Findings = roam.Findings,
        };
    }
}

/// <summary>The key frames of a roam, by number.</summary>
internal sealed record RoamFramesJson(long? AuthReq, long? AuthResp, long? AssocReq, long? AssocResp, IReadOnlyList<long> M1, IReadOnlyList<long> M2, IReadOnlyList<long> M3, IReadOnlyList<long> M4, long? Deauth)
{
    public static RoamFramesJson Of(RoamFrames frames) => new(
        frames.AuthenticationRequest?.Id,
        frames.AuthenticationResponse?.Id,
        frames.AssociationRequest?.Id,
        frames.AssociationResponse?.Id,
        Numbers(frames.M1),
        Numbers(frames.M2),
        Numbers(frames.M3),
        Numbers(frames.M4),
        frames.Deauthentication?.Id);

    private static List<long> Numbers(IReadOnlyList<FrameRef> frames) => [.. frames.Select(frame => frame.Id)];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RoamJson))]
internal sealed partial class RoamJsonContext : JsonSerializerContext
{
    static RoamJsonContext() => Default = new RoamJsonContext(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
