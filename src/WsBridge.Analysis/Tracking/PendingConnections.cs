using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>
/// The attempts that wait for a frame before their 4-way handshake: which there are, how long each may wait, and how it stopped. Whoever
/// owes the next frame is judged only when the STA starts over, either side ends it, enough time has passed, or the capture ends.
/// </summary>
/// <param name="history">What the capture has shown so far.</param>
/// <param name="events">Who is told of events.</param>
internal sealed class PendingConnections(CaptureHistory history, ExchangeEvents events)
{
    /// <summary>A STA takes its time, and people take longer: they are asked for a certificate or a password within EAP.</summary>
    private const long StaMicroseconds = 5_000_000;
    private const long LongMicroseconds = 30_000_000;

    /// <summary>What is left of a capture after the last question, or it cannot tell.</summary>
    private const long EndMicroseconds = 1_000_000;

    private const int MaxListed = 64;

    private readonly RecentTable<MacAddress, Association> _latest = new(4096);

    /// <summary>An attempt is under way, new or not.</summary>
    /// <param name="association">Whose it is.</param>
    /// <param name="frame">The frame that shows it.</param>
    /// <param name="saeStatus">Status Code of the SAE commit of an earlier attempt that this one builds on; null without one.</param>
    public PendingConnection Start(Association association, StoredFrame frame, ushort? saeStatus = null)
    {
        PendingConnection pending = association.Pending ??= new PendingConnection();
        pending.SaeStatus ??= saeStatus;
        _latest.Set(association.Sta, association);
        if (!association.IsPending && association.Bss.PendingConnections.Count < MaxListed)
        {
            association.IsPending = true;
            association.Bss.PendingConnections.Add(association);
        }

        long due = frame.Ref.TimeMicroseconds + PendingConnection.AnswerMicroseconds;
        association.Bss.NextConnectionDue = Math.Min(association.Bss.NextConnectionDue, due);
        return pending;
    }

    /// <summary>A frame asks for the next step, for the first time or once more.</summary>
    public void Ask(Association association, ConnectionStep step, StoredFrame frame)
    {
        PendingConnection pending = Start(association, frame);
        if (pending.Step == step && pending.First is not null)
        {
            pending.AskAgain(frame);
        }
        else
        {
            pending.Begin(step, frame);
        }
    }

    /// <summary>The attempt has stopped; nothing happens where none waits.</summary>
    public void Stop(Association association, ConnectionStoppedBy by, StoredFrame frame, bool elsewhere = false) =>
        Stop(association, by, frame, new Occasion { Frame = frame, Elsewhere = elsewhere });

    /// <summary>The STA starts over here: its attempt at another BSS has stopped.</summary>
    public void EndElsewhere(Association here, StoredFrame frame)
    {
        if (_latest.TryGet(here.Sta, out Association? there) && there != here && there.Pending is not null)
        {
            Stop(there, ConnectionStoppedBy.NewAttempt, frame, elsewhere: true);
        }
    }

    /// <summary>A Deauthentication or Disassociation has ended the attempt.</summary>
    /// <param name="association">Whose it is.</param>
    /// <param name="ending">What ended it.</param>
    /// <param name="frame">The frame where that became clear, perhaps a later one.</param>
    public void OnEnded(Association association, Ending ending, StoredFrame frame)
    {
        if (ending.Frame.Header.Protected)
        {
            association.Pending = null; // who encrypts has keys
            return;
        }

        if (ending.StaHasKeys)
        {
            ConnectionTracker.OnSecured(association);
        }

        ConnectionStoppedBy by = ending.ByAp ? ConnectionStoppedBy.Ap : ConnectionStoppedBy.Sta;
        Stop(association, by, ending.Frame, new Occasion { Frame = frame, Ending = ending });
    }

    /// <summary>Ends the attempts of the BSS in which nothing has happened for long.</summary>
    public void EndSilent(Bss bss, StoredFrame frame)
    {
        long now = frame.Ref.TimeMicroseconds;
        if (now < bss.NextConnectionDue)
        {
            return;
        }

        long next = long.MaxValue;
        for (int i = bss.PendingConnections.Count - 1; i >= 0; i--)
        {
            Association association = bss.PendingConnections[i];
            if (association.Pending is not { } pending)
            {
                bss.PendingConnections.RemoveAt(i);
                association.IsPending = false;
                continue;
            }

            long due = pending.Last.Ref.TimeMicroseconds + PatienceOf(pending);
            if (now > due)
            {
                bss.PendingConnections.RemoveAt(i);
                association.IsPending = false;
                Stop(association, ConnectionStoppedBy.Silence, frame);
            }
            else
            {
                next = Math.Min(next, due);
            }
        }

        long soon = now + PendingConnection.AnswerMicroseconds;
        bss.NextConnectionDue = bss.PendingConnections.Count > 0 ? Math.Min(next, soon) : long.MaxValue;
    }

    /// <summary>The capture has ended: attempts that the AP has let wait while it was heard are told of.</summary>
    /// <returns>The last frame of the latest one that was told of; null when there was none.</returns>
    public StoredFrame? End()
    {
        StoredFrame? latest = null;
        foreach (Association association in _latest.Values)
        {
            if (association.Pending is { } pending
                && (pending.Step == ConnectionStep.Comeback
                || association.Bss.LastHeard >= pending.Last.Ref.TimeMicroseconds + EndMicroseconds))
            {
                latest = pending.Last;
                Stop(association, ConnectionStoppedBy.CaptureEnd, latest);
            }
        }

        return latest;
    }

    private static long PatienceOf(PendingConnection pending) => pending.Step switch
    {
        ConnectionStep.SaeToken or ConnectionStep.SaeGroup or ConnectionStep.OweGroup or ConnectionStep.EppkeGroup => StaMicroseconds,
        ConnectionStep.SaeStaConfirm or ConnectionStep.SaeConfirmed => StaMicroseconds,
        ConnectionStep.Comeback => pending.ComebackMicroseconds + StaMicroseconds,
        ConnectionStep.Message1 or ConnectionStep.Eap => LongMicroseconds,
        _ => PendingConnection.AnswerMicroseconds,
    };

    private void Stop(Association association, ConnectionStoppedBy by, StoredFrame frame, Occasion occasion)
    {
        if (association.Pending is not { } pending)
        {
            return;
        }

        association.Pending = null;
        bool apOwes = pending.IsApDue;
        long heard = apOwes ? association.Bss.LastHeard : association.StaLastHeard;
        long until = by == ConnectionStoppedBy.CaptureEnd ? association.Bss.LastHeard : frame.Ref.TimeMicroseconds;
        bool wasHeard = by == (apOwes ? ConnectionStoppedBy.Ap : ConnectionStoppedBy.Sta)
            || heard > pending.First.Ref.TimeMicroseconds || pending.Acknowledged > 0;
        var stop = new ConnectionStop(pending, by, frame, occasion.Ending?.Reason, occasion.Elsewhere, wasHeard,
            association.HadNoMessage1)
        {
            Until = until,
        };
        association.HadNoMessage1 |= stop.HasNoMessage1;
        events.ConnectionStopped(new ConnectionStopped(occasion.Frame, association, stop, occasion.Ending, history));
    }

    /// <summary>The circumstances in which an attempt is known to have stopped.</summary>
    private readonly ref struct Occasion
    {
        /// <summary>The frame where that became clear.</summary>
        public required StoredFrame Frame { get; init; }

        /// <summary>The STA has begun at another BSS.</summary>
        public bool Elsewhere { get; init; }

        /// <summary>The Deauthentication or Disassociation that ended it; null where something else did.</summary>
        public Ending? Ending { get; init; }
    }
}
