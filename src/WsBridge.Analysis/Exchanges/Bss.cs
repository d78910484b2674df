using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>A BSS as far as its own frames have told.</summary>
public sealed class Bss(MacAddress bssid)
{
    private readonly List<Association> _stations = [];
    private readonly List<Association> _open = [];
    private readonly List<Association> _ftAsked = [];
    private readonly List<Association> _ftAnswered = [];
    private StoredFrame? _latestBeacon;
    private Reported _reported;
    private StoredFrame? _latestProbeResponse;

    /// <summary>Its BSSID.</summary>
    public MacAddress Bssid { get; } = bssid;

    /// <summary>Its BSSID as it is printed: one text for all findings about it.</summary>
    internal string BssidText => field ??= Bssid.ToString();

    /// <summary>The latest Beacon or Probe Response; null when none was captured.</summary>
    public StoredFrame? Beacon { get; private set; }

    /// <summary>The SSID in printable form; null when not known.</summary>
    public string? Ssid { get; internal set; }

    /// <summary>The octets of the SSID; empty when not known.</summary>
    internal byte[] SsidOctets { get; set; } = [];

    /// <summary>Only a Reduced Neighbor Report of another BSS has told its SSID so far: what a client asks for is surer.</summary>
    internal bool IsNamedByOthers { get; set; }

    /// <summary>The frequency on which its frames were captured, in MHz; null when the capture does not say.</summary>
    public int? FrequencyMHz { get; internal set; }

    /// <summary>The frame of the same kind (Beacon or Probe Response) before <see cref="Beacon"/>; null when there was none.</summary>
    public StoredFrame? PreviousOfKind { get; private set; }

    /// <summary>
    /// The latest Probe Response when <see cref="Beacon"/> is a Beacon, and the other way round; null when there was none.
    /// </summary>
    public StoredFrame? LatestOfOtherKind { get; private set; }

    /// <summary>What the AP says it is, in the latest frame of either kind; of the transmitted BSSID where that speaks for it.</summary>
    public ApIdentity Identity => Of(Beacon).Or(Of(LatestOfOtherKind));

    /// <summary>The BSSs of the same SSID; null while the SSID is not known.</summary>
    public Ess? Ess { get; internal set; }

    /// <summary>When it last transmitted, in microseconds since the Unix epoch.</summary>
    public long LastHeard { get; internal set; } = long.MinValue;

    /// <summary>How strongly it was received of late; null when the capture does not say.</summary>
    internal SignalHistory? Signal { get; private set; }

    /// <summary>The STAs that are remembered at it.</summary>
    internal IReadOnlyList<Association> Stations => _stations;

    /// <summary>A STA or the AP has sent a frame of an exchange since the latest broadcast that ended all.</summary>
    internal bool HasExchanges { get; set; }

    /// <summary>Associations with a handshake that has not ended.</summary>
    internal List<Association> Open => _open;

    /// <summary>Before this time none of them can be judged for silence, in microseconds since the Unix epoch.</summary>
    internal long NextOpenDue { get; set; } = long.MaxValue;

    /// <summary>Associations with an FT request that this AP has to answer, its own or through it over the DS.</summary>
    internal List<Association> FtAsked => _ftAsked;

    /// <summary>BSSIDs that its Beacons speak for; null when there are none, as mostly.</summary>
    internal List<MacAddress>? Nontransmitted { get; set; }

    /// <summary>The BSSID whose Beacons speak for this one; null when it sends its own.</summary>
    public MacAddress? TransmittedBy { get; internal set; }

    /// <summary>
    /// <see cref="Beacon"/> is what a Probe Response of another link of its AP MLD says of it: none of its own was captured so far.
    /// </summary>
    internal bool IsKnownFromOtherLink { get; private set; }

    /// <summary>
    /// The frequency that a Reduced Neighbor Report names for it, in MHz; null when none does. Good where the capture does not say.
    /// </summary>
    internal int? AnnouncedFrequencyMHz { get; set; }

    /// <summary>Stands for what the latest Beacon or Probe Response said of it, when it is a nontransmitted BSSID.</summary>
    internal int ProfileHash { get; set; }

    /// <summary>Associations with an FT response of this AP, over the air, on which a Reassociation Request should follow.</summary>
    internal List<Association> FtAnswered => _ftAnswered;

    /// <summary>Associations that wait for something before their 4-way handshake.</summary>
    internal List<Association> PendingConnections { get; } = [];

    /// <summary>When the first of them will have waited for long enough, in microseconds since the Unix epoch.</summary>
    internal long NextConnectionDue { get; set; } = long.MaxValue;

    /// <summary>
    /// When a message 4 last proved a message 3 that the capture does not have, in microseconds since the Unix epoch: the AP was heard
    /// badly then, so that one more that is missing soon proves nothing. Null when there was none.
    /// </summary>
    internal long? MissedMessage3At { get; set; }

    /// <summary>Its management frames other than Beacons, as far as the analysis has them: the latest, and how many.</summary>
    internal ManagementRun Run { get; private set; }

    /// <summary>Another frame of its own.</summary>
    internal void Count(StoredFrame frame, in MacHeader header)
    {
        if (header.Type == FrameType.Management && header.Kind != FrameKind.Beacon && header.Ta == Bssid)
        {
            Run = new ManagementRun(header.SequenceNumber, Run.Count + 1, header.Kind, frame.Ref.TimeMicroseconds);
        }
    }

    /// <summary>The preshared key with which it last made message 3; null when none is known.</summary>
    internal Keys.KnownKey? KeyUsed { get; set; }

    /// <summary>What was reported of this BSS once and for all.</summary>
    internal ref Reported Reported => ref _reported;

    internal void Add(Association association)
    {
        association.PlaceAtBss = _stations.Count;
        _stations.Add(association);
    }

    private static ApIdentity Of(StoredFrame? frame) => frame is null ? ApIdentity.None : ApIdentity.Of(frame.Elements);

    /// <summary>The last one takes its place.</summary>
    internal void Evict(Association association)
    {
        Association last = _stations[^1];
        _stations[association.PlaceAtBss] = last;
        last.PlaceAtBss = association.PlaceAtBss;
        _stations.RemoveAt(_stations.Count - 1);
    }

    /// <summary>How strongly a Beacon or Probe Response that speaks for it was received.</summary>
    internal void AddSignal(StoredFrame frame)
    {
        if (frame.SignalDbm is { } dbm)
        {
            (Signal ??= new SignalHistory()).Add(frame.Ref.TimeMicroseconds, dbm);
        }
    }

    /// <summary>Takes a Beacon or Probe Response as the latest.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="isOfOtherLink">What the AP of another link says of it; the first frame of its own takes the place of all these.</param>
    internal void Take(StoredFrame frame, bool isOfOtherLink = false)
    {
        if (IsKnownFromOtherLink && !isOfOtherLink)
        {
            _latestBeacon = _latestProbeResponse = null;
        }

        IsKnownFromOtherLink = isOfOtherLink;
        AddSignal(frame);
        bool isProbeResponse = frame.Kind == FrameKind.ProbeResponse;
        Beacon = frame;
        ref StoredFrame? same = ref isProbeResponse ? ref _latestProbeResponse : ref _latestBeacon;
        PreviousOfKind = same;
        LatestOfOtherKind = isProbeResponse ? _latestBeacon : _latestProbeResponse;
        same = frame;
    }
}
