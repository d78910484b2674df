using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Verdicts;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>Message 2 answers a message 1 that the AP had already sent again with a new replay counter.</summary>
/// <remarks>Judged when the AP has answered: many APs take an answer to any message 1 that is still pending.</remarks>
internal sealed class M2Stale : IRule<Message3Received>, IRule<HandshakeFailed>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-009", "m2-stale", Severity.Warn, ExpertGroup.Sequence, Fault.Unknown,
        "Message 2 does not answer the latest message 1.")
    {
        Rank = ExplanationRank.Pattern,
        Milder = [Severity.Note],
        Clause = Clauses.Message2,
        Explanation = """
            The client was slow, asleep or busy, and the AP had sent message 1 again before message 2 came.
            A note when message 3 followed, or when another message 2 was in time and the handshake failed anyway; a warning when every
            message 2 was late and the handshake failed, because a strict AP drops them.
            """,
        Implementations = """
            hostapd accepts the replay counter of any of its last four message 1s; stricter authenticators accept only the latest.
            """,
        Next = """
            If the handshake failed, check how long the client takes to answer (power save, a busy supplicant) and how soon the AP repeats
            message 1.
            """,
        Values = [("stale", "late transmissions of message 2"), ("m2", "all transmissions of message 2")],
    };

    /// <inheritdoc/>
    public void Check(in Message3Received e, in Report report)
    {
        if (e.Handshake.M3.Count == 1)
        {
            Check(e.Handshake, null, report);
        }
    }

    /// <inheritdoc/>
    public void Check(in HandshakeFailed e, in Report report)
    {
        if (e.End.Stage == HandshakeStage.Message2Unanswered)
        {
            Check(e.End.Handshake, e.End, report);
        }
    }

    private void Check(Handshake handshake, HandshakeEnd? end, in Report report)
    {
        if (handshake is not { M1.Count: >= 2, M2.Count: >= 1 })
        {
            return;
        }

        int stale = 0;
        HandshakeFrame? late = null;
        HandshakeFrame? latest = null;
        foreach (HandshakeFrame message2 in handshake.M2)
        {
            if (NewerM1(handshake, message2) is { } newer)
            {
                stale++;
                (late, latest) = (message2, newer);
            }
        }

        if (late is null || latest is null || (end is null && stale < handshake.M2.Count))
        {
            return; // one in time was answered
        }

        bool failed = end is not null && stale == handshake.M2.Count;
        string then = end is null ? "message 3 followed" : $"no message 3 followed{(failed ? "" : ", nor after one in time")}";
        string message = $"Message 2 answers an older message 1 (replay counter {late.ReplayCounter}, latest {latest.ReplayCounter}); "
            + $"{then}.";
        var detail = new Detail
        {
            Severity = failed ? Severity.Warn : Severity.Note,
            About = [late.Frame],
            Related =
            [
                new RelatedFrame(late.Frame.Ref, "message 2, late"),
                new RelatedFrame(latest.Frame.Ref, "the message 1 that had been sent before it"),
            ],
            Values = [FindingValue.Of("stale", stale), FindingValue.Of("m2", handshake.M2.Count)],
        };
        if (end is not null)
        {
            report.AddMissing(Info, end, message, detail);
        }
        else
        {
            report.Add(Info, message, detail);
        }
    }

    /// <summary>No message 2 was in time.</summary>
    internal static bool AreAllLate(Handshake handshake)
    {
        foreach (HandshakeFrame message2 in handshake.M2)
        {
            if (NewerM1(handshake, message2) is null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The latest message 1 before this message 2, when it answers an earlier one of the same handshake; otherwise null.</summary>
    private static HandshakeFrame? NewerM1(Handshake handshake, HandshakeFrame message2)
    {
        HandshakeFrame? latest = null;
        bool isAnswer = false;
        foreach (HandshakeFrame message1 in handshake.M1)
        {
            if (message1.Frame.Ref.Id < message2.Frame.Ref.Id)
            {
                latest = message1;
                isAnswer |= message1.ReplayCounter == message2.ReplayCounter;
            }
        }

        return isAnswer && latest!.ReplayCounter > message2.ReplayCounter ? latest : null;
    }
}
