using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>
/// EAPOL-Key frames: which handshake each belongs to. How one that does not complete has ended is told in <see cref="ExchangeEnds"/>.
/// </summary>
/// <param name="facts">Is told of each message of a 4-way handshake.</param>
/// <param name="initials">Learns which initial associations have keys.</param>
/// <param name="keys">What known keys tell; null when none are known.</param>
/// <param name="ends">Judges what is open.</param>
/// <param name="exchanges">Those that are yet to be judged.</param>
/// <param name="history">What the capture has shown so far.</param>
/// <param name="events">Who is told of events.</param>
internal sealed class HandshakeTracker(
    FactReporter facts, InitialAssociations initials, KeyedExchanges? keys, ExchangeEnds ends, OpenExchanges exchanges,
    CaptureHistory history, ExchangeEvents events)
{
    /// <summary>Takes an EAPOL-Key frame.</summary>
    /// <param name="association">Whose it is.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="fromAp">The AP sent it.</param>
    /// <param name="eapol">The EAPOL packet in it.</param>
    /// <param name="offset">Where that begins, counted from the MAC header.</param>
    /// <param name="key">What the frame was encrypted with; null when it was sent in the clear.</param>
    /// <returns>False when so much is missing of it that it may be any message.</returns>
    public bool OnKey(Association association, StoredFrame frame, bool fromAp, in Eapol eapol, int offset, InstalledKey? key = null)
    {
        int micLength = MicLengthOf(association, frame, eapol);
        if (!EapolKey.TryReadLenient(eapol, micLength, out EapolKey read, out ParseError? problem))
        {
            return problem is not { IsCutOff: true };
        }

        int number = read.Message is >= HandshakeMessage.FourWay1 and <= HandshakeMessage.FourWay4 and var kind ? (int)kind : 0;
        bool apSends = number is 1 or 3;
        if (number > 0 && apSends != fromAp)
        {
            return true; // a lie about the direction: no exchange to put it in
        }

        if (key is not null && association.Keys is not { SeesAllData: true } && !IsOwnMessage4(association, number, read))
        {
            return true; // only a few encrypted frames come: of a rekey or a group key handshake it would be half
        }

        var message = new HandshakeFrame(frame, number, offset, read);
        if (number == 0)
        {
            OnGroupMessage(association, message, fromAp);
            return true;
        }

        if (number == 4 && association.Handshake is { } own && own == key?.Handshake && IsTooEarly(association, own, message))
        {
            return true;
        }

        if (number == 4 && association.Handshake?.IsAnsweredBy(read.ReplayCounter) != true)
        {
            return true; // the end of a rekey whose other messages were encrypted
        }

        if (number > 1 || association.Handshake is not { } running || running.GoesOnWith(read, frame.Ref.TimeMicroseconds))
        {
            EndingWithdrawal.GoesOn(association, frame, fromAp);
        }
        else
        {
            ends.Judge(association, frame); // a message 1 that does not go on with it
        }

        Handshake handshake = HandshakeFor(association, number, read, frame);
        handshake.Add(message);
        association.GroupMessages.Clear();
        if (association.Akm is null)
        {
            association.Akm = message.TryGetRsne(out _, out Rsne rsne) && rsne.Akms.Count > 0 ? rsne.Akms[0]
                : message.TryGetWpa(out _, out WpaElement wpa) && wpa.Fields.Akms.Count > 0 ? wpa.Fields.Akms[0] : null;
        }

        keys?.OnMessage(association, handshake, message);
        facts.Tell(frame, association, message);
        Tell(association, handshake, message);
        Remember(association, message, fromAp);
        if (number == 1)
        {
            history.Pmkids.Remember(association, message);
            history.Eap.Remember(association);
        }
        else if (number == 3 && handshake is { M2: [.., var answered], M3.Count: 1 })
        {
            history.Pmkids.RememberAccepted(association, answered.Frame);
        }

        if (number == 4)
        {
            association.Bss.MissedMessage3At = handshake.M3.Count == 0 ? frame.Ref.TimeMicroseconds : association.Bss.MissedMessage3At;
            Complete(association, handshake);
        }

        return true;
    }

    /// <summary>Encrypted data tells something now. Rekeying is encrypted with the keys before.</summary>
    public static bool AwaitsProof(Association association) =>
        association is { HandshakeCount: 1, Handshake: { M3.Count: > 0, First.Frame.WasEncrypted: false } };

    /// <summary>
    /// A protected unicast data frame while <see cref="AwaitsProof"/>: one of each side after message 3 proves that both have the keys.
    /// </summary>
    /// <param name="association">Between whom.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="fromAp">The AP sent it.</param>
    public void OnEncrypted(Association association, StoredFrame frame, bool fromAp)
    {
        Handshake handshake = association.Handshake!;
        bool isNews = handshake.AddEncrypted(fromAp, frame.Header.SequenceNumber);
        if (handshake.AreKeysProven)
        {
            EndingWithdrawal.Withdraw(association);
            exchanges.Close(association);
        }

        if (isNews)
        {
            Complete(association, handshake);
            events.KeysProven(new KeysProven(frame, association));
        }
    }

    /// <summary>
    /// A whole EAP exchange makes new keys: message 1 after it begins another handshake, and the one before has not failed by that.
    /// </summary>
    public void OnEapSuccess(Association association) => EndHandshake(association);

    /// <summary>
    /// The AP accepts an association: where it had begun a handshake already, it begins another one. A response that a sensor handed in
    /// late does not count.
    /// </summary>
    public void OnAccepted(Association association, StoredFrame response)
    {
        if (association.Handshake is { } handshake && response.Ref.TimeMicroseconds > handshake.First.Frame.Ref.TimeMicroseconds)
        {
            EndHandshake(association);
        }
    }

    /// <summary>
    /// A message 4 that is encrypted with the keys of its own handshake. In the first one of an association the AP has no keys before it
    /// has accepted message 4, so that this one completes nothing; data of both sides shows it where an AP takes it all the same.
    /// </summary>
    private bool IsTooEarly(Association association, Handshake handshake, HandshakeFrame message)
    {
        handshake.AddEncryptedM4(message);
        if (association.HandshakeCount > 1 || association.IsFtProtocol)
        {
            return false;
        }

        keys?.OnMessage(association, handshake, message);
        facts.Tell(message.Frame, association, message);
        return true;
    }

    /// <summary>Message 4 that answers a message 3 which was captured; that of a rekey has a higher counter.</summary>
    private static bool IsOwnMessage4(Association association, int number, in EapolKey read) =>
        number == 4 && association.Handshake is { M3: [.., var asked] } && read.ReplayCounter <= asked.ReplayCounter;

    private void OnGroupMessage(Association association, HandshakeFrame message, bool fromAp)
    {
        association.Keys?.BeginMessage();
        if (message.Key.Message is HandshakeMessage.Group1 or HandshakeMessage.Group2
            && fromAp == (message.Key.Message == HandshakeMessage.Group1))
        {
            KeyedExchanges.OnGroupMessage(association, message, fromAp);
            association.GroupMessages.Add(message, fromAp);
        }

        events.GroupMessage(new GroupMessageReceived(message.Frame, association, message, fromAp));
        Remember(association, message, fromAp);
    }

    private void Tell(Association association, Handshake handshake, HandshakeFrame message)
    {
        switch (message.Number)
        {
            case 1:
                events.Message1(new Message1Received(message.Frame, association, handshake, message, history));
                break;
            case 2:
                events.Message2(new Message2Received(message.Frame, association, handshake, message, history));
                break;
            case 3:
                events.Message3(new Message3Received(message.Frame, association, handshake, message, history));
                break;
            default:
                events.Message4(new Message4Received(message.Frame, association, handshake, message, history));
                break;
        }
    }

    private void EndHandshake(Association association)
    {
        if (association is { Handshake: { IsComplete: false }, Ending: null })
        {
            exchanges.Close(association);
            association.Handshake = null;
            association.HandshakeCount--;
        }
    }

    private void Complete(Association association, Handshake handshake)
    {
        initials.OnMessage4(association);
        history.Nonces.Remember(association, handshake);
        history.Pmkids.RememberCompleted(association);
        exchanges.Close(association);
    }

    /// <summary>The MIC length of the AKM, unless the octets fit another one exactly: then the sender took that one.</summary>
    private static int MicLengthOf(Association association, StoredFrame frame, in Eapol eapol)
    {
        int? known = association.Akm is { IsMicLengthKnown: true } akm ? akm.EapolMicLength : null;
        return known is { } length
            && (frame.IsCutOff || (EapolKey.TryParse(eapol, length, out EapolKey key, out _) && key.TrailingLength == 0))
            ? length
            : EapolKey.GuessMicLength(eapol) ?? known ?? 16;
    }

    private static void Remember(Association association, HandshakeFrame message, bool fromAp)
    {
        if (fromAp && message.Key.Information.Ack)
        {
            association.LastFromAp = message;
        }
    }

    private Handshake HandshakeFor(Association association, int number, in EapolKey key, StoredFrame frame)
    {
        bool goesOn = association.Handshake is { } running && (number != 1 || running.GoesOnWith(key, frame.Ref.TimeMicroseconds));
        if (!goesOn)
        {
            association.Handshake = new Handshake();
            association.HandshakeCount++;
        }

        if (!association.Handshake!.IsComplete)
        {
            exchanges.Open(association, frame);
        }

        return association.Handshake;
    }
}
