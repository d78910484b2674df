using WsBridge.Analysis.Roams;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Excerpts;

/// <summary>
/// Chooses the frames of one association attempt: what the STA sent and received around it, Beacons and Probe Responses of the old and
/// the new BSS, the frames that its findings are about, and those that its outage is measured by. Every frame of the capture is shown to
/// it in order; memory goes with the frames chosen.
/// </summary>
public sealed class RoamExcerpt
{
    private const long SettleMicroseconds = 10_000_000;

    private readonly HashSet<long>[] _frames = [[], [], []];
    private readonly Dictionary<(MacAddress Bssid, FrameKind Kind), long> _latestBeacons = [];
    private readonly MacAddress _sta;
    private readonly MacAddress[] _bssids;

    /// <summary>Who sends their Beacons: they do, or the transmitted BSSID of their set does.</summary>
    private readonly MacAddress[] _announcers;
    private readonly HashSet<long> _dataTimes = [];
    private readonly ExcerptSpan _span;
    private readonly long _authenticatedAt;
    private readonly long _around;
    private readonly bool _everyFrame;
    private (MacAddress Transmitter, ExcerptContext Context)? _previous;

    /// <summary>Plans the excerpt of an attempt.</summary>
    /// <param name="roam">The attempt, settled.</param>
    /// <param name="authenticatedAt">Number of the frame with which the STA's latest association by <see cref="IsAuthentication"/> before it began; 0 when there is none.</param>
    /// <param name="findings">Its findings.</param>
    /// <param name="aroundMicroseconds">How much time before its first and after its last frame.</param>
    /// <param name="everyFrame">In that time, all frames of all transmitters.</param>
    public RoamExcerpt(Roam roam, long authenticatedAt, IReadOnlyList<Finding> findings, long aroundMicroseconds, bool everyFrame = false)
    {
        ArgumentNullException.ThrowIfNull(roam);
        ArgumentNullException.ThrowIfNull(findings);

        _sta = roam.Sta;
        _bssids = roam.From is { } from ? [roam.To, from] : [roam.To];
        _announcers = [.. _bssids, .. roam.Bss.TransmittedBy is { } announcer ? (MacAddress[])[announcer] : [], .. roam.FromBss?.TransmittedBy is { } before ? (MacAddress[])[before] : []];
        _span = ExcerptSpan.Of(roam);
        _around = aroundMicroseconds;
        _everyFrame = everyFrame;
        _authenticatedAt = authenticatedAt;
        _frames[0].UnionWith(findings.SelectMany(NumbersOf));
        if (roam.FirstDataMs is { } first)
        {
            long firstAt = roam.Start.TimeMicroseconds + Microseconds(first);
            _dataTimes.Add(firstAt);
            _dataTimes.Add(roam.OutageMs is { } outage ? firstAt - Microseconds(outage) : firstAt);
        }
    }

    /// <summary>A success in which the keys were made and not taken from a cache or another AP.</summary>
    public static bool IsAuthentication(Roam roam)
    {
        ArgumentNullException.ThrowIfNull(roam);
        return roam.Outcome == RoamOutcome.Success && roam.Type is not (RoamType.FtOverTheAir or RoamType.FtOverTheDs or RoamType.Pmksa or RoamType.Okc or RoamType.OkcImplicit or RoamType.SaePmksa);
    }

    /// <summary>Shows the next frame of the capture.</summary>
    public void OnFrame(in Frame frame)
    {
        (MacAddress, ExcerptContext)? previous = _previous;
        _previous = null;
        bool inTime = _span.Covers(frame, _around);
        if (inTime && _everyFrame)
        {
            Add(frame.Id, ExcerptContext.None);
            return;
        }

        if (!LinkHeader.TryParse(frame.LinkType, frame.Octets, out LinkHeader link, out _)
            || !MacHeader.TryParse(link.MacFrame(frame.Octets, frame.OriginalLength, hasFcs: false), out MacHeader header, out _, link.HasDataPad))
        {
            return;
        }

        ExcerptContext? context = inTime && IsOfTheAttempt(header, previous?.Item1) ? ExcerptContext.None
            : header.Type == FrameType.Control ? previous is { } acknowledged && acknowledged.Item1 == header.Ra ? acknowledged.Item2 : null
            : IsOf(header, _sta) ? ContextOf(frame, header) : null;
        if (IsBeacon(header) && header.Ta is { } ap && _announcers.Contains(ap))
        {
            OnBeacon(frame, (ap, header.Kind));
        }

        if (context is { } wanted)
        {
            Add(frame.Id, wanted);
            _previous = header.Ta is { } transmitter ? (transmitter, wanted) : null;
        }
    }

    /// <summary>The numbers of the frames chosen, when the whole capture was shown.</summary>
    public IReadOnlySet<long> Frames(ExcerptContext context)
    {
        var frames = new HashSet<long>(_latestBeacons.Values);
        for (int i = 0; i <= (int)context; i++)
        {
            frames.UnionWith(_frames[i]);
        }

        return frames;
    }

    private static long Microseconds(double milliseconds) => (long)Math.Round(milliseconds * 1000);

    private static IEnumerable<long> NumbersOf(Finding finding) =>
        [finding.Frame.Ref.Id, .. finding.About.Select(about => about.Ref.Id), .. finding.Related.Select(related => related.Frame.Id)];

    private static bool IsBeacon(in MacHeader header) => header.Kind is FrameKind.Beacon or FrameKind.ProbeResponse;

    private static bool IsOf(in MacHeader header, MacAddress address) => header.Ra == address || header.Ta == address || header.Address3 == address;

    /// <summary>Sent by or to the STA, an acknowledgement of either, or sent by one of the two APs to everybody.</summary>
    private bool IsOfTheAttempt(in MacHeader header, MacAddress? previousTransmitter) =>
        IsOf(header, _sta)
        || (header.Type == FrameType.Control && header.Ra == previousTransmitter)
        || (header.Ta is { } transmitter && (IsBeacon(header) ? _announcers.Contains(transmitter) : header.Ra.IsGroup && _bssids.Contains(transmitter)));

    private ExcerptContext? ContextOf(in Frame frame, in MacHeader header)
    {
        bool isKeyFrame = header.Type == FrameType.Management
            ? header.Kind is not (FrameKind.ProbeRequest or FrameKind.ProbeResponse)
            : Llc.TryGetEapol(header, out _, out _);
        if (!isKeyFrame)
        {
            return _dataTimes.Contains(frame.TimeMicroseconds) ? ExcerptContext.None : null;
        }

        return frame.Id >= _authenticatedAt && frame.TimeMicroseconds <= _span.End + SettleMicroseconds ? ExcerptContext.SinceAuthentication : ExcerptContext.WholeCapture;
    }

    private void OnBeacon(in Frame frame, (MacAddress Bssid, FrameKind Kind) key)
    {
        if (frame.Id < _span.First || !_latestBeacons.ContainsKey(key))
        {
            _latestBeacons[key] = frame.Id;
        }
    }

    private void Add(long frame, ExcerptContext context) => _frames[(int)context].Add(frame);
}
