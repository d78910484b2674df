using WsBridge.Analysis.Keys;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// EAPOL-Key frames: which handshake each belongs to, and how one that does not complete has ended. A missing message is told here from
/// one that was not captured.
/// </summary>
/// <param name="context">What rules are given.</param>
/// <param name="facts">Is told of each message of a 4-way handshake.</param>
/// <param name="initials">Learns which initial associations have keys.</param>
/// <param name="keys">What known keys tell; null when none are known.</param>
/// <param name="moment">Called when rules may look.</param>
internal sealed class HandshakeTracker(RuleContext context, FactReporter facts, InitialAssociations initials, KeyedExchanges? keys, Action<Moments> moment)
{
    /// <summary>A handshake in which nothing happens for so long has ended. The longest known retry is 4 s.</summary>
    private const long SilenceMicroseconds = 5_000_000;

    /// <summary>A side counts as heard when a frame of it was captured this close to the time its answer was due.</summary>
    private const long HeardMicroseconds = 1_000_000;

    /// <summary>An answer so long after a handshake belongs to another attempt, the requests of which were not captured.</summary>
    private const long AnotherAttemptMicroseconds = 2_000_000;

    /// <summary>Takes an EAPOL-Key frame.</summary>
    /// <param name="association">Whose it is.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="eapol">The EAPOL packet in it.</param>
    /// <param name="offset">Where that begins, counted from the MAC header.</param>
    /// <returns>False when so much is missing of it that it may be any message.</returns>
    public bool OnKey(Association association, StoredFrame frame, in Eapol eapol, int offset)
    {
        int micLength = MicLengthOf(association, frame, eapol);
        if (!EapolKey.TryReadLenient(eapol, micLength, out EapolKey key, out ParseError? problem))
        {
            return problem is not { IsCutOff: true };
        }

        int number = key.Message is >= HandshakeMessage.FourWay1 and <= HandshakeMessage.FourWay4 and var kind ? (int)kind : 0;
        bool apSends = number is 1 or 3;
        if (number > 0 && apSends != context.FromAp)
        {
            return true; // a lie about the direction: no exchange to put it in
        }

        var message = new HandshakeFrame(frame, number, offset, key);
        context.Message = message;
        if (number == 0)
        {
            association.Keys?.BeginMessage();
            if (key.Message is HandshakeMessage.Group1 or HandshakeMessage.Group2 && context.FromAp == (key.Message == HandshakeMessage.Group1))
            {
                KeyedExchanges.OnGroupMessage(association, message, context.FromAp);
                association.AddGroupMessage(message, context.FromAp);
            }

            moment(Moments.GroupMessage);
            Remember(association, message);
            return true;
        }

        if (number == 4 && association.Handshake is not { M3.Count: > 0 })
        {
            return true; // the end of a rekey whose other messages were encrypted
        }

        Handshake handshake = HandshakeFor(association, number, key);
        handshake.Add(message);
        association.EndGroupHandshake();
        if (association.Akm is null)
        {
            association.Akm = message.TryGetRsne(out _, out Rsne rsne) && rsne.Akms.Count > 0 ? rsne.Akms[0]
                : message.TryGetWpa(out _, out WpaElement wpa) && wpa.Fields.Akms.Count > 0 ? wpa.Fields.Akms[0] : null;
        }

        keys?.OnMessage(association, handshake, message);
        facts.Tell(frame, association, message);
        moment(number switch { 1 => Moments.Message1, 2 => Moments.Message2, 3 => Moments.Message3, _ => Moments.Message4 });
        Remember(association, message);
        if (number == 1)
        {
            context.Pmkids.Remember(association, message);
            context.Eap.Remember(association);
        }
        else if (number == 3 && handshake is { M2: [.., var answered], M3.Count: 1 })
        {
            context.Pmkids.RememberAccepted(association, answered.Frame);
        }

        if (handshake.IsComplete)
        {
            initials.OnMessage4(association);
            context.Nonces.Remember(association, handshake);
            context.Pmkids.RememberCompleted(association);
            association.Bss.Open.Remove(association);
        }

        return true;
    }

    /// <summary>The STA begins anew: a handshake that runs has failed.</summary>
    public void EndByNewAttempt(Association association, StoredFrame frame)
    {
        if (association.Handshake is { IsComplete: false } handshake)
        {
            Fail(association, new HandshakeEnd(handshake, HandshakeEndedBy.NewAttempt, frame, null, IsHeard(association, handshake)));
            context.End = null;
            context.Message = null;
        }
    }

    /// <summary>An answer of the AP may be the first that was captured of a new attempt: then nothing of the earlier one counts any more.</summary>
    public void EndByAnswer(Association association, StoredFrame frame, ushort? algorithm)
    {
        if (association.Handshake is { } handshake && frame.Ref.TimeMicroseconds - handshake.Last.Frame.Ref.TimeMicroseconds > AnotherAttemptMicroseconds)
        {
            EndByNewAttempt(association, frame);
            association.BeginAuthentication(algorithm);
        }
    }

    /// <summary>Ends the handshakes of the BSS in which nothing has happened for long.</summary>
    public void EndSilent(Bss bss, StoredFrame frame)
    {
        for (int i = bss.Open.Count - 1; i >= 0; i--)
        {
            Association association = bss.Open[i];
            if (association.Handshake is not { IsComplete: false } handshake)
            {
                bss.Open.RemoveAt(i);
            }
            else if (frame.Ref.TimeMicroseconds - handshake.Last.Frame.Ref.TimeMicroseconds > SilenceMicroseconds)
            {
                context.TurnTo(association, fromAp: true);
                Fail(association, new HandshakeEnd(handshake, HandshakeEndedBy.Silence, frame, null, IsHeard(association, handshake)));
                context.End = null;
                context.Message = null;
                association.Handshake = null;
            }
        }
    }

    /// <summary>Deauthentication or Disassociation, which the context tells of, has ended the handshake that runs.</summary>
    public void EndByDeauthentication(Association association, StoredFrame frame)
    {
        if (association.Handshake is { IsComplete: false } handshake)
        {
            // The side that ended it was heard, just now; its answer was not lost for want of hearing it.
            bool byAp = context.FromAp;
            bool apOwes = handshake.Stage == HandshakeStage.Message2Unanswered;
            bool heard = byAp == apOwes || IsHeard(association, handshake);
            Fail(association, new HandshakeEnd(handshake, byAp ? HandshakeEndedBy.Ap : HandshakeEndedBy.Sta, frame, context.Reason, heard));
        }
    }

    /// <summary>The MIC length of the AKM, unless the octets fit another one exactly: then the sender took that one.</summary>
    private static int MicLengthOf(Association association, StoredFrame frame, in Eapol eapol)
    {
        int? known = association.Akm is { IsMicLengthKnown: true } akm ? akm.EapolMicLength : null;
        return known is { } length && (frame.IsCutOff || (EapolKey.TryParse(eapol, length, out EapolKey key, out _) && key.TrailingLength == 0))
            ? length
            : EapolKey.GuessMicLength(eapol) ?? known ?? 16;
    }

    private void Remember(Association association, HandshakeFrame message)
    {
        if (context.FromAp && message.Key.Information.Ack)
        {
            association.LastFromAp = message;
        }
    }

    private static Handshake HandshakeFor(Association association, int number, in EapolKey key)
    {
        bool goesOn = association.Handshake is { } running && (number != 1 || running.GoesOnWith(key));
        if (!goesOn)
        {
            association.Handshake = new Handshake();
            association.HandshakeCount++;
        }

        if (!association.Bss.Open.Contains(association))
        {
            association.Bss.Open.Add(association);
        }

        return association.Handshake!;
    }

    private void Fail(Association association, HandshakeEnd end)
    {
        association.Bss.Open.Remove(association);
        end = end with { Unread = UnreadAnswer(association, end) };
        context.End = end;
        context.Message = end.Handshake.Last;
        keys?.OnHandshakeFailed(association, end);
        moment(Moments.HandshakeFailed);
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
        long asked = (apOwes ? handshake.M2 : handshake.M3.Count > 0 ? handshake.M3 : handshake.M1) is { Count: > 0 } list ? list[0].Frame.Ref.TimeMicroseconds : handshake.Last.Frame.Ref.TimeMicroseconds;
        long heard = apOwes ? association.Bss.LastHeard : association.StaLastHeard;
        return heard > asked && heard - asked <= HeardMicroseconds + (handshake.Last.Frame.Ref.TimeMicroseconds - asked);
    }
}
