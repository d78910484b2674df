using WsBridge.Analysis.Roams;

namespace WsBridge.Analysis.Comparison;

/// <summary>The two attempts that tell most when they are compared.</summary>
/// <param name="Good">Of the good capture.</param>
/// <param name="Bad">Of the bad capture.</param>
/// <param name="Note">What to know about the choice, as a sentence; null when a failure is compared with a success of its like.</param>
public sealed record AttemptPair(Roam Good, Roam Bad, string? Note)
{
    private const int Unlike = 4;

    /// <summary>Outcomes (bad, good) worth comparing, best first.</summary>
    private static readonly (RoamOutcome Bad, RoamOutcome Good)[] Outcomes =
    [
        (RoamOutcome.Failed, RoamOutcome.Success),
        (RoamOutcome.Incomplete, RoamOutcome.Success),
        (RoamOutcome.Success, RoamOutcome.Success),
        (RoamOutcome.Failed, RoamOutcome.Failed),
        (RoamOutcome.Failed, RoamOutcome.Incomplete),
        (RoamOutcome.Incomplete, RoamOutcome.Failed),
        (RoamOutcome.Incomplete, RoamOutcome.Incomplete),
        (RoamOutcome.Success, RoamOutcome.Failed),
        (RoamOutcome.Success, RoamOutcome.Incomplete),
    ];

    /// <summary>Chooses; null when nothing in one is like anything in the other.</summary>
    public static AttemptPair? Choose(AttemptList good, AttemptList bad)
    {
        ArgumentNullException.ThrowIfNull(good);
        ArgumentNullException.ThrowIfNull(bad);

        if (!good.IsOne && !bad.IsOne && good.Total > 0 && (good.Total, good.Fingerprint) == (bad.Total, bad.Fingerprint) && Worst(good) is { } same)
        {
            return new AttemptPair(same, bad.Firsts.First(roam => roam.Index == same.Index), "Both are the same recording; --good-roam and --bad-roam compare two attempts in it.");
        }

        int most = good.IsOne && bad.IsOne ? Unlike : Unlike - 1;
        return (from outcome in Outcomes.Select((pair, rank) => (pair.Bad, pair.Good, Rank: rank))
                from one in good.Firsts.Where(roam => roam.Outcome == outcome.Good)
                from other in bad.Firsts.Where(roam => roam.Outcome == outcome.Bad)
                let distance = Distance(one, other)
                where distance <= most
                orderby outcome.Rank, distance, other.Index, one.Index
                select new AttemptPair(one, other, good.IsOne && bad.IsOne ? null : NoteOn(outcome.Rank, distance, outcome.Good, outcome.Bad))).FirstOrDefault();
    }

    private static Roam? Worst(AttemptList list) => list.Firsts.OrderBy(roam => roam.Outcome != RoamOutcome.Failed).ThenBy(roam => roam.Index).FirstOrDefault();

    /// <summary>0 for attempts of one type, AKM and SSID, up to <see cref="Unlike"/>; what the capture does not show is no difference.</summary>
    private static int Distance(Roam good, Roam bad) =>
        !IsLike(good.Type, bad.Type) ? IsFtProtocol(good) == IsFtProtocol(bad) ? Unlike - 1 : Unlike
        : !IsLike(good.Akm, bad.Akm) ? 2
        : good.Ssid is not null && bad.Ssid is not null && good.Ssid != bad.Ssid ? 1
        : 0;

    private static bool IsLike<T>(T? one, T? other)
        where T : struct => one is null || other is null || one.Value.Equals(other.Value);

    private static bool IsFtProtocol(Roam roam) => roam.Type is RoamType.FtOverTheAir or RoamType.FtOverTheDs;

    private static string? NoteOn(int rank, int distance, RoamOutcome good, RoamOutcome bad)
    {
        string? outcome = rank == 0 ? null
            : good == RoamOutcome.Success ? $"BAD has no failed attempt that is like a success of GOOD; this one {(bad == RoamOutcome.Success ? "succeeded" : "is incomplete")}."
            : $"GOOD has no success that is like an attempt of BAD; this one {(good == RoamOutcome.Failed ? "failed" : "is incomplete")}.";
        string? kind = distance switch
        {
            1 => "The SSIDs differ.",
            2 => "The AKMs differ.",
            3 => "The types differ.",
            _ => null,
        };
        return outcome is null ? kind : kind is null ? outcome : $"{outcome} {kind}";
    }
}
