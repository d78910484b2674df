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
/// The attempts of a capture to choose from: the first of each kind, the first of each kind by the same client at the same AP, and one that
/// was asked for. Memory is bounded: what comes after <see cref="MaxKinds"/> kinds or <see cref="MaxPlaces"/> clients is passed over.
/// </summary>
/// <param name="index">Only the attempt of this number.</param>
/// <param name="sta">Only attempts of this STA.</param>
/// <param name="ssid">Only attempts with this SSID, in printable form.</param>
public sealed class AttemptList(int? index = null, MacAddress? sta = null, string? ssid = null)
{
    private const int MaxKinds = 1024;

    private const int MaxPlaces = 1024;

    private readonly Dictionary<AttemptKey, int> _kinds = [];
    private readonly HashSet<(AttemptKey Kind, MacAddress Sta, MacAddress To)> _places = [];
    private readonly List<Roam> _candidates = [];

    /// <summary>How many attempts the capture has, wanted or not.</summary>
    public int Total { get; private set; }

    /// <summary>The attempts to choose from, in the order of the capture.</summary>
    public IReadOnlyList<Roam> Candidates => _candidates;

    /// <summary>One attempt was asked for by its number.</summary>
    public bool IsOne => index is not null;

    /// <summary>Times, parties and outcomes of all attempts.</summary>
    private int Fingerprint { get; set; }

    /// <summary>Another list is of the same recording, perhaps in another file: the same attempts at the same times.</summary>
    public bool IsOfSameRecording(AttemptList other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Total > 0 && (Total, Fingerprint) == (other.Total, other.Fingerprint);
    }

    /// <summary>Adds the next attempt, settled.</summary>
    public void Add(Roam roam)
    {
        ArgumentNullException.ThrowIfNull(roam);

        Total++;
        Fingerprint = HashCode.Combine(Fingerprint, roam.Start.TimeMicroseconds, roam.Sta, roam.To, roam.Type, roam.Outcome);
        if ((index is null || roam.Index == index) && (sta is null || roam.Sta == sta || roam.StaAddresses.Contains(sta.Value))
            && (ssid is null || roam.Ssid == ssid))
        {
            var key = new AttemptKey(roam.Type, roam.Akm, roam.Ssid, roam.Outcome);
            bool isNew = !_kinds.TryGetValue(key, out int count) && _kinds.Count < MaxKinds;
            if (isNew || count > 0)
            {
                _kinds[key] = count + 1;
            }

            if ((_places.Count < MaxPlaces && _places.Add((key, roam.Sta, roam.To))) || isNew)
            {
                _candidates.Add(roam);
            }
        }
    }

    /// <summary>
    /// E.g. "1 ft-initial success (FT-PSK), 2 ft-over-the-air failed (FT-PSK)"; "no association attempt" when there is none.
    /// </summary>
    public override string ToString() => _kinds.Count == 0
        ? Total == 0 ? "no association attempt" : $"no such attempt among {Total}"
        : string.Join(", ", _kinds.Select(kind =>
            $"{kind.Value} {kind.Key.Type.ToText() ?? "of unknown type"} "
                + $"{kind.Key.Outcome.ToText()}{(kind.Key.Akm is { } akm ? $" ({akm})" : "")}"));
}
