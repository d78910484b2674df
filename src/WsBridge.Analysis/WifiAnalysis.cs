using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Intake;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Tracking;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis;

/// <summary>
/// The analysis of one capture: octets to frames, frames to exchanges, exchanges to findings. Pure: no files, clock or console, and
/// the same frames always give the same findings.
/// </summary>
public sealed class WifiAnalysis : IDisposable
{
    private readonly IFindingSink _sink;
    private readonly BssTable _bsses = new();
    private readonly MldTable _mlds = new();
    private readonly ExchangeTracker _tracker;
    private readonly RoamTracker _roams;
    private readonly AttemptResults _results;
    private StoredFrame? _latestFrame;
    private long _latest;

    /// <summary>Starts on a capture.</summary>
    /// <param name="rules">The rules to check.</param>
    /// <param name="sink">Where findings go.</param>
    /// <param name="keys">The keys that are known; null for none. They stay the caller's, who disposes of them after the analysis.</param>
    public WifiAnalysis(IReadOnlyList<IRule> rules, IFindingSink sink, KeyTable? keys = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(sink);

        Keys = keys ?? KeyTable.Empty;
        Intake = new FrameIntake(Keys.Keys.Select(key => key.Binding.Sta).OfType<MacAddress>(), Keys.Keys.Count > 0);
        _sink = sink;
        _roams = new RoamTracker(sink, _bsses, Keys, _mlds);
        var checks = new RuleChecks(rules);
        _results = new AttemptResults(checks, sink.Found, _roams);
        var dispatcher = new EventDispatcher(checks, sink.Found, _roams, _results);
        _tracker = new ExchangeTracker(_bsses, _mlds, dispatcher.Events, sink, Keys, RuleCatalog.MicHypotheses);
    }

    /// <summary>The keys that are known.</summary>
    public KeyTable Keys { get; }

    /// <summary>The first step, for who does it on another thread; <see cref="OnFrame"/> does both.</summary>
    public FrameIntake Intake { get; }

    /// <inheritdoc cref="FrameIntake.UnheardStas"/>
    /// <remarks>The frames of a multi-link device have the addresses of its links; keys may name its MLD MAC address.</remarks>
    public IReadOnlySet<MacAddress> UnheardStas =>
        _mlds.HasNoClients ? Intake.UnheardStas : Intake.UnheardStas.Where(sta => _mlds.ClientOf(sta) is null).ToHashSet();

    /// <summary>The SSIDs that BSSs or requests to them have named, in printable form; of very many the latest.</summary>
    public IReadOnlyCollection<string> Ssids => _bsses.Ssids;

    /// <summary>
    /// How many 4-way handshakes with a preshared key came to message 3 though no known key makes their MICs, by the printable SSID.
    /// </summary>
    public IEnumerable<(string Ssid, int Count)> UnverifiedHandshakes => _tracker.UnverifiedHandshakes;

    /// <summary>What was evicted so far.</summary>
    public EvictionCounts Evictions => new(
        _tracker.ClientsEvicted, _bsses.BssesEvicted, _bsses.SsidsEvicted, _tracker.InitialAssociationsEvicted,
        _tracker.History.Nonces.Evicted, _tracker.History.Pmkids.Evicted, _tracker.History.Eap.Evicted);

    /// <summary>How many clients were evicted so far: <see cref="EvictionCounts.Clients"/>, at no cost.</summary>
    public long ClientsEvicted => _tracker.ClientsEvicted;

    /// <inheritdoc cref="FcsContradictions"/>
    public FcsContradictions FcsContradictions => Intake.FcsContradictions;

    /// <summary>How many frames were cut although the capture says that they are whole.</summary>
    public long CutUnannounced => Intake.CutUnannounced;

    /// <inheritdoc cref="FrameIntake.Copies"/>
    public long Copies => Intake.Copies;

    /// <summary>
    /// Every encrypted data frame of the capture is offered to <see cref="FrameIntake.TryTakeForKeys"/>: then, with keys, what is not there
    /// was not sent.
    /// </summary>
    public void SeeAllData() => _tracker.SeeAllData();

    /// <summary>
    /// Of encrypted data frames come only those that <see cref="FrameSelector"/> chooses, and some to <see cref="OnEarlierData"/>: when
    /// service stopped and came back is told from them alone, and changes nothing else.
    /// </summary>
    public void SampleData() => _roams.SampleData();

    /// <summary>Looks at the next frame that <see cref="FrameSelector"/> has chosen: both steps in one.</summary>
    public void OnFrame(in Frame frame)
    {
        if (Intake.TryTake(frame, out HeardFrame heard))
        {
            OnHeard(heard);
        }
    }

    /// <summary>Looks at the next frame that <see cref="Intake"/> has taken in.</summary>
    public void OnHeard(in HeardFrame heard)
    {
        if (heard.Acknowledged is { } acknowledged)
        {
            acknowledged.IsThere = true;
        }

        if (heard.Repeated is { } repeated)
        {
            repeated.Retries++;
        }

        if (heard.Frame is not { } frame)
        {
            return;
        }

        if (heard.IsForKeys && !_tracker.OnDataForKeys(frame))
        {
            return;
        }

        _latestFrame = frame;
        _latest = Math.Max(_latest, frame.Ref.TimeMicroseconds);
        if (heard.IsForKeys)
        {
            return;
        }

        long clientsEvicted = _tracker.ClientsEvicted;
        _tracker.OnFrame(frame);
        if (frame.Header is { Type: FrameType.Data, Protected: true } data)
        {
            TellOutage(_roams.OnSample(data, frame.Ref.TimeMicroseconds), frame.Ref);
        }

        if (clientsEvicted == 0 && _tracker.ClientsEvicted > 0)
        {
            _sink.EvictionBegan(frame);
        }
    }

    /// <summary>
    /// Looks at an encrypted data frame, whether or not <see cref="FrameSelector"/> has chosen it, for the times of roams: only who talks
    /// to whom. Or at an acknowledgement right after one.
    /// </summary>
    public void OnData(in DataGlance glance)
    {
        Roam? restored;
        if (!glance.IsAcknowledgement)
        {
            restored = _roams.OnData(glance.Ref.TimeMicroseconds, glance.Receiver, glance.Transmitter, glance.FromAp, glance.Flags);
        }
        else if (_roams.AwaitsAcknowledgement)
        {
            restored = _roams.OnAcknowledgement(glance.Receiver);
        }
        else
        {
            return;
        }

        if (restored is not null)
        {
            _latestFrame = new StoredFrame(glance.Ref, glance.Octets, glance.MacOffset, glance.IsCutOff, hasDataPad: false);
            _results.OnServiceRestored(restored, _latestFrame);
        }
    }

    /// <summary>
    /// Looks at a data frame from before the next one, where <see cref="SampleData"/> says that only some come; only encrypted ones count.
    /// </summary>
    public void OnEarlierData(in Frame frame)
    {
        int macOffset = frame.MacHeaderAt;
        if (macOffset >= 0 && frame.Octets.Length >= macOffset + 2 && frame.Octets[macOffset..] is var octets
            && (octets[0] & 0x4F) == 0x08 && (octets[1] & 0x40) != 0 && DataGlance.TryRead(frame, macOffset, out DataGlance glance))
        {
            _roams.OnEarlierData(glance.Ref.TimeMicroseconds, glance.Receiver, glance.Transmitter, glance.FromAp, glance.Flags);
        }
    }

    /// <summary>
    /// Looks whether the frame acknowledges the chosen data frame before it, where <see cref="SampleData"/> says that only some come.
    /// </summary>
    public void OnFrameAfterSample(in Frame frame)
    {
        if (_roams.AwaitsSampleAcknowledgement && frame.MacHeaderAt is >= 0 and var macOffset
            && frame.Octets.Length >= macOffset + DataGlance.AckHeaderSize)
        {
            MacAddress? acknowledged = DataGlance.TryReadAcknowledgement(frame, out DataGlance glance) ? glance.Receiver : null;
            TellOutage(_roams.OnSampleAcknowledgement(acknowledged), FrameRef.Of(frame));
        }
    }

    /// <summary>
    /// The capture has ended: what waited for a later frame is judged, on the frame where it stopped, and attempts that still run are
    /// handed out as they are. Frames may follow all the same; what was judged stays so.
    /// </summary>
    /// <param name="lastTime">The time of its last frame, which need not have been chosen, in microseconds since the Unix epoch; null when
    /// not known.</param>
    public void End(long? lastTime = null)
    {
        _latestFrame = _tracker.End(_latestFrame?.Ref.TimeMicroseconds ?? 0) ?? _latestFrame;
        _results.End(_latestFrame);
        _roams.End(Math.Max(_latest, lastTime ?? 0));
    }

    /// <summary>Zeroes what was derived from the keys. The keys themselves stay the caller's.</summary>
    public void Dispose() => _tracker.Dispose();

    private void TellOutage(Roam? roam, FrameRef frame)
    {
        if (roam is { OutageMs: not null, Outage.MayHaveBeenServed: false })
        {
            _sink.OutageEnded(roam, frame);
        }
    }
}
