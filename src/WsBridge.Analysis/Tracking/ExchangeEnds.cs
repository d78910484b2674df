using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.KeyChecks;

namespace WsBridge.Analysis.Tracking;

/// <summary>
/// How attempts end that did not succeed: handshakes that stop, and what a Deauthentication or Disassociation seems to end. Nothing is
/// judged before later frames can no longer prove it wrong.
/// </summary>
/// <param name="exchanges">Those that are yet to be judged.</param>
/// <param name="keys">What known keys tell; null when none are known.</param>
/// <param name="connections">Is told first of what a Deauthentication or Disassociation has ended.</param>
/// <param name="events">Who is told of events.</param>
internal sealed class ExchangeEnds(
    OpenExchanges exchanges, KeyedExchanges? keys, PendingConnections connections, ExchangeEvents events)
{
    /// <summary>An answer so long after a handshake belongs to another attempt, the requests of which were not captured.</summary>
    private const long AnotherAttemptMicroseconds = 2_000_000;

    /// <summary>Where the capture ends sooner after the last message, an answer was not due yet.</summary>
    private const long AnswerMicroseconds = 1_000_000;

    /// <summary>The STA starts over at this BSS: what was open here has ended.</summary>
    public void OnNewAttempt(Association association, StoredFrame frame)
    {
        if (association.Ending is not null)
        {
            Judge(association, frame);
        }
        else if (association.Handshake is { IsComplete: false } handshake)
        {
            Fail(association, HandshakeEnds.Of(association, handshake, HandshakeEndedBy.NewAttempt, frame), frame);
        }
    }

    /// <summary>The STA starts over at some BSS: what was open at another one has ended too.</summary>
    public void OnNewAttemptElsewhere(Association association, StoredFrame frame)
    {
        if (exchanges.TryGetElsewhere(association, out Association? open))
        {
            OnNewAttempt(open, frame);
            exchanges.Close(open);
            open.Handshake = null;
        }
    }

    /// <summary>
    /// An answer of the AP may be the first that was captured of a new attempt: then nothing of the earlier one counts any more.
    /// </summary>
    public void OnAnswer(Association association, StoredFrame frame, ushort? algorithm)
    {
        if (association.Handshake is { } handshake
            && frame.Ref.TimeMicroseconds - handshake.Last.Frame.Ref.TimeMicroseconds > AnotherAttemptMicroseconds)
        {
            OnNewAttempt(association, frame);
            exchanges.Close(association);
            association.BeginAuthentication(algorithm);
        }
    }

    /// <summary>Judges what is open at the BSS and has been silent for long.</summary>
    public void OnTime(Bss bss, StoredFrame frame)
    {
        long now = frame.Ref.TimeMicroseconds;
        if (now <= bss.NextOpenDue)
        {
            return;
        }

        // What a rule reports may open or close others meanwhile.
        bss.NextOpenDue = long.MaxValue;
        for (int i = bss.Open.Count - 1; i >= 0 && i < bss.Open.Count; i--)
        {
            Association association = bss.Open[i];
            if (OpenExchanges.DueOf(association) is not { } due)
            {
                exchanges.Close(association);
            }
            else if (now <= due)
            {
                bss.NextOpenDue = Math.Min(bss.NextOpenDue, due);
            }
            else if (association.Ending is not null)
            {
                Judge(association, frame);
                bss.NextOpenDue = now; // who was passed over has his turn with the next frame
            }
            else
            {
                Fail(association, HandshakeEnds.Of(association, association.Handshake!, HandshakeEndedBy.Silence, frame), frame);
                association.Handshake = null;
                bss.NextOpenDue = now;
            }
        }
    }

    /// <summary>A Deauthentication or Disassociation.</summary>
    /// <param name="association">Whose it is.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="byAp">The AP sent it.</param>
    /// <param name="reason">Its reason code; null when it is encrypted.</param>
    /// <returns>The handshake that it seems to have ended; null when none ran, or another frame seems to have ended it before.</returns>
    public HandshakeEnd? OnDeauthentication(Association association, StoredFrame frame, bool byAp, ushort? reason)
    {
        if (association.Ending is { } before)
        {
            before.Repeated += before.ByAp == byAp ? 1 : 0;
            if (frame.Header.Protected && !byAp)
            {
                before.IsDisproved(frame.Ref.TimeMicroseconds, byAp); // who encrypts has keys
            }

            return null;
        }

        if (association.Handshake is { IsComplete: false } running && HandshakeEnds.HasGoneOn(running, reason))
        {
            running.Prove();
            exchanges.Close(association);
            events.KeysProven(new KeysProven(frame, association));
        }

        HandshakeEnd? end = association.Handshake is { WasEncrypted: false } handshake
            && HandshakeEnds.IsEndedBy(handshake, frame, byAp, reason)
            ? HandshakeEnds.Of(association, handshake, frame, byAp, reason)
            : null;
        if (end is null && association.Attempt is not { IsOver: false } && !AfterSuccess.MayBeClass3(association, frame, byAp, reason)
            && !AfterSuccess.MayRefuseResponse(association, frame, byAp, reason))
        {
            return null;
        }

        association.Ending = new Ending(frame, byAp, reason, end) { Before = association.Attempt?.End };
        exchanges.Open(association, frame);
        return end;
    }

    /// <summary>The Deauthentication or Disassociation has ended what it seemed to end.</summary>
    /// <param name="association">Whose it is.</param>
    /// <param name="frame">The frame that shows it.</param>
    public void Judge(Association association, StoredFrame frame)
    {
        if (association.Ending is not { } ending)
        {
            return;
        }

        association.Ending = null;
        exchanges.Close(association);
        connections.OnEnded(association, ending, frame);
        if (ending.Handshake is { } end && !ending.IsCrossed)
        {
            ReportFailure(association, end, ending, frame);
        }
        else
        {
            events.AttemptEnded(new AttemptEnded(frame, association, ending));
        }

        association.Handshake = null;
    }

    /// <summary>The capture ends: what is open is judged on its last frame.</summary>
    /// <param name="bsses">All that were heard.</param>
    /// <param name="last">The time of its latest frame, in microseconds since the Unix epoch.</param>
    public void OnCaptureEnd(IEnumerable<Bss> bsses, long last)
    {
        IEnumerable<Association> open = bsses.SelectMany(static bss => bss.Open);
        foreach (Association association in open.OrderBy(static association => OpenExchanges.LastFrameOf(association)?.Ref.Id).ToArray())
        {
            if (OpenExchanges.LastFrameOf(association) is not { } frame)
            {
                continue;
            }

            if (association.Ending is not null)
            {
                Judge(association, frame);
            }
            else if (association.Handshake is { IsComplete: false } handshake)
            {
                HandshakeEnd end = HandshakeEnds.Of(association, handshake, HandshakeEndedBy.CaptureEnd, frame);
                if (end.Asked > 1 || last - frame.Ref.TimeMicroseconds >= AnswerMicroseconds)
                {
                    Fail(association, end, frame);
                    association.Handshake = null;
                }
            }
        }
    }

    private void Fail(Association association, HandshakeEnd end, StoredFrame frame)
    {
        exchanges.Close(association);
        ReportFailure(association, end, null, frame);
    }

    private void ReportFailure(Association association, HandshakeEnd end, Ending? ending, StoredFrame frame)
    {
        if (end.Handshake.WasEncrypted)
        {
            return;
        }

        end = end with { Unread = HandshakeEnds.UnreadAnswer(association, end) };
        keys?.OnHandshakeFailed(association, end);
        events.HandshakeStopped(new HandshakeStopped(frame, association, end, ending));
    }
}
