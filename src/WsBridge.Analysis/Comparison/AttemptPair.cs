using WsBridge.Analysis.Roams;

namespace WsBridge.Analysis.Comparison;

/// <summary>The two attempts that tell most when they are compared.</summary>
/// <param name="Good">Of the good capture.</param>
/// <param name="Bad">Of the bad capture.</param>
/// <param name="Note">What to know about the choice, in sentences; null when a failure is compared with a success of its like.</param>
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

    /// <summary>
    /// Chooses a success of the good capture and a failure of the bad one that are alike in type, AKM and SSID, by the same client at the
    /// same AP where there are such. What did not succeed is good, and what succeeded bad, only where it was asked for by its number; but
    /// of two recordings the bad one may have nothing but successes.
    /// </summary>
    /// <param name="good">Of the good capture.</param>
    /// <param name="bad">Of the bad capture.</param>
    /// <param name="isSame">Both are of one recording (<see cref="AttemptList.IsOfSameRecording"/>).</param>
    /// <returns>Null when there are no such two.</returns>
    public static AttemptPair? Choose(AttemptList good, AttemptList bad, bool isSame = false)
    {
        ArgumentNullException.ThrowIfNull(good);
        ArgumentNullException.ThrowIfNull(bad);

        bool areGiven = good.IsOne && bad.IsOne;
        bool mayBadSucceed = bad.IsOne || (!isSame && bad.Candidates.All(roam => roam.Outcome == RoamOutcome.Success));
        for (int rank = 0; rank < Outcomes.Length; rank++)
        {
            (RoamOutcome badOutcome, RoamOutcome goodOutcome) = Outcomes[rank];
            if ((goodOutcome != RoamOutcome.Success && !good.IsOne) || (badOutcome == RoamOutcome.Success && !mayBadSucceed))
            {
                continue;
            }

            if (Nearest(good.Candidates.Where(roam => roam.Outcome == goodOutcome),
                [.. bad.Candidates.Where(roam => roam.Outcome == badOutcome)], areGiven, isSame) is { } two)
            {
                string? note = areGiven ? null : NoteOn(rank, Distance(two.Good, two.Bad), goodOutcome, badOutcome);
                string? same = isSame && !good.IsOne && !bad.IsOne
                    ? "Both are the same recording; --good-roam and --bad-roam compare other attempts of it."
                    : null;
                return new AttemptPair(two.Good, two.Bad, same is null ? note : note is null ? same : $"{same} {note}");
            }
        }

        return null;
    }

    private static (Roam Good, Roam Bad)? Nearest(IEnumerable<Roam> good, IReadOnlyList<Roam> bad, bool areGiven, bool isSame)
    {
        (Roam Good, Roam Bad)? best = null;
        (int Distance, int Place, int Bad) least = (areGiven ? Unlike : Unlike - 1, int.MaxValue, 0);
        foreach (Roam one in good)
        {
            foreach (Roam other in bad)
            {
                (int Distance, int Place, int Bad) here = (Distance(one, other), PlaceOf(one, other), other.Index);
                if ((areGiven || !isSame || one.Index != other.Index) && here.CompareTo(least) < 0)
                {
                    (best, least) = ((one, other), here);
                }
            }
        }

        return best;
    }

    /// <summary>0 for the same client at the same AP, then the same client, the same AP, and neither.</summary>
    private static int PlaceOf(Roam one, Roam other) => (one.Sta == other.Sta ? 0 : 2) + (one.To == other.To ? 0 : 1);

    /// <summary>
    /// 0 for attempts of one type, AKM and SSID, up to <see cref="Unlike"/>; what the capture does not show is no difference.
    /// </summary>
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
            : good == RoamOutcome.Success
                ? $"BAD has no failed attempt that is like a success of GOOD; this one "
                    + $"{(bad == RoamOutcome.Success ? "succeeded" : "is incomplete")}."
            : $"The attempt chosen as GOOD {(good == RoamOutcome.Failed ? "failed" : "is incomplete")}.";
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
