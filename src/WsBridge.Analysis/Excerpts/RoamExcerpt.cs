using WsBridge.Analysis.Findings;
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

    /// <summary>Whose exchange a chosen frame belongs to: management and EAPOL frames, and their acknowledgements.</summary>
    private readonly Dictionary<long, MacAddress> _exchangeOf = [];
    private readonly HashSet<long> _own = [];
    private readonly Dictionary<(MacAddress Bssid, FrameKind Kind), long> _latestBeacons = [];
    private readonly IReadOnlySet<MacAddress> _stas;
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
    /// <param name="authenticatedAt">Number of the frame with which the STA's latest association by <see cref="IsAuthentication"/> before
    /// it began; 0 when there is none.</param>
    /// <param name="findings">Its findings.</param>
    /// <param name="aroundMicroseconds">How much time before its first and after its last frame.</param>
    /// <param name="everyFrame">In that time, all frames of all transmitters.</param>
    public RoamExcerpt(Roam roam, long authenticatedAt, IReadOnlyList<Finding> findings, long aroundMicroseconds, bool everyFrame = false)
    {
        ArgumentNullException.ThrowIfNull(roam);
        ArgumentNullException.ThrowIfNull(findings);

        _stas = roam.StaAddresses;
        _bssids = [.. new[] { roam.To, roam.From }.OfType<MacAddress>()
            .Concat((roam.Links?.Links ?? []).Select(link => link.Bssid).OfType<MacAddress>()).Distinct()];
        _announcers =
        [
            .. _bssids,
            .. roam.Bss.TransmittedBy is { } announcer ? (MacAddress[])[announcer] : [],
            .. roam.FromBss?.TransmittedBy is { } before ? (MacAddress[])[before] : [],
        ];
        _span = ExcerptSpan.Of(roam);
        _around = aroundMicroseconds;
        _everyFrame = everyFrame;
        _authenticatedAt = authenticatedAt;
        _own.UnionWith(roam.Frames.All.Append(roam.Start).Append(roam.End).Select(frame => frame.Id));
        _frames[0].UnionWith(findings.SelectMany(NumbersOf));
        if (roam.FirstDataMs is { } first)
        {
            long firstAt = roam.Start.TimeMicroseconds + Microseconds(first);
            _dataTimes.Add(firstAt);
            _dataTimes.Add(roam.GapMs is { } gap ? firstAt - Microseconds(gap) : firstAt);
        }
    }

    /// <summary>A success in which the keys were made and not taken from a cache or another AP.</summary>
    public static bool IsAuthentication(Roam roam)
    {
        ArgumentNullException.ThrowIfNull(roam);
        return roam.Outcome == RoamOutcome.Success
            && roam.Type is not (RoamType.FtOverTheAir or RoamType.FtOverTheDs or RoamType.Pmksa or RoamType.Okc or RoamType.OkcImplicit
            or RoamType.SaePmksa);
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
        }

        if (!LinkHeader.TryParse(frame.LinkType, frame.Octets, out LinkHeader link, out _)
            || !MacHeader.TryParse(link.MacFrame(frame.Octets, frame.OriginalLength, hasFcs: false), out MacHeader header, out _,
                link.HasDataPad))
        {
            return;
        }

        if (inTime && _everyFrame)
        {
            OnExchange(frame, header, ExcerptContext.None, previous?.Item1);
            return;
        }

        ExcerptContext? context = inTime && IsOfTheAttempt(header, previous?.Item1) ? ExcerptContext.None
            : header.Type == FrameType.Control ? previous is { } acknowledged && acknowledged.Item1 == header.Ra ? acknowledged.Item2 : null
            : IsOfSta(header) ? ContextOf(frame, header) : null;
        if (IsBeacon(header) && header.Ta is { } ap && _announcers.Contains(ap))
        {
            OnBeacon(frame, (ap, header.Kind));
        }

        if (context is { } wanted)
        {
            Add(frame.Id, wanted);
            OnExchange(frame, header, wanted, previous?.Item1);
        }
    }

    /// <summary>The numbers of the frames chosen, when the whole capture was shown.</summary>
    /// <param name="context">How much of other times.</param>
    /// <param name="without">Other attempts, which would be cut through: their exchanges are left out.</param>
    public IReadOnlySet<long> Frames(ExcerptContext context, params IEnumerable<Roam> without)
    {
        ArgumentNullException.ThrowIfNull(without);
        var frames = new HashSet<long>(_latestBeacons.Values);
        for (int i = 0; i <= (int)context; i++)
        {
            frames.UnionWith(_frames[i]);
        }

        foreach (Roam other in without)
        {
            IReadOnlySet<MacAddress> stas = other.StaAddresses;
            var span = ExcerptSpan.Of(other);
            frames.RemoveWhere(number => number >= span.First && number <= span.Last && !_own.Contains(number)
                && _exchangeOf.TryGetValue(number, out MacAddress sta) && stas.Contains(sta));
        }

        return frames;
    }

    private static long Microseconds(double milliseconds) => (long)Math.Round(milliseconds * 1000);

    private static IEnumerable<long> NumbersOf(Finding finding) =>
        [finding.Frame.Ref.Id, .. finding.About.Select(about => about.Ref.Id), .. finding.Related.Select(related => related.Frame.Id)];

    private static bool IsBeacon(in MacHeader header) => header.Kind is FrameKind.Beacon or FrameKind.ProbeResponse;

    private bool IsOfSta(in MacHeader header) =>
        _stas.Contains(header.Ra) || (header.Ta is { } transmitter && _stas.Contains(transmitter))
        || (header.Address3 is { } third && _stas.Contains(third));

    /// <summary>Sent by or to the STA, an acknowledgement of either, or sent by one of the two APs to everybody.</summary>
    private bool IsOfTheAttempt(in MacHeader header, MacAddress? previousTransmitter) =>
        IsOfSta(header)
        || (header.Type == FrameType.Control && header.Ra == previousTransmitter)
        || (header.Ta is { } transmitter
        && (IsBeacon(header) ? _announcers.Contains(transmitter) : header.Ra.IsGroup && _bssids.Contains(transmitter)));

    private static bool IsKeyFrame(in MacHeader header) => header.Type == FrameType.Management
        ? header.Kind is not (FrameKind.ProbeRequest or FrameKind.ProbeResponse)
        : Llc.TryGetEapol(header, out _, out _);

    private ExcerptContext? ContextOf(in Frame frame, in MacHeader header)
    {
        if (!IsKeyFrame(header))
        {
            return _dataTimes.Contains(frame.TimeMicroseconds) ? ExcerptContext.None : null;
        }

        return frame.Id >= _authenticatedAt && frame.TimeMicroseconds <= _span.End + SettleMicroseconds
            ? ExcerptContext.SinceAuthentication
            : ExcerptContext.WholeCapture;
    }

    private void OnExchange(in Frame frame, in MacHeader header, ExcerptContext context, MacAddress? previousTransmitter)
    {
        _previous = header.Ta is { } transmitter ? (transmitter, context) : null;
        if (header.Type == FrameType.Control)
        {
            if (header.Ra == previousTransmitter && _exchangeOf.TryGetValue(frame.Id - 1, out MacAddress acknowledged))
            {
                _exchangeOf.Add(frame.Id, acknowledged);
            }
        }
        else if (header.StationAddress is { } sta && IsKeyFrame(header) && !IsBeacon(header))
        {
            _exchangeOf.Add(frame.Id, sta);
        }
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
