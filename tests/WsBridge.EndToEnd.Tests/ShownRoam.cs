using System.Text.Json;

namespace WsBridge.EndToEnd.Tests;

/// <summary>A row of <c>roams --format ndjson</c>, as far as the tests compare it.</summary>
internal sealed record ShownRoam
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required int Index { get; init; }

    public required string Sta { get; init; }

    public required string? From { get; init; }

    public required string To { get; init; }

    public required string? Type { get; init; }

    public required string? Authentication { get; init; }

    public required string Outcome { get; init; }

    public required int StartFrame { get; init; }

    public required int EndFrame { get; init; }

    public required double? HandoffMs { get; init; }

    public required double? FirstDataMs { get; init; }

    public required double? GapMs { get; init; }

    public required double? OutageMs { get; init; }

    public required KeyFrames Frames { get; init; }

    /// <summary>As the ground truth is written in <see cref="Testing.RoamTruth.Line"/>.</summary>
    public string Line =>
        $"{Sta} -> {To} {Type}/{Authentication} {Outcome} auth {Number(Frames.AuthReq)} assoc {Number(Frames.AssocReq)} "
        + $"{Number(Frames.AssocResp)}"
        + $" m1 {string.Join('+', Frames.M1)} m2 {string.Join('+', Frames.M2)} m3 {string.Join('+', Frames.M3)} m4 "
        + $"{string.Join('+', Frames.M4)}";

    public static List<ShownRoam> FromNdjson(IEnumerable<string> lines) =>
        [.. lines.Select(line => JsonSerializer.Deserialize<ShownRoam>(line, Options)!)];

    private static string Number(int? frame) => frame is { } number ? $"{number}" : "-";

    internal sealed record KeyFrames(int? AuthReq, int? AssocReq, int? AssocResp, int[] M1, int[] M2, int[] M3, int[] M4);
}
