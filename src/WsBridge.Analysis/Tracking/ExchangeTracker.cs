using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Pmkids;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>
/// Turns frames into exchanges: finds the association of each frame and hands it to the tracker of its kind, which says what it shows.
/// State belongs to one STA at one BSS and one attempt, and a missing answer is told from one that was not captured.
/// </summary>
internal sealed class ExchangeTracker : IDisposable
{
    private readonly BssTable _bsses;
    private readonly AssociationTable _associations;
    private readonly InitialAssociations _initials = new();
    private readonly CaptureHistory _history;
    private readonly ExchangeEvents _events;
    private readonly KeyedExchanges? _keys;
    private readonly ForgeryWatch _forgeries = new();
    private readonly MultiLinkExchanges _multiLink;
    private readonly PartyFinder _parties;
    private readonly Deadlines _deadlines;
    private readonly ExchangeEnds _ends;
    private readonly OpenExchanges _exchanges = new();
    private readonly PendingConnections _pending;
    private readonly HandshakeTracker _handshakes;
    private readonly BeaconTracker _beacons;
    private readonly AuthenticationTracker _authentications;
    private readonly AssociationTracker _requests;
    private readonly DeauthenticationTracker _deauthentications;
    private readonly ActionTracker _actions;
    private readonly DataTracker _data;
    private readonly EppkeTracker _eppke;
    private readonly PublicPmkids _pmkids;

    /// <param name="bsses">The BSSs of the capture.</param>
    /// <param name="mlds">Who is a multi-link device.</param>
    /// <param name="events">Who is told of events.</param>
    /// <param name="sink">Where facts go.</param>
    /// <param name="keys">The known keys; they stay the caller's.</param>
    /// <param name="hypotheses">What may explain a wrong MIC, in the order in which it is tried.</param>
    public ExchangeTracker(BssTable bsses, MldTable mlds, ExchangeEvents events, IFactSink sink, KeyTable keys,
        IReadOnlyList<IMicHypothesis> hypotheses)
    {
        _bsses = bsses;
        _events = events;
        _history = new CaptureHistory();
        _pmkids = new PublicPmkids(_history.Pmkids);
        _associations = new AssociationTable(Evict);
        _keys = keys.Keys.Count > 0 ? new KeyedExchanges(keys, () => _bsses.All, hypotheses) : null;
        _multiLink = new MultiLinkExchanges(mlds, (bssid, sta) => _associations.TryGet(bssid, sta, out Association? known) ? known : null);
        _parties = new PartyFinder(_bsses, _associations, _multiLink);
        var facts = new FactReporter(new PmkidNamer(_history.Pmkids, _history.Eap, _keys?.Pmksas), sink);
        var ft = new FtTracker(facts, _initials, _keys, _history, events);
        _pending = new PendingConnections(_history, events);
        var sae = new SaeTracker(_pending);
        var connections = new ConnectionTracker(_pending, sae, events);
        _ends = new ExchangeEnds(_exchanges, _keys, _pending, events);
        _deadlines = new Deadlines(_ends, ft, _pending);
        _handshakes = new HandshakeTracker(facts, _initials, _keys, _ends, _exchanges, _history, events);
        _beacons = new BeaconTracker(_bsses, _multiLink, _deadlines, events);
        _authentications = new AuthenticationTracker(_ends, _exchanges, ft, connections, sae, events);
        _requests = new AssociationTracker(
            _bsses, _ends, _exchanges, _handshakes, connections, _initials, _keys, facts, _history, events);
        _deauthentications = new DeauthenticationTracker(_ends, _deadlines, events);
        _actions = new ActionTracker(_bsses, _associations, _ends, _exchanges, ft, new LinkActions(mlds, _bsses, events), events);
        _data = new DataTracker(_handshakes, connections, _history, events);
        _eppke = new EppkeTracker(events);
    }

    /// <summary>How many clients at an AP were evicted.</summary>
    public long ClientsEvicted => _associations.Evicted;

    /// <summary>How many initial associations of FT were evicted.</summary>
    public long InitialAssociationsEvicted => _initials.Evicted;

    /// <inheritdoc cref="WifiAnalysis.UnverifiedHandshakes"/>
    public IEnumerable<(string Ssid, int Count)> UnverifiedHandshakes => _keys?.Unverified ?? [];

    /// <summary>What the capture has shown so far.</summary>
    public CaptureHistory History => _history;

    /// <summary>The next frame.</summary>
    public void OnFrame(StoredFrame frame)
    {
        MacHeader header = frame.Header;
        if (header.Type == FrameType.Data && header.Protected)
        {
            OnEncryptedData(frame, header);
        }
        else
        {
            OnReadableFrame(frame, header);
        }

        if (_forgeries.Take(frame, header) is { } forgery)
        {
            OnForgery(frame, forgery);
        }
    }

    /// <summary>An encrypted data frame that only counts where a known key decrypts it.</summary>
    /// <returns>One did, and it carries EAPOL that was not there before.</returns>
    public bool OnDataForKeys(StoredFrame frame) =>
        _parties.TryGet(frame, frame.Header, out Parties parties)
        && _associations.TryGet(parties.Bssid, parties.Sta, out Association? known) && TakeEapol(known, frame, parties, out bool isNews)
        && isNews;

    /// <summary>Every encrypted data frame that may carry EAPOL comes.</summary>
    public void SeeAllData()
    {
        if (_keys is not null)
        {
            _keys.SeesAllData = true;
        }
    }

    /// <summary>The capture has ended: what is open is judged on the frame where it stopped.</summary>
    /// <param name="last">The time of its latest frame, in microseconds since the Unix epoch.</param>
    /// <returns>The last of those that the STA or the AP had let wait; null when there was none.</returns>
    public StoredFrame? End(long last)
    {
        _ends.OnCaptureEnd(_bsses.All, last);
        return _pending.End();
    }

    /// <summary>Zeroes what was derived from keys.</summary>
    public void Dispose()
    {
        _associations.Dispose();
        _keys?.Dispose();
    }

    private void OnReadableFrame(StoredFrame frame, in MacHeader header)
    {
        switch (header.Kind)
        {
            case FrameKind.Beacon or FrameKind.ProbeResponse:
                _beacons.OnBeacon(frame, header);
                break;
            case FrameKind.Action when header.Ra.IsGroup:
                _beacons.OnDiscovery(frame, header);
                break;
            case FrameKind.Action or FrameKind.ActionNoAck:
                OnAction(frame, header);
                break;
            case FrameKind.Deauthentication or FrameKind.Disassociation when header.Ra.IsGroup:
                if (header.Bssid is { IsGroup: false } everywhere && header.Ta == everywhere && _bsses.Find(everywhere) is { } bss)
                {
                    _deauthentications.OnBroadcast(bss, frame, header);
                }

                break;
            default:
                OnExchangeFrame(frame, header);
                break;
        }
    }

    private void OnExchangeFrame(StoredFrame frame, in MacHeader header)
    {
        if (!_parties.TryGet(frame, header, out Parties parties))
        {
            return;
        }

        Association association = Enter(frame, parties);
        switch (header.Kind)
        {
            case FrameKind.Authentication:
                _pmkids.OnAuthentication(association, frame, parties.FromAp);
                _authentications.OnAuthentication(association, frame, header, parties.FromAp);
                _keys?.OnAuthentication(association, frame, parties.FromAp);
                break;
            case FrameKind.AssociationRequest or FrameKind.ReassociationRequest:
                _requests.OnRequest(association, frame);
                break;
            case FrameKind.AssociationResponse or FrameKind.ReassociationResponse:
                _requests.OnResponse(association, frame);
                _pmkids.OnAssociationResponse(association, frame);
                break;
            case FrameKind.Deauthentication or FrameKind.Disassociation:
                _deauthentications.OnDeauthentication(association, frame, header, parties.FromAp);
                break;
            default:
                if (header.Type == FrameType.Data)
                {
                    _data.OnData(association, frame, header, parties.FromAp);
                }

                break;
        }
    }

    private void OnAction(StoredFrame frame, in MacHeader header)
    {
        if (header.Bssid is not { } bssid || header.StationAddress is not { } sta || bssid.IsGroup)
        {
            return;
        }

        Parties parties = _multiLink.Resolve(frame, header, new Parties(bssid, sta, header.Ta == bssid));
        if (!header.Protected)
        {
            _actions.OnAction(Enter(frame, parties), frame, header, parties.FromAp);
        }
        else if (_associations.TryGet(parties.Bssid, parties.Sta, out Association? secured))
        {
            ConnectionTracker.OnSecured(secured);
            EndingWithdrawal.OnSecured(secured, frame);
            secured.Comebacks.OnSecuredAction(parties.FromAp);
            if (secured.Keys is not null && SecuredFrames.TryRead(secured, frame) is { } clear)
            {
                _actions.OnDecrypted(secured, clear, parties.FromAp);
            }
        }
    }

    /// <summary>It comes only soon after EAPOL, and neither proves silence nor ends it.</summary>
    private void OnEncryptedData(StoredFrame frame, in MacHeader header)
    {
        if (_parties.TryGet(frame, header, out Parties parties) && _associations.TryGet(parties.Bssid, parties.Sta, out Association? known))
        {
            ConnectionTracker.OnSecured(known);
            EndingWithdrawal.OnSecured(known, frame);
            _eppke.OnEncryptedData(known, frame);
            bool isEapol = TakeEapol(known, frame, parties, out _);
            if (HandshakeTracker.AwaitsProof(known) && (parties.FromAp || !isEapol))
            {
                _handshakes.OnEncrypted(known, frame, parties.FromAp); // a message 4 that is sent again proves nothing
            }
        }
    }

    /// <summary>An encrypted data frame that a known key shows to carry EAPOL is taken as if it had been sent in the clear.</summary>
    /// <returns>It carries EAPOL, be it for the first time (<paramref name="isNews"/>) or sent again.</returns>
    private bool TakeEapol(Association known, StoredFrame frame, Parties parties, out bool isNews)
    {
        isNews = false;
        if (known.Keys is null
            || !SecuredFrames.TryReadEapol(known, frame, parties.FromAp, out StoredFrame? clear, out InstalledKey? key))
        {
            return false;
        }

        isNews = clear is not null;
        if (clear is not null && key!.IsOf(known))
        {
            _data.OnDecrypted(Enter(clear, parties), clear, parties.FromAp, key);
        }

        return true;
    }

    private void OnForgery(StoredFrame frame, Forgery forgery)
    {
        MacHeader header = forgery.Frame.Header;
        if (header.Ra.IsGroup && header.Bssid is { } everywhere && header.Ta == everywhere && _bsses.Find(everywhere) is { } bss)
        {
            _events.ForgeryShown(new ForgeryShown(frame, bss, null, forgery));
        }
        else if (_parties.TryGet(forgery.Frame, header, out Parties parties)
            && _associations.TryGet(parties.Bssid, parties.Sta, out Association? association))
        {
            _events.ForgeryShown(new ForgeryShown(frame, association.Bss, association, forgery));
        }
    }

    private Association Enter(StoredFrame frame, Parties parties)
    {
        Bss bss = _bsses.Of(parties.Bssid);
        Association association = _associations.Of(bss, parties.Sta);
        _multiLink.Enter(association, frame, parties);
        bss.HasExchanges = true;
        _deadlines.Check(bss, frame);
        if (parties.FromAp)
        {
            bss.LastHeard = frame.Ref.TimeMicroseconds;
            bss.FrequencyMHz = parties.IsOnThatLink ? frame.FrequencyMHz ?? bss.FrequencyMHz : bss.FrequencyMHz;
            bss.Count(frame, frame.Header);
        }
        else
        {
            association.StaLastHeard = frame.Ref.TimeMicroseconds;
            association.StaSignalDbm = frame.SignalDbm ?? association.StaSignalDbm;
        }

        return association;
    }

    /// <summary>
    /// Its keys are gone, so that nothing of it can be judged; and where its BSS is silent, what is open would be kept for good.
    /// </summary>
    private void Evict(Association association)
    {
        _exchanges.Close(association);
        association.Client?.Evict(association);
        association.Evict();
    }
}
