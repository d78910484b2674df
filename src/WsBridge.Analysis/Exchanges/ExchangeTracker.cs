using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Pmkids;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// Turns frames into exchanges and says when rules may look. The evaluation guards live here and in <see cref="HandshakeTracker"/>,
/// <see cref="ExchangeEnds"/> and <see cref="FtTracker"/>: frames with a bad FCS and repetitions never get in, state belongs to one STA at one BSS and one attempt, and a
/// missing answer is told from one that was not captured.
/// </summary>
internal sealed class ExchangeTracker : IDisposable
{
    /// <summary>An attempt of which nothing was seen for so long does not run any more.</summary>
    private const long RunningMicroseconds = 5_000_000;

    private readonly RecentTable<MacAddress, Bss> _bsses = new(4096);
    private readonly RecentTable<(MacAddress Bssid, MacAddress Sta), Association> _associations;
    private readonly InitialAssociations _initials = new();
    private readonly FragmentTable _fragments = new();
    private readonly RecentTable<string, Ess> _esses = new(1024);
    private readonly Action<Moments> _moment;
    private readonly RuleContext _context;
    private readonly KeyedExchanges? _keys;
    private readonly FactReporter _facts;
    private readonly FtTracker _ft;
    private readonly ForgeryWatch _forgeries = new();
    private readonly ExchangeEnds _ends;
    private readonly HandshakeTracker _handshakes;
    private readonly ConnectionTracker _connections;
    private readonly MultiLinkExchanges _multiLink;

    /// <param name="context">What rules are given.</param>
    /// <param name="sink">Where facts go.</param>
    /// <param name="moment">Called when rules may look.</param>
    /// <param name="keys">The known keys; they stay the caller's.</param>
    public ExchangeTracker(RuleContext context, IFindingSink sink, Action<Moments> moment, KeyTable keys)
    {
        _context = context;
        _moment = moment;
        _associations = new(12288, Forget);
        _keys = keys.Keys.Count > 0 ? new KeyedExchanges(keys, () => _bsses.Values) : null;
        _facts = new FactReporter(new PmkidNamer(context.Pmkids, context.Eap, _keys?.Pmksas), sink);
        _ft = new FtTracker(context, _facts, _initials, _keys, moment);
        _ends = new ExchangeEnds(context, _keys, moment, (association, ending) => _connections!.OnEnded(association, ending));
        _handshakes = new HandshakeTracker(context, _facts, _initials, _keys, _ends, moment);
        _connections = new ConnectionTracker(context, moment);
        _multiLink = new MultiLinkExchanges(Mlds, (bssid, sta) => _associations.TryGet((bssid, sta), out Association? known) ? known : null);
    }

    /// <summary>Who is a multi-link device.</summary>
    public MldTable Mlds { get; } = new();

    public void OnFrame(StoredFrame frame)
    {
        MacHeader header = frame.Header;
        _context.Frame = frame;
        if (header.Type == FrameType.Data && header.Protected)
        {
            OnEncryptedData(frame, header);
        }
        else
        {
            OnReadableFrame(frame, header);
        }

        if (_forgeries.Take(frame, header, _context.SignalDbm) is { } forgery)
        {
            OnForgery(forgery);
        }
    }

    private void OnReadableFrame(StoredFrame frame, in MacHeader header)
    {
        _context.Association = null;
        _context.Message = null;
        _context.End = null;
        _context.Reason = null;
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

    /// <summary>It comes only soon after EAPOL, and neither proves silence nor ends it.</summary>
    private void OnEncryptedData(StoredFrame frame, in MacHeader header)
    {
        if (TryGetParties(frame, header, out Parties parties) && _associations.TryGet((parties.Bssid, parties.Sta), out Association? known))
        {
            ConnectionTracker.OnSecured(known);
            ExchangeEnds.OnSecured(known, frame);
            if (HandshakeTracker.AwaitsProof(known))
            {
                (_context.Message, _context.End, _context.Reason) = (null, null, null);
                _context.TurnTo(known, parties.FromAp);
                _handshakes.OnEncrypted(known, header.SequenceNumber);
            }
        }
    }

    private void OnForgery(Forgery forgery)
    {
        MacHeader header = forgery.Frame.Header;
        if (header.Ra.IsGroup && header.Bssid is { } everywhere && header.Ta == everywhere && Find(everywhere) is { } bss)
        {
            (_context.Association, _context.Bss, _context.FromAp) = (null, bss, true);
            SayForgery(forgery);
        }
        else if (TryGetParties(forgery.Frame, header, out Parties parties) && _associations.TryGet((parties.Bssid, parties.Sta), out Association? association))
        {
            _context.TurnTo(association, parties.FromAp);
            SayForgery(forgery);
        }
    }

    private void SayForgery(Forgery forgery)
    {
        (_context.Message, _context.End, _context.Forgery) = (null, null, forgery);
        _moment(Moments.ForgeryShown);
        _context.Forgery = null;
    }

    private void OnExchangeFrame(StoredFrame frame, in MacHeader header)
    {
        if (header.Kind is FrameKind.Deauthentication or FrameKind.Disassociation && header.Ra.IsGroup)
        {
            if (header.Bssid is { IsGroup: false } everywhere && header.Ta == everywhere && Find(everywhere) is { } bss)
            {
                OnBroadcastEnd(bss, frame, header);
            }

            return;
        }

        if (!TryGetParties(frame, header, out Parties parties))
        {
            return;
        }

        Association association = Enter(frame, parties);
        switch (header.Kind)
        {
            case FrameKind.Authentication:
                OnAuthentication(association, frame, header);
                break;
            case FrameKind.AssociationRequest or FrameKind.ReassociationRequest:
                OnAssociationRequest(association, frame);
                break;
            case FrameKind.AssociationResponse or FrameKind.ReassociationResponse:
                OnAssociationResponse(association, frame);
                association.Response = frame;
                association.CountPutOff(frame);
                association.FtUnanswered = 0; // whoever answers an association has answered the authentication before it
                _keys?.OnAssociationResponse(association, frame);
                _facts.Tell(frame, association);
                _moment(Moments.AssociationResponse);
                ConnectionTracker.OnAssociationResponse(association, frame);
                RememberPmkids(frame, association);
                _initials.OnResponse(association);
                break;
            case FrameKind.Deauthentication or FrameKind.Disassociation:
                OnDeauthentication(association, frame, header);
                break;
            default:
                if (header.Type == FrameType.Data)
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

    /// <summary>The capture has ended: what is open is judged on the frame where it stopped.</summary>
    public void End()
    {
        _ends.OnCaptureEnd(_bsses.Values);
        _connections.End();
    }

    /// <summary>How many clients at an AP were given up.</summary>
    public long ClientsGivenUp => _associations.GivenUp;

    /// <summary>The SSIDs that were named, in printable form.</summary>
    public IReadOnlyCollection<string> Ssids => [.. _esses.Keys];

    /// <summary>What was given up.</summary>
    public Forgotten Forgotten => new(_associations.GivenUp, _bsses.GivenUp, _esses.GivenUp, _initials.GivenUp, _context.Nonces.GivenUp, _context.Pmkids.GivenUp, _context.Eap.GivenUp);

    /// <summary>The BSS of an address; null when nothing was heard of it.</summary>
    public Bss? Find(MacAddress bssid) => _bsses.TryGet(bssid, out Bss? bss) ? bss : null;

    private Bss BssOf(MacAddress bssid) => _bsses.GetOrAdd(bssid, static key => new Bss(key));

    private void Name(Bss bss, in Ssid ssid)
    {
        if (bss.Ess is null || !ssid.Octets.SequenceEqual(bss.SsidOctets))
        {
            string name = ssid.ToString();
            bss.Ssid = name;
            bss.SsidOctets = ssid.Octets.ToArray();
            _esses.GetOrAdd(name, static _ => new Ess()).Join(bss);
        }
    }

    private Association Enter(StoredFrame frame, Parties parties)
    {
        Bss bss = BssOf(parties.Bssid);
        Association association = AssociationOf(bss, parties.Sta);
        _multiLink.Enter(association, frame.Kind, parties);
        bss.HasExchanges = true;
        bool fromAp = parties.FromAp;
        _ends.OnTime(bss, frame);
        _ft.EndUnanswered(bss, frame);
        _ft.EndUnacknowledged(bss, frame);
        _connections.EndSilent(bss, frame);
        if (fromAp)
        {
            bss.LastHeard = frame.Ref.TimeMicroseconds;
            bss.FrequencyMHz = parties.IsOnThatLink ? frame.FrequencyMHz ?? bss.FrequencyMHz : bss.FrequencyMHz;
            bss.Count(frame, frame.Header);
        }
        else
        {
            association.StaLastHeard = frame.Ref.TimeMicroseconds;
            association.StaSignalDbm = _context.SignalDbm ?? association.StaSignalDbm;
        }

        _context.TurnTo(association, fromAp);
        return association;
    }

    /// <summary>Its keys are gone, so that nothing of it can be judged; and where its BSS is silent, what is open would be kept for good.</summary>
    private void Forget(Association association)
    {
        _ends.Close(association);
        association.Client?.Forget(association);
        association.Forget();
    }

    private Association AssociationOf(Bss bss, MacAddress sta)
    {
        (MacAddress, MacAddress) key = (bss.Bssid, sta);
        if (!_associations.TryGet(key, out Association? association))
        {
            association = new Association(bss, sta);
            _associations.Add(key, association);
            bss.Add(association);
        }

        return association;
    }

    private void OnBeacon(StoredFrame frame, in MacHeader header)
    {
        if (header.Bssid is not { } bssid || bssid.IsGroup || !Beacon.TryParse(header, out Beacon beacon, out _))
        {
            return;
        }

        Bss bss = BssOf(bssid);
        _multiLink.OnBeacon(bss, frame);
        bss.TransmittedBy = null;
        Hear(bss, frame);
        bss.Count(frame, header);
        TakeBeacon(bss, frame);
        if (beacon.Elements.TryFind(ElementId.MultipleBssid, out _))
        {
            OnNontransmitted(bss, frame, header, beacon.Elements);
        }
        else if (bss.Nontransmitted is not null && frame is { Kind: FrameKind.Beacon, IsCutOff: false } && beacon.Elements.AreWhole)
        {
            bss.Nontransmitted = null; // it speaks for nobody else any more
        }
    }

    /// <summary>A Beacon or Probe Response shows that the AP is there.</summary>
    private void Hear(Bss bss, StoredFrame frame)
    {
        _context.Bss = bss;
        _context.FromAp = true;
        _ends.OnTime(bss, frame);
        _ft.EndUnanswered(bss, frame);
        _ft.EndUnacknowledged(bss, frame);
        _connections.EndSilent(bss, frame);
        bss.LastHeard = frame.Ref.TimeMicroseconds;
        bss.FrequencyMHz = frame.FrequencyMHz ?? bss.FrequencyMHz;
    }

    private void TakeBeacon(Bss bss, StoredFrame frame)
    {
        Elements elements = frame.Elements;
        if (elements.TryFind(ElementId.Ssid, out Element element) && Ssid.TryParse(element.Body, out Ssid ssid, out _) && !ssid.IsWildcard && ssid.Octets.ContainsAnyExcept((byte)0))
        {
            Name(bss, ssid);
        }

        bool changed = bss.Beacon is null || !BeaconSecurity.AreSame(bss.Beacon.Elements, elements);
        bss.Take(frame, frame.IsDerived ? null : _context.SignalDbm);
        if (changed)
        {
            _context.Bss = bss;
            _context.Association = null;
            _moment(Moments.BeaconChanged);
        }
    }

    /// <summary>
    /// The nontransmitted BSSIDs that the BSS speaks for. One Beacon need not hold the profiles of all: those that it leaves out are heard all
    /// the same, and stay as they were.
    /// </summary>
    private void OnNontransmitted(Bss bss, StoredFrame frame, in MacHeader header, in Elements elements)
    {
        if (NontransmittedProfiles.Read(elements) is { } profiles)
        {
            int inherited = NontransmittedBeacon.HashOf(elements);
            for (int i = 0; i < profiles.Count; i++)
            {
                NontransmittedProfile profile = profiles[i];
                if (profile.BssidFrom(bss.Bssid) is { } bssid && bssid != bss.Bssid)
                {
                    Bss named = BssOf(bssid);
                    Speak(bss, named);
                    int hash = NontransmittedBeacon.HashOf(frame.Kind, inherited, profile);
                    if (named.ProfileHash != hash || named.Beacon is not { IsDerived: true })
                    {
                        named.ProfileHash = hash;
                        _context.Frame = NontransmittedBeacon.Derive(frame, header, elements, profile, bssid);
                        TakeBeacon(named, _context.Frame);
                        _context.Frame = frame;
                    }
                }
            }
        }

        foreach (MacAddress bssid in bss.Nontransmitted ?? [])
        {
            if (Find(bssid) is { } named && named.TransmittedBy == bss.Bssid)
            {
                Hear(named, frame);
                named.AddSignal(frame, _context.SignalDbm);
            }
        }
    }

    private static void Speak(Bss transmitted, Bss named)
    {
        named.TransmittedBy = transmitted.Bssid;
        List<MacAddress> all = transmitted.Nontransmitted ??= [];
        if (!all.Contains(named.Bssid) && all.Count < NontransmittedProfiles.Most)
        {
            all.Add(named.Bssid);
        }
    }

    private void OnAuthentication(Association association, StoredFrame frame, in MacHeader header)
    {
        if (header.Protected)
        {
            _connections.OnEncryptedAuthentication(association, frame);
            return;
        }

        if (!Authentication.TryParse(header, out Authentication authentication, out _))
        {
            return;
        }

        bool isFt = authentication.Algorithm == Authentication.FastBssTransition;
        if (authentication.Transaction != 1 && association.Ending is { Handshake: null })
        {
            ExchangeEnds.GoesOn(association, frame, _context.FromAp);
        }

        if (!_context.FromAp)
        {
            if (authentication.Transaction != 1)
            {
                BeginAfterRefusal(association, frame, authentication.Algorithm);
                if (authentication is { Algorithm: Authentication.Sae, Transaction: 2 })
                {
                    _connections.OnStaConfirm(association, frame);
                }

                return;
            }

            // A STA repeats an unanswered request in a frame of its own; that is still the same attempt.
            bool repeats = association.AuthenticationAlgorithm == authentication.Algorithm && association is { Request: null, Handshake: null, Ending: null };
            _ends.OnNewAttemptElsewhere(association, frame);
            if (!repeats)
            {
                _ends.OnNewAttempt(association, frame);
            }

            if (isFt)
            {
                _connections.OnFtRequest(association, frame);
            }
            else
            {
                _connections.OnAuthenticationRequest(association, frame, authentication);
            }

            if (!repeats)
            {
                _ends.Close(association);
                _ft.EndByNewAttempt(association, frame);
                association.BeginAuthentication(authentication.Algorithm);
            }

            if (isFt)
            {
                association.FtThrough = null;
                _ft.OnRequest(association, frame);
            }
            else
            {
                _moment(Moments.AuthenticationRequest);
            }
        }
        else if (isFt && authentication.Transaction == 2)
        {
            _ft.OnResponse(association, frame);
        }
        else if (!isFt)
        {
            _ends.OnAnswer(association, frame, authentication.Algorithm);
            BeginAfterRefusal(association, frame, authentication.Algorithm);
            if (authentication is { Algorithm: Authentication.Sae, Transaction: 2, Status: StatusCodes.Success })
            {
                association.SaeConfirm = frame;
            }

            _moment(Moments.AuthenticationResponse);
            ConnectionTracker.OnAuthenticationResponse(association, frame, authentication);
        }
    }

    private void OnAction(StoredFrame frame, in MacHeader header)
    {
        if (header.Bssid is not { } bssid || header.StationAddress is not { } sta || bssid.IsGroup)
        {
            return;
        }

        Parties parties = _multiLink.Resolve(frame, header, new Parties(bssid, sta, header.Ta == bssid));
        if (header.Protected)
        {
            if (_associations.TryGet((parties.Bssid, parties.Sta), out Association? secured))
            {
                ConnectionTracker.OnSecured(secured);
                ExchangeEnds.OnSecured(secured, frame);
            }

            return;
        }

        Association current = Enter(frame, parties);
        if (!ActionFrame.TryParse(header, out ActionFrame action, out _))
        {
            return;
        }

        if (action.Category == ActionCategory.BlockAck)
        {
            ConnectionTracker.OnSecured(current); // nobody sets up block acks for data that may not flow
            ExchangeEnds.OnSecured(current, frame);
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
        _context.TurnTo(target, _context.FromAp);
        if (ft.Kind == FtActionKind.Request)
        {
            if (target is not { Request: null, FtRequests.Count: > 0, Ending: null })
            {
                _ends.OnNewAttempt(target, frame);
                _ends.Close(target);
                target.BeginAuthentication(Authentication.FastBssTransition);
            }

            target.FtThrough = current.Bss;
            _ft.OnRequest(target, frame);
        }
        else if (ft.Kind == FtActionKind.Response)
        {
            _ft.OnResponse(target, frame);
        }
    }

    private void OnAssociationRequest(Association association, StoredFrame frame)
    {
        _ends.OnNewAttemptElsewhere(association, frame);
        if (association is { Request: null, Ending: { Handshake: null } ending } && frame.Ref.TimeMicroseconds > ending.Frame.Ref.TimeMicroseconds)
        {
            ExchangeEnds.Withdraw(association); // who starts over begins with authentication; this one goes on
        }

        _ends.OnNewAttempt(association, frame);
        _ends.Close(association);
        _connections.OnAssociationRequest(association, frame);
        association.BeginAssociation(frame);
        Elements elements = frame.Elements;
        if (association.Bss.Ssid is null && elements.TryFind(ElementId.Ssid, out Element element) && Ssid.TryParse(element.Body, out Ssid ssid, out _) && !ssid.IsWildcard)
        {
            Name(association.Bss, ssid);
        }

        association.Initial = _initials.Of(association.Sta, frame);
        _keys?.OnAssociationRequest(association, frame);
        _facts.Tell(frame, association);
        _moment(Moments.AssociationRequest);
    }

    private void OnDeauthentication(Association association, StoredFrame frame, in MacHeader header)
    {
        if (!header.Protected && Deauthentication.TryParse(header, out Deauthentication deauthentication, out _))
        {
            _context.Reason = deauthentication.Reason;
        }

        if (ExchangeEnds.IsOfEarlierAttempt(association, frame))
        {
            return;
        }

        _ends.OnDeauthentication(association, frame);
        association.EndedBy ??= frame;
        _moment(Moments.Deauthentication);
        association.EndGroupHandshake();
        if (association.Ending is null)
        {
            association.Handshake = null;
        }
    }

    /// <summary>
    /// Authentication after a refused association belongs to another attempt, the beginning of which was not captured: what the refused
    /// request carried says nothing of it. A frame that a sensor handed in late is none of it.
    /// </summary>
    private static void BeginAfterRefusal(Association association, StoredFrame frame, ushort? algorithm)
    {
        if (association is { ResponseStatus: not (null or StatusCodes.Success), Response: { } refusal } && frame.Ref.TimeMicroseconds > refusal.Ref.TimeMicroseconds)
        {
            association.BeginAuthentication(algorithm);
        }
    }

    private void OnAssociationResponse(Association association, StoredFrame frame)
    {
        _ends.OnAnswer(association, frame, null);
        if (association.Ending is not null && association is { Request: not null, Response: null })
        {
            ExchangeEnds.Withdraw(association); // the AP answers all the same
        }

        bool wasRefused = association.ResponseStatus is not (null or StatusCodes.Success);
        if (!AssociationResponse.TryParse(frame.Header, out AssociationResponse response, out _) || response.Status != StatusCodes.Success)
        {
            return;
        }

        association.HasRestarted |= association.ResponseStatus == StatusCodes.Success;
        _handshakes.OnAccepted(association, frame);
        association.Accept(frame);
        if (wasRefused)
        {
            association.BeginAuthentication(association.AuthenticationAlgorithm); // the request that this one answers was not captured
        }
    }

    /// <summary>
    /// The AP sends everybody away: what runs ends as by a frame to that STA; who is associated has left, unless the frame lacks the
    /// protection (the MME) without which a STA under management frame protection ignores it.
    /// </summary>
    private void OnBroadcastEnd(Bss bss, StoredFrame frame, in MacHeader header)
    {
        Hear(bss, frame);
        if (!bss.HasExchanges)
        {
            return; // a flood of them
        }

        bss.HasExchanges = false;
        bool isProtected = Deauthentication.TryParse(header, out Deauthentication deauthentication, out _) && deauthentication.Elements.TryFind(ElementId.Mme, out _);
        for (int i = bss.Stations.Count - 1; i >= 0; i--)
        {
            Association association = bss.Stations[i];
            long latest = Math.Max(association.StaLastHeard, association.Attempt?.End.TimeMicroseconds ?? long.MinValue);
            bool hasLeft = association is { EndedBy: { } ended, Handshake: null, Ending: null } && ended.Ref.TimeMicroseconds >= latest;
            if (latest > frame.Ref.TimeMicroseconds || hasLeft)
            {
                continue; // handed in late: it came before that; or it ends nothing any more
            }

            _context.TurnTo(association, fromAp: true);
            _context.Message = null;
            _context.End = null;
            bool runs = association.Handshake is { IsComplete: false }
                || (association.Attempt is { IsOver: false, IsRefused: false } && frame.Ref.TimeMicroseconds - latest <= RunningMicroseconds);
            if (runs)
            {
                OnDeauthentication(association, frame, header);
            }
            else if (isProtected || !association.UsesManagementFrameProtection)
            {
                association.EndedBy ??= frame;
                _moment(Moments.SentAway);
                association.Handshake = null;
            }
        }
    }

    /// <summary>An unencrypted data frame: whatever it carries, EAPOL was seen in it, or it is a fragment of something.</summary>
    private void OnData(Association association, StoredFrame frame, in MacHeader header)
    {
        if (header.MoreFragments || header.FragmentNumber > 0)
        {
            if (_fragments.TryJoin(frame, out StoredFrame first) is { } whole)
            {
                association.RemoveUnread(first, _context.FromAp);
                _context.Frame = whole;
                OnMsdus(association, whole);
            }
            else
            {
                association.AddUnread(frame, _context.FromAp);
                ConnectionTracker.OnSecured(association);
            }
        }
        else
        {
            OnMsdus(association, frame);
        }
    }

    private void OnMsdus(Association association, StoredFrame frame)
    {
        bool isRead = true;
        foreach (Msdu msdu in new Msdus(frame.Header))
        {
            isRead &= msdu.TryGetEapol(out ReadOnlySpan<byte> octets, out int offset) ? TryReadEapol(association, frame, octets, offset) : msdu.IsWhole && msdu.IsSnap;
        }

        if (!isRead)
        {
            association.AddUnread(frame, _context.FromAp);
            ConnectionTracker.OnSecured(association);
        }
    }

    /// <returns>False when it may have been anything, for want of octets.</returns>
    private bool TryReadEapol(Association association, StoredFrame frame, ReadOnlySpan<byte> octets, int offset)
    {
        if (!Eapol.TryReadLenient(octets, out Eapol eapol, out _))
        {
            return false;
        }

        _context.HasEapol = true;
        if (eapol.Type == EapolType.Eap)
        {
            if (association.Ending is { Handshake: null })
            {
                ExchangeEnds.GoesOn(association, frame, _context.FromAp);
            }

            if (_context.FromAp && Eap.TryParse(eapol.Body, out Eap eap, out _) && eap.Code == EapCode.Success)
            {
                _handshakes.OnEapSuccess(association);
            }

            if (association.FirstEap is null)
            {
                association.FirstEap = frame;
                _moment(Moments.EapStarted);
            }

            _connections.OnEap(association, frame, eapol.Body);
        }
        else if (eapol.Type == EapolType.Key)
        {
            ConnectionTracker.OnKeys(association);
            return _handshakes.OnKey(association, frame, eapol, offset);
        }
        else if (eapol.Type == EapolType.Start && !_context.FromAp)
        {
            ConnectionTracker.OnEapolStart(association, frame);
            _moment(Moments.EapolStart);
        }

        return true;
    }

    /// <summary>Who is the AP and who the STA. A frame with four addresses does not say: its EAPOL does, or what was heard of the two before.</summary>
    private bool TryGetParties(StoredFrame frame, in MacHeader header, out Parties parties)
    {
        bool areThere = TryGetParties(header, out MacAddress bssid, out MacAddress sta);
        parties = areThere ? _multiLink.Resolve(frame, header, new Parties(bssid, sta, header.Ta == bssid)) : default;
        return areThere;
    }

    private bool TryGetParties(in MacHeader header, out MacAddress bssid, out MacAddress sta)
    {
        (bssid, sta) = (header.Bssid ?? default, header.StationAddress ?? default);
        if (header is { Bssid: not null, StationAddress: not null })
        {
            return !bssid.IsGroup;
        }

        if (header is not { Type: FrameType.Data, ToDs: true, FromDs: true, Ta: { } transmitter } || header.Ra is not { IsGroup: false } receiver)
        {
            return false;
        }

        bool? fromAp = FourAddress.IsFromAp(header);
        if (fromAp is null && (_associations.TryGet((receiver, transmitter), out _) || Find(receiver)?.Beacon is not null))
        {
            fromAp = false;
        }
        else if (fromAp is null && (_associations.TryGet((transmitter, receiver), out _) || Find(transmitter)?.Beacon is not null))
        {
            fromAp = true;
        }

        (bssid, sta) = fromAp == true ? (transmitter, receiver) : (receiver, transmitter);
        return fromAp is not null;
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
}
