using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Roams;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Roaming;

/// <summary>A client stayed with a weak AP although a much stronger one was available.</summary>
internal sealed class StickyClient : IRule<AttemptSucceeded>
{
    private const int WeakDbm = -75;
    private const int BetterDb = 12;
    private const int NearDbm = -55;
    private const int Seconds = 10;

    /// <summary>A weak AP is not heard every second.</summary>
    private const int LeastSeconds = 7;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-ROAM-006", "sticky-client", Severity.Note, ExpertGroup.Sequence, Fault.Sta,
        "A client stayed with a weak AP although a much stronger one was available.")
    {
        ExplainsFailure = false,
        Explanation = """
            Reported when the client finally roams: in the ten seconds before, the monitor heard the old AP below -75 dBm and the new one
            at least 12 dB stronger, second by second, and the client was associated with the old AP all that time.
            The monitor's location decides what it hears, so the client itself must be heard at -55 dBm or more, that is, close by.
            A client that never roams is not reported.
            The thresholds are not from the standard.
            """,
        Next = """
            Look at the roaming threshold (aggressiveness) of the client, and whether the AP offers neighbor reports and BSS transition
            requests.
            """,
        Values =
        [
            ("from_dbm", "strongest frame of the old AP in these seconds"),
            ("to_dbm", "weakest frame of the new AP in these seconds"),
            ("sta_dbm", "how strongly the client is heard"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in AttemptSucceeded e, in Report report)
    {
        if (e is not
            {
                Roam:
                {
                    IsMove: true, FromBss.Signal: { } from, Bss.Signal: { } to, WithOldApSince: { } since,
                    Association.StaSignalDbm: >= NearDbm and var sta
                } roam
            })
        {
            return;
        }

        long end = SignalHistory.SecondOf(roam.Start.TimeMicroseconds);
        if (SignalHistory.SecondOf(since) > end - Seconds || !WasWeaker(from, to, end, out int fromDbm, out int toDbm))
        {
            return;
        }

        report.Add(Info, $"For the last {Seconds} s the client stayed with {roam.From} at {fromDbm} dBm or less while {roam.To} was at "
            + $"{toDbm} dBm or more, measured close to the client (its frames at {sta} dBm).", new Detail
            {
                Related = [new RelatedFrame(roam.Start, "first frame of the roam")],
                Values = [FindingValue.Of("from_dbm", fromDbm), FindingValue.Of("to_dbm", toDbm), FindingValue.Of("sta_dbm", sta)],
            });
    }

    private static bool WasWeaker(SignalHistory from, SignalHistory to, long end, out int fromDbm, out int toDbm)
    {
        (fromDbm, toDbm) = (int.MinValue, int.MaxValue);
        int heard = 0;
        for (long second = end - Seconds; second < end; second++)
        {
            if (!from.TryGet(second, out _, out int strongest) || !to.TryGet(second, out int weakest, out _))
            {
                continue;
            }

            if (strongest >= WeakDbm || weakest - strongest < BetterDb)
            {
                return false;
            }

            heard++;
            (fromDbm, toDbm) = (Math.Max(fromDbm, strongest), Math.Min(toDbm, weakest));
        }

        return heard >= LeastSeconds;
    }
}
