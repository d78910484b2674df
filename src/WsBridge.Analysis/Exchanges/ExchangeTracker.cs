using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Pmkids;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// Turns frames into exchanges and says when rules may look. The evaluation guards live here: frames with a bad FCS and repetitions
/// never get in, state belongs to one STA at one BSS and one attempt, and a missing answer is told from one that was not captured.
/// </summary>
internal sealed class ExchangeTracker : IDisposable
{
    /// <summary>A handshake in which nothing happens for so long has ended. The longest known retry is 4 s.</summary>
    private const long SilenceMicroseconds = 5_000_000;

    /// <summary>A side counts as heard when a frame of it was captured this close to the time its answer was due.</summary>
    private const long HeardMicroseconds = 1_000_000;

    /// <summary>No response within this time, and there will be none in time: the longest seen in a roam that went well took 0.4 s.</summary>
    private const long FtAnswerMicroseconds = 1_000_000;

    /// <summary>A STA that begins anew so soon has not waited for the response.</summary>
    private const long FtPatienceMicroseconds = 200_000;

    /// <summary>An answer so long after a handshake belongs to another attempt, the requests of which were not captured.</summary>
    private const long AnotherAttemptMicroseconds = 2_000_000;

    /// <summary>How many FT requests to one AP are watched for a response at the same time.</summary>
    private const int MostFtAsked = 64;

    private readonly RecentTable<MacAddress, Bss> _bsses = new(4096);
    private readonly RecentTable<(MacAddress Bssid, MacAddress Sta), Association> _associations = new(12288, static association => association.Keys?.Dispose());
    private readonly InitialAssociations _initials = new();
    private readonly RecentTable<string, Ess> _esses = new(1024);
    private readonly Action<Moments> _moment;
    private readonly RuleContext _context;
    private readonly IFindingSink _sink;
    private readonly KeyedExchanges? _keys;
    private readonly PmkidNamer _pmkids;

    /// <param name="context">What rules are given.</param>
    /// <param name="sink">Where facts go.</param>
    /// <param name="moment">Called when rules may look.</param>
    /// <param name="keys">The known keys; they stay the caller's.</param>
    public ExchangeTracker(RuleContext context, IFindingSink sink, Action<Moments> moment, KeyTable keys)
    {
        _keys = keys.Keys.Count > 0 ? new KeyedExchanges(keys, () => _bsses.Values) : null;
        _pmkids = new PmkidNamer(context.Pmkids, context.Eap, _keys?.Pmksas);
        _context = context;
        _sink = sink;
        _moment = moment;
    }

    public void OnFrame(StoredFrame frame)
    {
        MacHeader header = frame.Header;
        _context.Association = null;
        _context.Message = null;
        _context.End = null;
        _context.Reason = null;
        _context.Frame = frame;

        switch (header.Kind)
        {
            case FrameKind.Beacon or FrameKind.ProbeResponse:
                OnBeacon(frame, header);
                break;
            case FrameKind.Action or FrameKind.ActionNoAck:
                OnAction(frame, header);
                break;
            default:
                OnExchangeFrame(frame, header);
                break;
        }
    }

    private void OnExchangeFrame(StoredFrame frame, in MacHeader header)
    {
        if (header.Bssid is not { } bssid || header.StationAddress is not { } sta || bssid.IsGroup)
        {
            return;
        }

        Association association = Enter(frame, header, bssid, sta);
        switch (header.Kind)
        {
            case FrameKind.Authentication:
                OnAuthentication(association, frame, header);
                break;
            case FrameKind.AssociationRequest or FrameKind.ReassociationRequest:
                OnAssociationRequest(association, frame);
                break;
            case FrameKind.AssociationResponse or FrameKind.ReassociationResponse:
                EndByAnswer(association, frame, null);
                association.Response = frame;
                association.FtUnanswered = 0; // whoever answers an association has answered the authentication before it
                _keys?.OnAssociationResponse(association, frame);
                _pmkids.Name(association, frame, null);
                Facts(frame, association, null);
                _moment(Moments.AssociationResponse);
                RememberPmkids(frame, association);
                _initials.OnResponse(association);
                break;
            case FrameKind.Deauthentication or FrameKind.Disassociation:
                OnDeauthentication(association, frame, header);
                break;
            default:
                if (header.Type == FrameType.Data && !header.Protected)
                {
                    OnData(association, frame, header);
                }

                break;
        }
    }

    /// <summary>Zeroes what was derived from keys.</summary>
    public void Dispose()
    {
        foreach (Association association in _associations.Values)
        {
            association.Keys?.Dispose();
        }

        _keys?.Dispose();
    }

    /// <summary>How many clients at an AP were given up.</summary>
    public long ClientsGivenUp => _associations.GivenUp;

    /// <summary>What was given up.</summary>
    public Forgotten Forgotten => new(_associations.GivenUp, _bsses.GivenUp, _esses.GivenUp, _initials.GivenUp, _context.Nonces.GivenUp, _context.Pmkids.GivenUp, _context.Eap.GivenUp);

    /// <summary>The BSS of an address; null when nothing was heard of it.</summary>
    public Bss? Find(MacAddress bssid) => _bsses.TryGet(bssid, out Bss? bss) ? bss : null;

    private Bss BssOf(MacAddress bssid) => _bsses.GetOrAdd(bssid, static key => new Bss(key));

    private void Name(Bss bss, in Ssid ssid)
    {
        string name = ssid.ToString();
        if (bss.Ssid != name || bss.Ess is null)
        {
            bss.Ssid = name;
            bss.SsidOctets = ssid.Octets.ToArray();
            _esses.GetOrAdd(name, static _ => new Ess()).Join(bss);
        }
    }

    private Association Enter(StoredFrame frame, in MacHeader header, MacAddress bssid, MacAddress sta)
    {
        Bss bss = BssOf(bssid);
        Association association = AssociationOf(bss, sta);
        bool fromAp = header.Ta == bssid;
        EndSilent(bss, frame);
        EndUnansweredFt(bss, frame);
        if (fromAp)
        {
            bss.LastHeard = frame.Ref.TimeMicroseconds;
            bss.FrequencyMHz = frame.FrequencyMHz ?? bss.FrequencyMHz;
        }
        else
        {
            association.StaLastHeard = frame.Ref.TimeMicroseconds;
            association.StaSignalDbm = _context.SignalDbm ?? association.StaSignalDbm;
        }

        Turn(association, fromAp);
        return association;
    }

    private Association AssociationOf(Bss bss, MacAddress sta)
    {
        (MacAddress, MacAddress) key = (bss.Bssid, sta);
        if (!_associations.TryGet(key, out Association? association))
        {
            association = new Association(bss, sta);
            _associations.Add(key, association);
        }

        return association;
    }

    private void Turn(Association association, bool fromAp)
    {
        _context.Association = association;
        _context.Bss = association.Bss;
        _context.FromAp = fromAp;
    }

    private void OnBeacon(StoredFrame frame, in MacHeader header)
    {
        if (header.Bssid is not { } bssid || bssid.IsGroup || !Beacon.TryParse(header, out Beacon beacon, out _))
        {
            return;
        }

        Bss bss = BssOf(bssid);
        _context.Bss = bss;
        _context.FromAp = true;
        EndSilent(bss, frame);
        EndUnansweredFt(bss, frame);
        bss.LastHeard = frame.Ref.TimeMicroseconds;
        bss.FrequencyMHz = frame.FrequencyMHz ?? bss.FrequencyMHz;
        if (beacon.Elements.TryFind(ElementId.Ssid, out Element element) && Ssid.TryParse(element.Body, out Ssid ssid, out _) && !ssid.IsWildcard && ssid.Octets.ContainsAnyExcept((byte)0))
        {
            Name(bss, ssid);
        }

        bool changed = bss.Beacon is null || !BeaconSecurity.AreSame(bss.Beacon.Elements, beacon.Elements);
        bss.Take(frame, _context.SignalDbm);
        if (changed)
        {
            _context.Association = null;
            _moment(Moments.BeaconChanged);
        }
    }

    private void OnAuthentication(Association association, StoredFrame frame, in MacHeader header)
    {
        if (header.Protected || !Authentication.TryParse(header, out Authentication authentication, out _))
        {
            return;
        }

        bool isFt = authentication.Algorithm == Authentication.FastBssTransition;
        if (!_context.FromAp)
        {
            if (authentication.Transaction != 1)
            {
                return;
            }

            // A STA repeats an unanswered request in a frame of its own; that is still the same attempt.
            bool repeats = association.AuthenticationAlgorithm == authentication.Algorithm && association.Request is null && association.Handshake is null;
            if (!repeats)
            {
                EndByNewAttempt(association, frame);
                GiveUpFt(association, frame, FtPatienceMicroseconds);
                association.BeginAuthentication(authentication.Algorithm);
            }

            if (isFt)
            {
                association.FtThrough = null;
                OnFtRequest(association, frame);
            }
            else
            {
                _moment(Moments.AuthenticationRequest);
            }
        }
        else if (isFt && authentication.Transaction == 2)
        {
            OnFtResponse(association, frame);
        }
        else if (!isFt)
        {
            EndByAnswer(association, frame, authentication.Algorithm);
            _moment(Moments.AuthenticationResponse);
        }
    }

    private void OnFtRequest(Association association, StoredFrame frame)
    {
        if (frame.Elements.TryFind(ElementId.Rsne, out Element element) && Rsne.ReadLenient(element.Body) is { Akms.Count: > 0 } rsne)
        {
            association.Akm = rsne.Akms[0];
        }

        association.AddFtRequest(frame);
        association.Initial = _initials.Of(association.Sta, frame);
        if (association.Initial is { } initial)
        {
            initial.FtRequests++;
        }

        List<Association> asked = (association.FtThrough ?? association.Bss).FtAsked;
        if (asked.Count < MostFtAsked && !asked.Contains(association))
        {
            asked.Add(association);
        }

        _keys?.OnFtRequest(association, frame);
        _pmkids.Name(association, frame, null);
        Facts(frame, association, null);
        _moment(Moments.FtRequest);
    }

    private void OnFtResponse(Association association, StoredFrame frame)
    {
        association.AddFtResponse(frame);
        _pmkids.Name(association, frame, null);
        Facts(frame, association, null);
        _moment(Moments.FtResponse);
        if (FtExchange.StatusOf(frame) == StatusCodes.Success)
        {
            _context.Pmkids.RememberAccepted(association, frame);
        }
    }

    private void OnAction(StoredFrame frame, in MacHeader header)
    {
        if (header.Protected || header.Bssid is not { } bssid || header.StationAddress is not { } sta || bssid.IsGroup)
        {
            return;
        }

        Association current = Enter(frame, header, bssid, sta);
        if (!ActionFrame.TryParse(header, out ActionFrame action, out _))
        {
            return;
        }

        if (_context.FromAp && BtmRequest.TryParse(action, out _, out _))
        {
            _moment(Moments.BtmRequest);
            return;
        }

        if (!_context.FromAp && BtmResponse.TryParse(action, out _, out _))
        {
            _moment(Moments.BtmResponse);
            return;
        }

        if (!FtAction.TryParse(action, out FtAction ft, out _))
        {
            return;
        }

        if (ft.Kind == FtActionKind.Request && !_context.FromAp && FtExchange.IsMisaddressed(header, ft))
        {
            _moment(Moments.FtRequestMisaddressed);
            return;
        }

        if (ft.TargetAp.IsGroup)
        {
            return;
        }

        // The frame travels through the current AP; the exchange belongs to the target.
        Association target = AssociationOf(BssOf(ft.TargetAp), ft.StaAddress);
        Turn(target, _context.FromAp);
        if (ft.Kind == FtActionKind.Request)
        {
            if (target.Request is not null || target.FtRequests.Count == 0)
            {
                EndByNewAttempt(target, frame);
                target.BeginAuthentication(Authentication.FastBssTransition);
            }

            target.FtThrough = current.Bss;
            OnFtRequest(target, frame);
        }
        else if (ft.Kind == FtActionKind.Response)
        {
            OnFtResponse(target, frame);
        }
    }

    private void OnAssociationRequest(Association association, StoredFrame frame)
    {
        EndByNewAttempt(association, frame);
        association.BeginAssociation(frame);
        Elements elements = frame.Elements;
        if (association.Bss.Ssid is null && elements.TryFind(ElementId.Ssid, out Element element) && Ssid.TryParse(element.Body, out Ssid ssid, out _) && !ssid.IsWildcard)
        {
            Name(association.Bss, ssid);
        }

        association.Initial = _initials.Of(association.Sta, frame);
        _keys?.OnAssociationRequest(association, frame);
        _pmkids.Name(association, frame, null);
        Facts(frame, association, null);
        _moment(Moments.AssociationRequest);
    }

    private void OnDeauthentication(Association association, StoredFrame frame, in MacHeader header)
    {
        if (!header.Protected && Deauthentication.TryParse(header, out Deauthentication deauthentication, out _))
        {
            _context.Reason = deauthentication.Reason;
        }

        if (association.Handshake is { IsComplete: false } handshake)
        {
            // The side that ended it was heard, just now; its answer was not lost for want of hearing it.
            bool byAp = _context.FromAp;
            bool apOwes = handshake.Stage == HandshakeStage.Message2Unanswered;
            bool heard = byAp == apOwes || IsHeard(association, handshake);
            Fail(association, new HandshakeEnd(handshake, byAp ? HandshakeEndedBy.Ap : HandshakeEndedBy.Sta, frame, _context.Reason, heard));
        }

        association.EndedBy ??= frame;
        _moment(Moments.Deauthentication);
        association.EndGroupHandshake();
        association.Handshake = null;
    }

    private void OnData(Association association, StoredFrame frame, in MacHeader header)
    {
        if (!Llc.TryGetEapol(header, out ReadOnlySpan<byte> octets, out int offset) || !Eapol.TryReadLenient(octets, out Eapol eapol, out _))
        {
            return;
        }

        if (eapol.Type == EapolType.Eap)
        {
            if (association.FirstEap is null)
            {
                association.FirstEap = frame;
                _moment(Moments.EapStarted);
            }
        }
        else if (eapol.Type == EapolType.Key)
        {
            OnEapolKey(association, frame, eapol, offset);
        }
        else if (eapol.Type == EapolType.Start && !_context.FromAp)
        {
            _moment(Moments.EapolStart);
        }
    }

    private void OnEapolKey(Association association, StoredFrame frame, in Eapol eapol, int offset)
    {
        int micLength = MicLengthOf(association, frame, eapol);
        if (!EapolKey.TryReadLenient(eapol, micLength, out EapolKey key, out _))
        {
            return;
        }

        int number = key.Message is >= HandshakeMessage.FourWay1 and <= HandshakeMessage.FourWay4 and var kind ? (int)kind : 0;
        bool apSends = number is 1 or 3;
        if (number > 0 && apSends != _context.FromAp)
        {
            return; // a lie about the direction: no exchange to put it in
        }

        var message = new HandshakeFrame(frame, number, offset, micLength, key.ReplayCounter);
        _context.Message = message;
        if (number == 0)
        {
            association.Keys?.BeginMessage();
            if (key.Message is HandshakeMessage.Group1 or HandshakeMessage.Group2 && _context.FromAp == (key.Message == HandshakeMessage.Group1))
            {
                KeyedExchanges.OnGroupMessage(association, message, _context.FromAp);
                association.AddGroupMessage(message, _context.FromAp);
            }

            _moment(Moments.GroupMessage);
            Remember(association, message);
            return;
        }

        if (number == 4 && association.Handshake is not { M3.Count: > 0 })
        {
            return; // the end of a rekey whose other messages were encrypted
        }

        Handshake handshake = HandshakeFor(association, number, key);
        handshake.Add(message);
        association.EndGroupHandshake();
        if (association.Akm is null && message.TryGetRsne(out _, out Rsne rsne) && rsne.Akms.Count > 0)
        {
            association.Akm = rsne.Akms[0];
        }

        _keys?.OnMessage(association, handshake, message);
        _pmkids.Name(association, frame, message);
        Facts(frame, association, message);
        _moment(number switch { 1 => Moments.Message1, 2 => Moments.Message2, 3 => Moments.Message3, _ => Moments.Message4 });
        Remember(association, message);
        if (number == 1)
        {
            _context.Pmkids.Remember(association, message);
            _context.Eap.Remember(association);
        }
        else if (number == 3 && handshake is { M2: [.., var answered], M3.Count: 1 })
        {
            _context.Pmkids.RememberAccepted(association, answered.Frame);
        }

        if (handshake.IsComplete)
        {
            _initials.OnMessage4(association);
            _context.Nonces.Remember(association, handshake);
            _context.Pmkids.RememberCompleted(association);
            association.Bss.Open.Remove(association);
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
        if (_context.FromAp && message.Key.Information.Ack)
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

    private void EndByNewAttempt(Association association, StoredFrame frame)
    {
        if (association.Handshake is { IsComplete: false } handshake)
        {
            Fail(association, new HandshakeEnd(handshake, HandshakeEndedBy.NewAttempt, frame, null, IsHeard(association, handshake)));
            _context.End = null;
            _context.Message = null;
        }
    }

    /// <summary>An answer of the AP may be the first that was captured of a new attempt: then nothing of the earlier one counts any more.</summary>
    private void EndByAnswer(Association association, StoredFrame frame, ushort? algorithm)
    {
        if (association.Handshake is { } handshake && frame.Ref.TimeMicroseconds - handshake.Last.Frame.Ref.TimeMicroseconds > AnotherAttemptMicroseconds)
        {
            EndByNewAttempt(association, frame);
            association.BeginAuthentication(algorithm);
        }
    }

    private void EndSilent(Bss bss, StoredFrame frame)
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
                Turn(association, fromAp: true);
                Fail(association, new HandshakeEnd(handshake, HandshakeEndedBy.Silence, frame, null, IsHeard(association, handshake)));
                _context.End = null;
                _context.Message = null;
                association.Handshake = null;
            }
        }
    }

    private void EndUnansweredFt(Bss bss, StoredFrame frame)
    {
        for (int i = bss.FtAsked.Count - 1; i >= 0; i--)
        {
            Association association = bss.FtAsked[i];
            if (association.FtUnanswered == 0 || (association.FtThrough ?? association.Bss) != bss)
            {
                bss.FtAsked.RemoveAt(i);
            }
            else if (frame.Ref.TimeMicroseconds - association.FtRequests[^1].Ref.TimeMicroseconds > FtAnswerMicroseconds)
            {
                bss.FtAsked.RemoveAt(i);
                Turn(association, _context.FromAp);
                GiveUpFt(association, frame, FtAnswerMicroseconds);
                _context.Bss = bss;
            }
        }
    }

    /// <summary>No response will come any more. A moment only where the AP was heard after the request: else the response may have been missed.</summary>
    private void GiveUpFt(Association association, StoredFrame frame, long patience)
    {
        if (association.FtUnanswered == 0)
        {
            return;
        }

        long asked = association.FtRequests[^1].Ref.TimeMicroseconds;
        if ((association.FtThrough ?? association.Bss).LastHeard > asked && frame.Ref.TimeMicroseconds - asked >= patience)
        {
            _moment(Moments.FtUnanswered);
        }

        association.FtUnanswered = 0;
    }

    private void Fail(Association association, HandshakeEnd end)
    {
        association.Bss.Open.Remove(association);
        _context.End = end;
        _context.Message = end.Handshake.Last;
        _keys?.OnHandshakeFailed(association, end);
        _moment(Moments.HandshakeFailed);
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

    private void RememberPmkids(StoredFrame response, Association association)
    {
        if (association.ResponseStatus == StatusCodes.InvalidPmkid)
        {
            _context.Pmkids.RememberRefused(association);
        }
        else if (association.ResponseStatus == StatusCodes.Success)
        {
            _context.Pmkids.RememberAccepted(association, response);
        }
    }

    private void Facts(StoredFrame frame, Association association, HandshakeFrame? message)
    {
        if (!_sink.WantsFacts)
        {
            return;
        }

        int rsne = -1;
        if (message is not null)
        {
            rsne = message.Kdes.TryFindElement(ElementId.Rsne, out Element element) ? element.BodyOffset : -1;
        }
        else if (frame.Elements.TryFind(ElementId.Rsne, out Element element))
        {
            rsne = element.BodyOffset;
        }

        MicState mic = message is not null ? message.Mic
            : association.Keys is not { } keys ? MicState.NotChecked
            : frame == association.Response ? keys.ResponseMic
            : frame == association.Request ? keys.RequestMic
            : MicState.NotChecked;
        _sink.Fact(new FrameFacts(frame, association, message?.Number, rsne) { Mic = mic });
    }
}
