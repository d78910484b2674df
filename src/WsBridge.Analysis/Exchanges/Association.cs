using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// One STA at one BSS: the latest attempt from its authentication on. A new Authentication or (Re)Association Request starts over, so
/// a rule never compares across attempts.
/// </summary>
public sealed class Association(Bss bss, MacAddress sta)
{
    /// <summary>By how much the clocks of two sensors differ that are set well, as far as frames of different ones can be told.</summary>
    private const long LateClockMicroseconds = 10_000;

    /// <summary>A STA that comes back so much later than it may begins another attempt.</summary>
    private const long ComebackMicroseconds = 5_000_000;

    private Reported _reported;
    // Most associations have none of these.
    private List<StoredFrame>? _ftRequests;
    private List<StoredFrame>? _ftResponses;
    private List<HandshakeFrame>? _pendingGroupMessages;

    /// <summary>The BSS.</summary>
    public Bss Bss { get; } = bss;

    /// <summary>
    /// The STA as exchanges know it: the address in its frames, and the MLD MAC address of a multi-link device, as far as that was known
    /// when its first frame came. For people <see cref="ClientAddress"/> is.
    /// </summary>
    public MacAddress Sta { get; } = sta;

    /// <summary>The address of the STA in the frames of this attempt: of an MLD that on the link where it associates.</summary>
    public MacAddress LinkSta { get; internal set; } = sta;

    /// <summary>The multi-link device that the STA is of; null when it is none, or nothing has told so.</summary>
    public Mld? Client { get; internal set; }

    /// <summary>The AP MLD that the BSS is of, where the STA is of a multi-link device; null when nothing has told so.</summary>
    public Mld? Ap { get; internal set; }

    /// <summary>Who the STA is: the MLD MAC address where it is known, else its address.</summary>
    public MacAddress ClientAddress => Client?.Address ?? Sta;

    /// <summary>The MLD MAC address of the side that has this address; the address itself where it is of no MLD.</summary>
    internal MacAddress MldAddressOf(MacAddress address) =>
        Client is { } client && client.Addresses.Contains(address) ? client.Address
        : Ap is { } ap && ap.Has(address) ? ap.Address
        : address;

    /// <summary>
    /// FT Authentication requests (or FT Request action frames through another AP) of this attempt, repetitions included.
    /// </summary>
    public IReadOnlyList<StoredFrame> FtRequests => _ftRequests ?? [];

    /// <summary>Their responses.</summary>
    public IReadOnlyList<StoredFrame> FtResponses => _ftResponses ?? [];

    /// <summary>Algorithm of the latest Authentication request; null when none was captured.</summary>
    public ushort? AuthenticationAlgorithm { get; internal set; }

    private (long At, long Comeback) _putOff;

    /// <summary>
    /// How often in a row the AP has put the STA off (status 30) although it came back when it was due each time; 0 when the latest
    /// response did not.
    /// </summary>
    internal int PutOffs { get; private set; }

    /// <summary>Encrypted Action frames of either side since the AP put the STA off last, as <see cref="SecuredBefore"/>.</summary>
    private (int Ap, int Sta) SecuredActions { get; set; }

    /// <summary>
    /// Encrypted Action frames of AP and STA between the latest response that put the STA off and the one before: of SA Query, as far as
    /// can be told.
    /// </summary>
    internal (int Ap, int Sta) SecuredBefore { get; private set; }

    /// <summary>
    /// The SAE confirm of the AP in this attempt, of status 0: both sides have the same PMK. Null when none was captured.
    /// </summary>
    public StoredFrame? SaeConfirm { get; internal set; }

    /// <summary>The (Re)Association Request.</summary>
    public StoredFrame? Request { get; private set; }

    /// <summary>The (Re)Association Response, the latest one.</summary>
    public StoredFrame? Response
    {
        get;
        internal set
        {
            field = value;
            ResponseStatus = value is not null && AssociationResponse.TryParse(value.Header, out AssociationResponse response, out _)
                ? response.Status
                : null;
        }
    }

    /// <summary>The first response of status 0 to the STA in this attempt, also where it repeated its request; null before it.</summary>
    internal StoredFrame? AcceptedBefore { get; private set; }

    /// <summary>Status of <see cref="Response"/>.</summary>
    public ushort? ResponseStatus { get; private set; }

    /// <summary>The AKM that the STA selected, from the (Re)Association Request, else from an RSNE later in the attempt.</summary>
    public AkmSuite? Akm { get; internal set; }

    /// <summary>
    /// The request belongs to the FT protocol (over the air or over the DS): it carries an FTE, which of initial association requests only
    /// one of FILS does.
    /// </summary>
    public bool IsFtProtocol { get; internal set; }

    /// <summary>
    /// The request at hand is a reassociation by the FT protocol. FILS puts an FTE into its association frames too, with other contents.
    /// </summary>
    internal bool IsFtReassociation =>
        IsFtProtocol && Request is not null && !IsFilsAuthenticated
        && (Akm is not { IsFils: true } || AuthenticationAlgorithm == Authentication.FastBssTransition);

    /// <summary>The latest Authentication request is one of FILS, which makes the keys.</summary>
    internal bool IsFilsAuthenticated =>
        AuthenticationAlgorithm is Authentication.Fils or Authentication.FilsPfs or Authentication.FilsPublicKey;

    /// <summary>An initial mobility domain association: an FT AKM with a 4-way handshake.</summary>
    public bool IsFtInitial => Akm is { IsFt: true } && !IsFtProtocol;

    /// <summary>The first EAP packet after the (Re)Association Request; null when the keys came without EAP, as far as captured.</summary>
    public StoredFrame? FirstEap { get; internal set; }

    /// <summary>The handshake that runs or ran last in this attempt.</summary>
    public Handshake? Handshake { get; internal set; }

    /// <summary>How many handshakes this attempt had: more than one means rekeying.</summary>
    public int HandshakeCount { get; internal set; }

    /// <summary>
    /// Message 1 of the group key handshake as often as the AP has sent it in a row without message 2, as far as it was sent in the clear.
    /// Mostly it is not, and then nothing is here.
    /// </summary>
    public IReadOnlyList<HandshakeFrame> PendingGroupMessages => _pendingGroupMessages ?? [];

    /// <summary>Highest Key Replay Counter that the AP has used in this association.</summary>
    public HandshakeFrame? LastFromAp { get; internal set; }

    /// <summary>
    /// The first Deauthentication or Disassociation since the (Re)Association Request, by either side; null when none was captured.
    /// </summary>
    public StoredFrame? EndedBy { get; internal set; }

    /// <summary>
    /// The latest unencrypted data frame of the STA that could not be read: a cut-off or incomplete EAPOL packet, a broken A-MSDU, what is
    /// no LLC/SNAP. Whoever sent it was not silent, and it may be the very message that is missing. Null when all could be read.
    /// </summary>
    public StoredFrame? UnreadFromSta { get; private set; }

    /// <summary>The same of the AP.</summary>
    public StoredFrame? UnreadFromAp { get; private set; }

    /// <summary>The AP has accepted more than one request: message 1s of the handshakes of each may cross.</summary>
    public bool HasRestarted { get; internal set; }

    /// <summary>What was reported of this attempt once and for all.</summary>
    internal ref Reported Reported => ref _reported;

    /// <summary>What seems to have ended the attempt, while later frames may still prove that it did not; mostly null.</summary>
    public Ending? Ending { get; internal set; }

    /// <summary>How many FT requests, the latest ones, no FT response has followed.</summary>
    public int FtUnanswered { get; internal set; }

    /// <summary>How far the AP that owes the response had counted its frames at the first of them.</summary>
    internal ManagementRun RunAtFtRequest { get; private set; }

    /// <summary>
    /// The AP through which the latest FT request travels over the DS, and which has to bring the response; null over the air.
    /// </summary>
    public Bss? FtThrough { get; internal set; }

    /// <summary>
    /// What is known of the STA's initial association with the mobility domain that the request at hand names, from before this request;
    /// null when it names none.
    /// </summary>
    public InitialAssociation? Initial { get; internal set; }

    /// <summary>What the known keys tell; null when none are known, or nothing was there yet that they could tell of.</summary>
    public ExchangeKeys? Keys { get; internal set; }

    /// <summary>Where it stands among the <see cref="Bss.Stations"/>.</summary>
    internal int PlaceAtBss { get; set; }

    /// <summary>The latest attempt of the STA at this BSS; null when there was none.</summary>
    internal AssociationAttempt? Attempt { get; set; }

    /// <summary>What the attempt waits for before its 4-way handshake; null before it begins and from message 1 on.</summary>
    internal PendingConnection? Pending { get; set; }

    /// <summary>It stands in <see cref="Bss.Open"/>.</summary>
    internal bool IsOpen { get; set; }

    /// <summary>It stands in <see cref="Bss.PendingConnections"/>.</summary>
    internal bool IsPending { get; set; }

    /// <summary>Message 1 was missing in an earlier attempt, and that attempt failed over it.</summary>
    internal bool HadNoMessage1 { get; set; }

    /// <summary>When the STA last transmitted to this BSS, in microseconds since the Unix epoch.</summary>
    public long StaLastHeard { get; internal set; } = long.MinValue;

    /// <summary>How strongly the STA's latest frame to this BSS was received, in dBm; null when the capture does not say.</summary>
    internal int? StaSignalDbm { get; set; }

    /// <summary>The FT response that a reassociation builds on: the last one of status 0 before it.</summary>
    public StoredFrame? FtResponseFor(StoredFrame reassociation)
    {
        ArgumentNullException.ThrowIfNull(reassociation);
        IReadOnlyList<StoredFrame> responses = FtResponses;
        for (int i = responses.Count - 1; i >= 0; i--)
        {
            if (responses[i].Ref.Id < reassociation.Ref.Id && FtExchange.StatusOf(responses[i]) == 0)
            {
                return responses[i];
            }
        }

        return null;
    }

    /// <summary>The RSNE of the (Re)Association Request, as far as it can be read.</summary>
    public bool TryGetRequestRsne(out Element element, out Rsne rsne)
    {
        if (Request is not null && Request.Elements.TryFind(ElementId.Rsne, out element))
        {
            rsne = Rsne.ReadLenient(element.Body);
            return true;
        }

        element = default;
        rsne = default;
        return false;
    }

    /// <summary>A sensor with a late clock: the response came into the file before its request, a few milliseconds at most.</summary>
    internal bool IsAnsweredBefore(StoredFrame request) =>
        Request is null && Response is { } response && IsOutOfOrder(response.Ref.TimeMicroseconds, request.Ref.TimeMicroseconds);

    /// <summary>An answer of this time may be one to a request of that time, although it comes first in the file.</summary>
    internal static bool IsOutOfOrder(long answer, long request) => Math.Abs(request - answer) <= LateClockMicroseconds;

    /// <summary>STA and AP have agreed on management frame protection: the request and the Beacon are capable of it.</summary>
    internal bool UsesManagementFrameProtection =>
        TryGetRequestRsne(out _, out Rsne requested) && requested.Capabilities is { Mfpc: true } && BeaconFrames.IsMfpCapable(Bss);

    /// <summary>It is remembered no longer: zeroes what was derived from keys.</summary>
    internal void Forget()
    {
        Keys?.Dispose();
        Bss.Forget(this);
    }

    /// <summary>Takes the (Re)Association Response at hand into account, in <see cref="PutOffs"/>.</summary>
    internal void CountPutOff(StoredFrame response)
    {
        if (ResponseStatus != StatusCodes.RefusedTemporarily || !AssociationComeback.TryGet(response, out uint units))
        {
            PutOffs = 0;
            return;
        }

        (SecuredBefore, SecuredActions) = (SecuredActions, default);
        long now = response.Ref.TimeMicroseconds;
        long waited = now - _putOff.At;
        PutOffs = PutOffs > 0 && waited >= _putOff.Comeback * 9 / 10 && waited <= _putOff.Comeback + ComebackMicroseconds ? PutOffs + 1 : 1;
        _putOff = (now, 1024L * units);
    }

    /// <summary>An encrypted Action frame between the two: of SA Query, as far as can be told while the AP puts the STA off.</summary>
    internal void CountSecuredAction(bool fromAp)
    {
        if (PutOffs > 0)
        {
            SecuredActions = fromAp ? (SecuredActions.Ap + 1, SecuredActions.Sta) : (SecuredActions.Ap, SecuredActions.Sta + 1);
        }
    }

    /// <summary>A response of status 0; one that comes much later than the one before is of another attempt.</summary>
    internal void Accept(StoredFrame response)
    {
        const double LongestRetryMilliseconds = 2_000;
        if (AcceptedBefore is not { } before || response.MillisecondsSince(before) > LongestRetryMilliseconds)
        {
            AcceptedBefore = response;
        }
    }

    internal void BeginAuthentication(ushort? algorithm)
    {
        AuthenticationAlgorithm = algorithm;
        SaeConfirm = null;
        AcceptedBefore = null;
        _ftRequests?.Clear();
        _ftResponses?.Clear();
        FtThrough = null;
        Request = null;
        Keys?.BeginAttempt();
        ForgetAssociation();
    }

    internal void AddUnread(StoredFrame frame, bool fromAp)
    {
        if (fromAp)
        {
            UnreadFromAp = frame;
        }
        else
        {
            UnreadFromSta = frame;
        }
    }

    /// <summary>Fragments that could not be read one by one were read together.</summary>
    internal void RemoveUnread(StoredFrame firstFragment, bool fromAp)
    {
        if (fromAp && UnreadFromAp?.Ref.Id >= firstFragment.Ref.Id)
        {
            UnreadFromAp = null;
        }
        else if (!fromAp && UnreadFromSta?.Ref.Id >= firstFragment.Ref.Id)
        {
            UnreadFromSta = null;
        }
    }

    internal void AddFtRequest(StoredFrame frame)
    {
        RunAtFtRequest = FtUnanswered == 0 ? (FtThrough ?? Bss).Run : RunAtFtRequest;
        Repetitions.Add(_ftRequests ??= new List<StoredFrame>(1), frame);
        FtUnanswered++;
    }

    internal void AddFtResponse(StoredFrame frame)
    {
        Repetitions.Add(_ftResponses ??= new List<StoredFrame>(1), frame);
        FtUnanswered = 0;
    }

    internal void AddGroupMessage(HandshakeFrame message, bool isFirst)
    {
        // An answer that was encrypted was not seen: only what follows soon is a repetition.
        const double LongestRetryMilliseconds = 5_000;
        const int Most = 16;
        if (!isFirst || _pendingGroupMessages is { Count: Most }
            || (_pendingGroupMessages is [.., var before] && message.Frame.MillisecondsSince(before.Frame) > LongestRetryMilliseconds))
        {
            _pendingGroupMessages?.Clear();
        }

        if (isFirst)
        {
            (_pendingGroupMessages ??= []).Add(message);
        }
    }

    internal void EndGroupHandshake() => _pendingGroupMessages?.Clear();

    internal void BeginAssociation(StoredFrame request)
    {
        Request = request;
        ForgetAssociation();
        if (SecurityElement.TryFind(request.Elements, out _, out Rsne fields) && fields.Akms.Count > 0)
        {
            Akm = Selected(fields.Akms, request.Elements.TryFind(ElementId.Mde, out _));
        }

        IsFtProtocol = Akm is { IsFt: true } && request.Elements.TryFind(ElementId.Fte, out Element fte)
            && !(FilsSession.IsIn(request.Elements) && !HasNonces(fte));
    }

    /// <summary>The FTE of an initial association by FILS names the key holders, and has neither a MIC nor nonces.</summary>
    private static bool HasNonces(in Element fte) =>
        fte.Body[Math.Min(2, fte.Body.Length)..Math.Min(82, fte.Body.Length)].ContainsAnyExcept((byte)0);

    /// <summary>
    /// The first AKM; without an MDE, the first one that is not of FT, because an AP then uses no FT AKM where it can do without.
    /// </summary>
    private static AkmSuite Selected(AkmSuiteList akms, bool hasMde)
    {
        for (int i = 0; i < akms.Count && !hasMde; i++)
        {
            if (!akms[i].IsFt)
            {
                return akms[i];
            }
        }

        return akms[0];
    }

    private void ForgetAssociation()
    {
        _reported = default;
        HasRestarted = false;
        EndedBy = null;
        UnreadFromSta = null;
        UnreadFromAp = null;
        Ending = null;
        FtUnanswered = 0;
        Response = null;
        Akm = null;
        IsFtProtocol = false;
        FirstEap = null;
        Handshake = null;
        HandshakeCount = 0;
        LastFromAp = null;
        EndGroupHandshake();
    }
}
