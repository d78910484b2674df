using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// One STA at one BSS: the latest attempt from its authentication on. A new Authentication or (Re)Association Request starts over, so
/// a rule never compares across attempts.
/// </summary>
public sealed class Association(Bss bss, MacAddress sta)
{
    /// <summary>Whose request comes again is refused while the association is young: after that a new one is likelier.</summary>
    private const double LongestReplayMilliseconds = 5_000;

    /// <summary>By how much the clocks of two sensors differ that are set well, as far as frames of different ones can be told.</summary>
    private const long LateClockMicroseconds = 10_000;

    // Values, and not objects: very many STAs are remembered.
    private Reported _reported;
    private FtAuthentication _ft;
    private Comebacks _comebacks;
    private UnreadFrames _unread;
    private PendingGroupMessages _groupMessages;

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

    /// <summary>The BSS of a link of its AP, as far as it has named the same SSID; null when none is known.</summary>
    internal Bss? BssOf(MacAddress? bssid) => bssid == Bss.Bssid ? Bss : Bss.Ess?.Find(bssid);

    /// <summary>The FT authentication of this attempt, over the air or over the DS.</summary>
    internal ref FtAuthentication Ft => ref _ft;

    /// <summary>How the AP has put the STA off.</summary>
    internal ref Comebacks Comebacks => ref _comebacks;

    /// <summary>Data frames of either side that could not be read.</summary>
    internal ref UnreadFrames Unread => ref _unread;

    /// <summary>What the AP has sent of a group key handshake in a row without an answer.</summary>
    internal ref PendingGroupMessages GroupMessages => ref _groupMessages;

    /// <summary>Algorithm of the latest Authentication request; null when none was captured.</summary>
    public ushort? AuthenticationAlgorithm { get; internal set; }

    /// <summary>
    /// The SAE confirm of the AP in this attempt, of status 0: both sides have the same PMK. Null when none was captured.
    /// </summary>
    public StoredFrame? SaeConfirm { get; internal set; }

    /// <summary>EPPKE in this attempt; null where its latest Authentication request is of another algorithm.</summary>
    internal EppkeExchange? Eppke { get; set; }

    /// <summary>The (Re)Association Request.</summary>
    public StoredFrame? Request { get; private set; }

    /// <summary>The request is encrypted with the keys of EPPKE.</summary>
    internal bool IsRequestEncrypted => Eppke is not null && Request is { } request && request.Header.Protected;

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

    /// <summary>Highest Key Replay Counter that the AP has used in this association.</summary>
    public HandshakeFrame? LastFromAp { get; internal set; }

    /// <summary>
    /// The first Deauthentication or Disassociation since the (Re)Association Request, by either side; null when none was captured.
    /// </summary>
    public StoredFrame? EndedBy { get; internal set; }

    /// <summary>The AP has accepted more than one request: message 1s of the handshakes of each may cross.</summary>
    public bool HasRestarted { get; internal set; }

    /// <summary>What was reported of this attempt once and for all.</summary>
    internal ref Reported Reported => ref _reported;

    /// <summary>What seems to have ended the attempt, while later frames may still prove that it did not; mostly null.</summary>
    public Ending? Ending { get; internal set; }

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

    /// <summary>Message 1 was missing in the latest attempt, which ended over it or where the client left.</summary>
    internal bool HadNoMessage1 { get; set; }

    /// <summary>When the STA last transmitted to this BSS, in microseconds since the Unix epoch.</summary>
    public long StaLastHeard { get; internal set; } = long.MinValue;

    /// <summary>How strongly the STA's latest frame to this BSS was received, in dBm; null when the capture does not say.</summary>
    internal int? StaSignalDbm { get; set; }

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

    /// <summary>
    /// STA and AP have agreed on management frame protection: the request and the Beacon are capable of it. EPPKE is not used without it.
    /// </summary>
    internal bool UsesManagementFrameProtection =>
        Eppke is { IsConfirmed: true }
        || (TryGetRequestRsne(out _, out Rsne requested) && requested.Capabilities is { Mfpc: true } && BeaconFrames.IsMfpCapable(Bss));

    /// <summary>It is remembered no longer: zeroes what was derived from keys.</summary>
    internal void Evict()
    {
        Keys?.Dispose();
        Bss.Evict(this);
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

    /// <summary>FT over the DS asks an AP MLD; the reassociation after it shows over which link the STA goes on.</summary>
    internal void MoveFtTo(Association link)
    {
        link._ft = _ft;
        _ft = default;
        link.AuthenticationAlgorithm = AuthenticationAlgorithm;
        link.Initial = Initial;
        (link.Keys, Keys) = (Keys, link.Keys);
        if (Attempt is { } attempt)
        {
            attempt.MoveTo(link);
            (link.Attempt, Attempt) = (attempt, null);
        }
    }

    /// <summary>
    /// The latest response refuses, and it answers no request of which the capture has the frame: the request at hand was accepted before.
    /// Who sends an old request once more, and lets the AP refuse it, undoes nothing. Long after, or when the association has ended, it is
    /// a new request that was not captured.
    /// </summary>
    internal bool IsRefusedAgain =>
        ResponseStatus is not (null or StatusCodes.Success) && AcceptedBefore is { } accepted && Request is { } request
        && accepted.Ref.Id > request.Ref.Id && EndedBy is null && Response!.MillisecondsSince(accepted) <= LongestReplayMilliseconds;

    internal void BeginAuthentication(ushort? algorithm)
    {
        AuthenticationAlgorithm = algorithm;
        SaeConfirm = null;
        Eppke = null;
        AcceptedBefore = null;
        _ft.Clear();
        Request = null;
        Keys?.BeginAttempt();
        ClearAssociation();
    }

    internal void BeginAssociation(StoredFrame request)
    {
        Request = request;
        Eppke?.OnAssociationRequest(request);
        ClearAssociation();
        Akm = RequestedSecurity.AkmOf(request.Elements) ?? Eppke?.Akm;
        IsFtProtocol = Akm is { IsFt: true } && RequestedSecurity.IsFtReassociation(request.Elements);
    }

    private void ClearAssociation()
    {
        _reported = default;
        HasRestarted = false;
        EndedBy = null;
        _unread = default;
        Ending = null;
        _ft.Unanswered = 0;
        Response = null;
        Akm = null;
        IsFtProtocol = false;
        FirstEap = null;
        Handshake = null;
        HandshakeCount = 0;
        LastFromAp = null;
        _groupMessages.Clear();
    }
}
