using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.KeyChecks;

namespace WsBridge.Analysis.Tracking;

/// <summary>
/// How attempts end that did not succeed: handshakes that stop, and what a Deauthentication or Disassociation seems to end. Nothing is
/// judged before later frames can no longer prove it wrong.
/// </summary>
/// <param name="keys">What known keys tell; null when none are known.</param>
/// <param name="connections">Is told first of what a Deauthentication or Disassociation has ended.</param>
/// <param name="events">Who is told of events.</param>
internal sealed class ExchangeEnds(KeyedExchanges? keys, ConnectionTracker connections, ExchangeEvents events)
{
    /// <summary>A handshake in which nothing happens for so long has ended. The longest known retry is 4 s.</summary>
    private const long SilenceMicroseconds = 5_000_000;

    /// <summary>After a Deauthentication or Disassociation whoever goes on does so sooner: the next retry is due.</summary>
    private const long SilenceAfterEndingMicroseconds = 2_000_000;

    /// <summary>A side counts as heard when a frame of it was captured this close to the time its answer was due.</summary>
    private const long HeardMicroseconds = 1_000_000;

    /// <summary>An answer so long after a handshake belongs to another attempt, the requests of which were not captured.</summary>
    private const long AnotherAttemptMicroseconds = 2_000_000;

    /// <summary>An AP that does not accept message 4 ends the handshake within this time after its last message 3.</summary>
    private const long LastRetryMicroseconds = 5_000_000;

    /// <summary>Where the capture ends sooner after the last message, an answer was not due yet.</summary>
    private const long AnswerMicroseconds = 1_000_000;

    /// <summary>Frames that were queued before a Deauthentication are sent this soon after it.</summary>
    private const long QueueMicroseconds = 50_000;

    private const ushort HandshakeTimeout = 15;

    /// <summary>Where each STA has an exchange that is open, the latest one.</summary>
    private readonly Dictionary<Dot11.MacAddress, Association> _openOfSta = [];

    /// <summary>A handshake runs, or something seems to have ended: it has to be judged one day.</summary>
    /// <param name="association">Whose it is.</param>
    /// <param name="frame">The frame that shows it.</param>
    public void Open(Association association, StoredFrame frame)
    {
        if (!association.IsOpen)
        {
            association.IsOpen = true;
            association.Bss.Open.Add(association);
        }

        _openOfSta[association.Sta] = association;
        association.Bss.NextOpenDue = Math.Min(association.Bss.NextOpenDue, frame.Ref.TimeMicroseconds + SilenceAfterEndingMicroseconds);
    }

    /// <summary>There is nothing to judge any more.</summary>
    public void Close(Association association)
    {
        if (association.IsOpen)
        {
            association.IsOpen = false;
            association.Bss.Open.Remove(association);
            if (_openOfSta.TryGetValue(association.Sta, out Association? open) && open == association)
            {
                _openOfSta.Remove(association.Sta);
            }
        }
    }

    /// <summary>The STA starts over at this BSS: what was open here has ended.</summary>
    public void OnNewAttempt(Association association, StoredFrame frame)
    {
        if (association.Ending is not null)
        {
            Judge(association, frame);
        }
        else if (association.Handshake is { IsComplete: false } handshake)
        {
            var end = new HandshakeEnd(handshake, HandshakeEndedBy.NewAttempt, frame, null, IsHeard(association, handshake));
            Fail(association, end, frame);
        }
    }

    /// <summary>The STA starts over at some BSS: what was open at another one has ended too.</summary>
    public void OnNewAttemptElsewhere(Association association, StoredFrame frame)
    {
        if (_openOfSta.Count > 0 && _openOfSta.TryGetValue(association.Sta, out Association? open) && open != association)
        {
            OnNewAttempt(open, frame);
            Close(open);
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
            Close(association);
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
            if (DueOf(association) is not { } due)
            {
                Close(association);
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
                Handshake handshake = association.Handshake!;
                var end = new HandshakeEnd(handshake, HandshakeEndedBy.Silence, frame, null, IsHeard(association, handshake));
                Fail(association, end, frame);
                association.Handshake = null;
                bss.NextOpenDue = now;
            }
        }
    }

    /// <summary>
    /// When silence has lasted for long enough to judge, in microseconds since the Unix epoch; null when there is nothing to judge.
    /// </summary>
    private static long? DueOf(Association association) => association switch
    {
        { Ending: { } ending } => ending.Frame.Ref.TimeMicroseconds + SilenceAfterEndingMicroseconds,
        { Handshake: { IsComplete: false } handshake } => handshake.Last.Frame.Ref.TimeMicroseconds + SilenceMicroseconds,
        _ => null,
    };

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
            return null;
        }

        if (association.Handshake is { IsComplete: false } running && HasGoneOn(running, reason))
        {
            running.Prove();
            Close(association);
            events.KeysProven(new KeysProven(frame, association));
        }

        HandshakeEnd? end = association.Handshake is { } handshake && IsEndedBy(handshake, frame, byAp, reason)
            ? EndOf(association, handshake, frame, byAp, reason)
            : null;
        if (end is null && association.Attempt is not { IsOver: false } && !AfterSuccess.MayBeClass3(association, frame, byAp, reason)
            && !AfterSuccess.MayRefuseResponse(association, frame, byAp, reason))
        {
            return null;
        }

        association.Ending = new Ending(frame, byAp, reason, end);
        Open(association, frame);
        return end;
    }

    /// <summary>A sensor hands in late what ended an earlier attempt.</summary>
    public static bool IsOfEarlierAttempt(Association association, StoredFrame frame) =>
        frame.Ref.TimeMicroseconds < (association.Handshake?.First.Frame.Ref.TimeMicroseconds
        ?? association.Attempt?.Start.TimeMicroseconds);

    /// <summary>Who seemed to have ended the exchange goes on with it: nothing was ended.</summary>
    public static void GoesOn(Association association, StoredFrame frame, bool fromAp)
    {
        if (association.Ending is { } ending && ending.ByAp == fromAp && frame.Ref.TimeMicroseconds > ending.Frame.Ref.TimeMicroseconds)
        {
            Withdraw(association);
        }
    }

    /// <summary>
    /// A frame that nobody sends without keys: an association that had succeeded goes on, unless the frame was queued before its end.
    /// </summary>
    public static void OnSecured(Association association, StoredFrame frame)
    {
        if (association is { Ending: { Handshake: null } ending, Attempt: { IsOver: true } }
            && frame.Ref.TimeMicroseconds - ending.Frame.Ref.TimeMicroseconds > QueueMicroseconds
            && (ending.ByAp || frame.Header.Ta != frame.Header.Bssid)) // an AP goes on until it has taken that the STA has left
        {
            Withdraw(association);
        }
    }

    /// <summary>Both sides go on.</summary>
    public static void Withdraw(Association association)
    {
        if (association.EndedBy == association.Ending?.Frame)
        {
            association.EndedBy = null;
        }

        association.Ending = null;
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
        Close(association);
        connections.OnEnded(association, ending, frame);
        if (ending.Handshake is { } end && !ending.IsCrossed)
        {
            Say(association, end, ending, frame);
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
        Association[] open = [.. bsses.SelectMany(static bss => bss.Open).OrderBy(static association => LastFrameOf(association)?.Ref.Id)];
        foreach (Association association in open)
        {
            if (LastFrameOf(association) is not { } frame)
            {
                continue;
            }

            if (association.Ending is not null)
            {
                Judge(association, frame);
            }
            else if (association.Handshake is { IsComplete: false } handshake)
            {
                var end = new HandshakeEnd(handshake, HandshakeEndedBy.CaptureEnd, frame, null, IsHeard(association, handshake));
                if (end.Asked > 1 || last - frame.Ref.TimeMicroseconds >= AnswerMicroseconds)
                {
                    Fail(association, end, frame);
                    association.Handshake = null;
                }
            }
        }
    }

    private static StoredFrame? LastFrameOf(Association association) => association.Ending?.Frame ?? association.Handshake?.Last.Frame;

    /// <summary>
    /// A handshake that runs; or one with message 4, which the AP shows not to have taken: it repeated message 3 and says so itself, or
    /// repeated it more than once. A single message 3 that crossed message 4 proves nothing, nor does a client that leaves.
    /// </summary>
    private static bool IsEndedBy(Handshake handshake, StoredFrame frame, bool byAp, ushort? reason) => !handshake.IsComplete
        || (byAp && handshake.M3AfterM4 > 0 && (reason == HandshakeTimeout || handshake.M3AfterM4 > 1)
            && frame.Ref.TimeMicroseconds - handshake.M3[^1].Frame.Ref.TimeMicroseconds <= LastRetryMicroseconds);

    /// <summary>
    /// The STA has taken message 3, since it sends encrypted frames, and the AP, which did not send it again, says nothing of a timeout:
    /// whatever ends the association, it is not this handshake.
    /// </summary>
    private static bool HasGoneOn(Handshake handshake, ushort? reason) => handshake.EncryptedSinceM3 > 1 && reason != HandshakeTimeout;

    /// <summary>The side that ended it was heard, just now; its answer was not lost for want of hearing it.</summary>
    private static HandshakeEnd EndOf(Association association, Handshake handshake, StoredFrame frame, bool byAp, ushort? reason)
    {
        bool apOwes = handshake.Stage == HandshakeStage.Message2Unanswered;
        HandshakeEndedBy by = byAp ? HandshakeEndedBy.Ap : HandshakeEndedBy.Sta;
        return new HandshakeEnd(handshake, by, frame, reason, byAp == apOwes || IsHeard(association, handshake));
    }

    private void Fail(Association association, HandshakeEnd end, StoredFrame frame)
    {
        Close(association);
        Say(association, end, null, frame);
    }

    private void Say(Association association, HandshakeEnd end, Ending? ending, StoredFrame frame)
    {
        end = end with { Unread = UnreadAnswer(association, end) };
        keys?.OnHandshakeFailed(association, end);
        events.HandshakeStopped(new HandshakeStopped(frame, association, end, ending));
    }

    private static StoredFrame? UnreadAnswer(Association association, HandshakeEnd end)
    {
        StoredFrame? unread = end.Stage == HandshakeStage.Message2Unanswered ? association.UnreadFromAp : association.UnreadFromSta;
        return unread is not null && unread.Ref.TimeMicroseconds >= end.Handshake.First.Frame.Ref.TimeMicroseconds ? unread : null;
    }

    /// <summary>Whether the side that owes the next message was heard within a second after the last one, or acknowledged it.</summary>
    private static bool IsHeard(Association association, Handshake handshake)
    {
        if (handshake.Last.Frame.IsAcknowledged)
        {
            return true;
        }

        bool apOwes = handshake.Stage == HandshakeStage.Message2Unanswered;
        long asked = (apOwes ? handshake.M2 : handshake.M3.Count > 0 ? handshake.M3 : handshake.M1) is { Count: > 0 } list
            ? list[0].Frame.Ref.TimeMicroseconds
            : handshake.Last.Frame.Ref.TimeMicroseconds;
        long heard = apOwes ? association.Bss.LastHeard : association.StaLastHeard;
        return heard > asked && heard - asked <= HeardMicroseconds + (handshake.Last.Frame.Ref.TimeMicroseconds - asked);
    }
}
