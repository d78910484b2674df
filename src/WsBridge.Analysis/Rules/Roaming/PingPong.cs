using System.Globalization;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Roams;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Roaming;

/// <summary>A client ping-pongs between two APs.</summary>
internal sealed class PingPong : IRule<AttemptSucceeded>
{
    /// <summary>There and back twice.</summary>
    private const int NoteMoves = 4;

    /// <summary>There and back five times.</summary>
    private const int WarnMoves = 10;

    private const double WarnSeconds = 60;

    /// <summary>No client decides by what it hears every two seconds or sooner: something drives it.</summary>
    private const double DrivenSeconds = 20;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-ROAM-005", "ping-pong", Severity.Warn, ExpertGroup.Sequence, Fault.Unknown,
        "A client ping-pongs between two APs.")
    {
        Milder = [Severity.Note],
        ExplainsFailure = false,
        Explanation = """
            Each roam leads back to the AP that the client came from, at most 30 s after the previous one: a note after two round trips, a
            warning after five within a minute, then nothing more until it stops.
            Ten roams in less than 20 s stay a note: a client does not measure that fast, so that a test or a script drives it.
            Somebody who walks back and forth between two APs, or tests roaming, looks the same at first.
            The thresholds are not from the standard.
            """,
        Next = """
            Compare how strongly the client hears both APs where it stands: cells of equal strength, transmit powers that differ, or a
            steering AP make a client change its mind.
            """,
        Values = [("other", "BSSID of the other AP"), ("moves", "roams in a row"), ("seconds", "since the first of them")],
    };

    /// <inheritdoc/>
    public void Check(in AttemptSucceeded e, in Report report)
    {
        if (e.Roam is not { MovesBackAndForth: NoteMoves or WarnMoves, From: { } other } roam)
        {
            return;
        }

        double seconds = (roam.End.TimeMicroseconds - roam.BackAndForthSince.TimeMicroseconds) / 1e6;
        if (roam.MovesBackAndForth == WarnMoves && seconds > WarnSeconds)
        {
            return;
        }

        report.Add(Info,
            string.Create(CultureInfo.InvariantCulture, $"The client ping-pongs between {other} and {roam.To}: {roam.MovesBackAndForth} "
            + $"roams in {seconds:0.0} s."), new Detail
            {
                Severity = roam.MovesBackAndForth == WarnMoves && seconds >= DrivenSeconds ? Severity.Warn : Severity.Note,
                Related = [new RelatedFrame(roam.BackAndForthSince, "first frame of the first of these roams")],
                Values =
                [
                    FindingValue.Of("other", other.ToString()),
                    FindingValue.Of("moves", roam.MovesBackAndForth),
                    FindingValue.Of("seconds", seconds),
                ],
            });
    }
}
