using WsBridge.Analysis.Keys;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// EAPOL-Key frames: which handshake each belongs to. How one that does not complete has ended is told in <see cref="ExchangeEnds"/>.
/// </summary>
/// <param name="context">What rules are given.</param>
/// <param name="facts">Is told of each message of a 4-way handshake.</param>
/// <param name="initials">Learns which initial associations have keys.</param>
/// <param name="keys">What known keys tell; null when none are known.</param>
/// <param name="ends">Judges what is open.</param>
/// <param name="moment">Called when rules may look.</param>
internal sealed class HandshakeTracker(RuleContext context, FactReporter facts, InitialAssociations initials, KeyedExchanges? keys, ExchangeEnds ends, Action<Moments> moment)
{
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

        if (number == 4 && association.Handshake?.IsAnsweredBy(key.ReplayCounter) != true)
        {
            return true; // the end of a rekey whose other messages were encrypted
        }

        if (number > 1 || association.Handshake is not { } running || running.GoesOnWith(key, frame.Ref.TimeMicroseconds))
        {
            ExchangeEnds.GoesOn(association, frame, context.FromAp);
        }
        else
        {
            ends.Judge(association); // a message 1 that does not go on with it
        }

        Handshake handshake = HandshakeFor(association, number, key, frame.Ref.TimeMicroseconds);
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

        if (number == 4)
        {
            association.Bss.MissedMessage3At = handshake.M3.Count == 0 ? frame.Ref.TimeMicroseconds : association.Bss.MissedMessage3At;
            Complete(association, handshake);
        }

        return true;
    }

    /// <summary>Encrypted data tells something now. Rekeying is encrypted with the keys before.</summary>
    public static bool AwaitsProof(Association association) => association is { HandshakeCount: 1, Handshake.M3.Count: > 0 };

    /// <summary>A protected unicast data frame while <see cref="AwaitsProof"/>: one of each side after message 3 proves that both have the keys.</summary>
    /// <param name="association">Between whom.</param>
    /// <param name="sequenceNumber">Its sequence number.</param>
    public void OnEncrypted(Association association, int sequenceNumber)
    {
        Handshake handshake = association.Handshake!;
        bool isNews = handshake.AddEncrypted(context.FromAp, sequenceNumber);
        if (handshake.AreKeysProven)
        {
            ExchangeEnds.Withdraw(association);
            ends.Close(association);
        }

        if (isNews)
        {
            Complete(association, handshake);
            moment(Moments.KeysProven);
        }
    }

    /// <summary>A whole EAP exchange makes new keys: message 1 after it begins another handshake, and the one before has not failed by that.</summary>
    public void OnEapSuccess(Association association) => Forget(association);

    /// <summary>The AP accepts an association: where it had begun a handshake already, it begins another one. A response that a sensor handed in late does not count.</summary>
    public void OnAccepted(Association association, StoredFrame response)
    {
        if (association.Handshake is { } handshake && response.Ref.TimeMicroseconds > handshake.First.Frame.Ref.TimeMicroseconds)
        {
            Forget(association);
        }
    }

    private void Forget(Association association)
    {
        if (association is { Handshake: { IsComplete: false }, Ending: null })
        {
            ends.Close(association);
            association.Handshake = null;
            association.HandshakeCount--;
        }
    }

    private void Complete(Association association, Handshake handshake)
    {
        initials.OnMessage4(association);
        context.Nonces.Remember(association, handshake);
        context.Pmkids.RememberCompleted(association);
        ends.Close(association);
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

    private Handshake HandshakeFor(Association association, int number, in EapolKey key, long timeMicroseconds)
    {
        bool goesOn = association.Handshake is { } running && (number != 1 || running.GoesOnWith(key, timeMicroseconds));
        if (!goesOn)
        {
            association.Handshake = new Handshake();
            association.HandshakeCount++;
        }

        if (!association.Handshake!.IsComplete)
        {
            ends.Open(association);
        }

        return association.Handshake;
    }
}
