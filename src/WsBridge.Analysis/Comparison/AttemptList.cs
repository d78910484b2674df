using WsBridge.Analysis.Roams;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Comparison;

/// <summary>What attempts of a capture have in common: those of one kind and outcome are compared with their like.</summary>
/// <param name="Type">How the STA tried.</param>
/// <param name="Akm">The AKM.</param>
/// <param name="Ssid">The SSID.</param>
/// <param name="Outcome">How it ended.</param>
public readonly record struct AttemptKey(RoamType? Type, AkmSuite? Akm, string? Ssid, RoamOutcome Outcome);

/// <summary>
/// The attempts of a capture to choose from: the first of each kind, and one that was asked for. Memory is bounded; of more kinds than
/// <see cref="MostKinds"/> the first ones are kept.
/// </summary>
/// <param name="index">Only the attempt of this number.</param>
/// <param name="sta">Only attempts of this STA.</param>
/// <param name="ssid">Only attempts with this SSID, in printable form.</param>
public sealed class AttemptList(int? index = null, MacAddress? sta = null, string? ssid = null)
{
    private const int MostKinds = 1024;

    private readonly Dictionary<AttemptKey, (Roam First, int Count)> _kinds = [];

    /// <summary>How many attempts the capture has, wanted or not.</summary>
    public int Total { get; private set; }

    /// <summary>The first attempt of each kind, in the order of the capture.</summary>
    public IReadOnlyList<Roam> Firsts => [.. _kinds.Values.Select(kind => kind.First).OrderBy(roam => roam.Index)];

    /// <summary>One attempt was asked for by its number.</summary>
    public bool IsOne => index is not null;

    /// <summary>Equal for the same recording and, but for chance, for no other.</summary>
    public int Fingerprint { get; private set; }

    /// <summary>Adds the next attempt, settled.</summary>
    public void Add(Roam roam)
    {
        ArgumentNullException.ThrowIfNull(roam);

        Total++;
        Fingerprint = HashCode.Combine(Fingerprint, roam.Start.TimeMicroseconds, roam.Sta, roam.To, roam.Type, roam.Outcome);
        if ((index is null || roam.Index == index) && (sta is null || roam.Sta == sta) && (ssid is null || roam.Ssid == ssid))
        {
            var key = new AttemptKey(roam.Type, roam.Akm, roam.Ssid, roam.Outcome);
            if (_kinds.TryGetValue(key, out (Roam First, int Count) kind))
            {
                _kinds[key] = (kind.First, kind.Count + 1);
            }
            else if (_kinds.Count < MostKinds)
            {
                _kinds.Add(key, (roam, 1));
            }
        }
    }

    /// <summary>E.g. "1 ft-initial success (FT-PSK), 2 ft-over-the-air failed (FT-PSK)"; "no association attempt" when there is none.</summary>
    public override string ToString() => _kinds.Count == 0
        ? Total == 0 ? "no association attempt" : $"no such attempt among {Total}"
        : string.Join(", ", _kinds.Select(kind =>
            $"{kind.Value.Count} {RoamWords.Of(kind.Key.Type) ?? "of unknown type"} {RoamWords.Of(kind.Key.Outcome)}{(kind.Key.Akm is { } akm ? $" ({akm})" : "")}"));
}
