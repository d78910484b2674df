using System.Buffers.Binary;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Verdicts;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis;

/// <summary>
/// The analysis of one capture: octets to frames, frames to exchanges, exchanges to findings. Pure: no files, clock or console, and
/// the same frames always give the same findings.
/// </summary>
public sealed class WifiAnalysis : IDisposable
{
    private const int DataHeaderSize = 24;
    private const int AckHeaderSize = 10;
    private const byte Ack = 0xD4;
    private const byte BlockAck = 0x94;

    /// <summary>How long an attempt that failed waits for its cause: an FT request counts as unanswered after a second.</summary>
    private const long ExplanationMicroseconds = 2_000_000;

    private readonly List<(Roam Failed, Ending? Ending)> _unexplained = [];

    private readonly RuleContext _context;
    private readonly ExchangeTracker _tracker;
    private readonly RoamTracker _roams;
    private readonly Action<RuleContext>[][] _checksByMoment;
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
        Intake = new FrameIntake(Keys.Keys.Select(key => key.Binding.Sta).OfType<MacAddress>());
        _context = new RuleContext(sink);
        _tracker = new ExchangeTracker(_context, sink, Check, Keys);
        _roams = new RoamTracker(_context, sink, _tracker.Find, Keys, _tracker.Mlds);
        // As delegates: a call through the interface looks for its method among so many rules anew each time.
        _checksByMoment = new Action<RuleContext>[32][];
        for (int bit = 0; bit < 32; bit++)
        {
            _checksByMoment[bit] = [.. rules.Where(rule => ((int)rule.Moments >> bit & 1) != 0).Select(rule => (Action<RuleContext>)rule.Check)];
        }
    }

    /// <summary>The keys that are known.</summary>
    public KeyTable Keys { get; }

    /// <summary>The first step, for who does it on another thread; <see cref="OnFrame"/> does both.</summary>
    public FrameIntake Intake { get; }

    /// <inheritdoc cref="FrameIntake.UnheardStas"/>
    /// <remarks>The frames of a multi-link device have the addresses of its links; keys may name its MLD MAC address.</remarks>
    public IReadOnlySet<MacAddress> UnheardStas =>
        _tracker.Mlds.HasNoClients ? Intake.UnheardStas : Intake.UnheardStas.Where(sta => _tracker.Mlds.ClientOf(sta) is null).ToHashSet();

    /// <summary>The SSIDs that BSSs or requests to them have named, in printable form; of very many the latest.</summary>
    public IReadOnlyCollection<string> Ssids => _tracker.Ssids;

    /// <summary>What was given up so far.</summary>
    public Forgotten Forgotten => _tracker.Forgotten;

    /// <summary>How many clients were given up so far: <see cref="Forgotten.Clients"/>, at no cost.</summary>
    public long ClientsForgotten => _tracker.ClientsGivenUp;

    /// <inheritdoc cref="FrameCheck.FcsContradictions"/>
    public FrameCheck.FcsContradictions FcsContradictions => Intake.FcsContradictions;

    /// <summary>How many frames were cut although the capture says that they are whole.</summary>
    public long CutUnannounced => Intake.CutUnannounced;

    /// <inheritdoc cref="FrameIntake.Copies"/>
    public long Copies => Intake.Copies;

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

        _context.SignalDbm = heard.SignalDbm;
        _latest = Math.Max(_latest, frame.Ref.TimeMicroseconds);
        long clientsGivenUp = _tracker.ClientsGivenUp;
        _tracker.OnFrame(frame);
        if (frame.Header is { Type: FrameType.Data, Protected: true } data)
        {
            _roams.OnSample(data, frame.Ref.TimeMicroseconds);
        }

        if (clientsGivenUp == 0 && _tracker.ClientsGivenUp > 0)
        {
            _context.ReportForgotten();
        }
    }

    /// <summary>
    /// Looks at an encrypted data frame that <see cref="FrameSelector"/> has not chosen: only who talks to whom, for the times of roams.
    /// Most frames of a capture come here, so that a <see cref="MacHeader"/> is not made for each.
    /// </summary>
    /// <param name="frame">The frame; an FCS at its end does no harm.</param>
    /// <param name="macOffset">Where its MAC header begins.</param>
    /// <returns>The next frame of the capture should be shown to <see cref="OnFrameAfterData"/>.</returns>
    public bool OnDataFrame(in Frame frame, int macOffset)
    {
        ReadOnlySpan<byte> octets = frame.Octets[macOffset..];
        if (octets.Length < DataHeaderSize)
        {
            return false;
        }

        // To DS alone: the STA sends to the AP; From DS alone: the other way. Both or none name no BSSID and STA.
        int ds = octets[1] & 3;
        if (ds is 1 or 2)
        {
            MacAddress receiver = MacAddress.Read(octets[4..]);
            MacAddress transmitter = MacAddress.Read(octets[10..]);
            if (_roams.OnData(frame.TimeMicroseconds, receiver, transmitter, fromAp: ds == 2, new DataFlags(octets[1], BinaryPrimitives.ReadUInt16LittleEndian(octets[22..]))) is { } roam)
            {
                CheckRulesAtData(roam, frame, octets[..DataHeaderSize], macOffset);
            }

            return _roams.AwaitsAcknowledgement;
        }

        return false;
    }

    /// <summary>Looks whether the frame right after a data frame acknowledges it.</summary>
    public void OnFrameAfterData(in Frame frame)
    {
        int macOffset = frame.MacHeaderAt;
        if (macOffset >= 0 && frame.Octets.Length >= macOffset + AckHeaderSize && frame.Octets[macOffset..] is [Ack or BlockAck, ..] octets
            && _roams.OnAcknowledgement(MacAddress.Read(octets[4..])) is { } roam)
        {
            CheckRulesAtData(roam, frame, octets[..AckHeaderSize], macOffset);
        }
    }

    /// <summary>
    /// The capture has ended: what waited for a later frame is judged, on the frame where it stopped, and attempts that still run are
    /// handed out as they are. Frames may follow all the same; what was judged stays so.
    /// </summary>
    /// <param name="lastTime">The time of its last frame, which need not have been chosen, in microseconds since the Unix epoch; null when not known.</param>
    public void End(long? lastTime = null)
    {
        _tracker.End();
        SettleFailures(long.MaxValue);
        foreach ((Roam roam, StoredFrame frame) in _roams.FinishOpen())
        {
            _context.Failures.Of(roam).Failed(roam, frame);
            CheckAtEnd(roam, frame);
        }

        foreach ((Roam roam, StoredFrame frame) in _context.Failures.Pairs.SelectMany(pair => pair.Causes).Select(count => count.Latest).OfType<(Roam, StoredFrame)>().OrderBy(latest => latest.Item2.Ref.Id).ToList())
        {
            CheckAtEnd(roam, frame);
        }

        _roams.End(Math.Max(_latest, lastTime ?? 0));
    }

    /// <summary>Zeroes what was derived from the keys. The keys themselves stay the caller's.</summary>
    public void Dispose() => _tracker.Dispose();

    private void CheckAtEnd(Roam roam, StoredFrame frame)
    {
        _context.Frame = frame;
        CheckRulesAbout(roam, Moments.CaptureEnded);
    }

    private void Check(Moments moment)
    {
        bool completesRoam = _roams.OnMoment(moment);
        if (moment == Moments.HandshakeFailed)
        {
            _context.BeginJudgement();
            CheckRules(moment);
            _context.EndJudgement(HandshakeVerdict.Of(_context, _context.End!));
        }
        else
        {
            CheckRules(moment);
        }

        if (completesRoam)
        {
            _context.Failures.Of(_context.Roam!).Succeeded();
            CheckRules(Moments.RoamCompleted);
        }

        foreach (Roam failed in _roams.Failed)
        {
            _unexplained.Add((failed, _context.Ending));
        }

        if (_unexplained.Count > 0)
        {
            SettleFailures(_context.Frame.Ref.TimeMicroseconds);
        }
    }

    /// <summary>An attempt that failed for a reason that is not known yet waits for it: what an AP owes is clear only after some time.</summary>
    private void SettleFailures(long now)
    {
        for (int i = 0; i < _unexplained.Count; i++)
        {
            (Roam failed, Ending? ending) = _unexplained[i];
            if (failed.CauseRule is null && failed.Outcome == RoamOutcome.Failed && now - failed.OverAt is >= 0 and <= ExplanationMicroseconds)
            {
                continue;
            }

            _unexplained.RemoveAt(i--);
            if (failed.Outcome == RoamOutcome.Failed)
            {
                (Ending? current, StoredFrame at) = (_context.Ending, _context.Frame);
                _context.Ending = ending;
                _context.Frame = now == long.MaxValue ? ending?.Frame ?? at : at;
                _context.Failures.Of(failed).Failed(failed, _context.Frame);
                CheckRulesAbout(failed, Moments.RoamFailed);
                (_context.Ending, _context.Frame) = (current, at);
            }
        }
    }

    private void CheckRulesAtData(Roam roam, in Frame frame, ReadOnlySpan<byte> octets, int macOffset)
    {
        bool isCutOff = frame.Octets.Length < frame.OriginalLength;
        _context.Frame = new StoredFrame(FrameRef.Of(frame), octets, macOffset, isCutOff, hasDataPad: false);
        CheckRulesAbout(roam, Moments.FirstData);
    }

    /// <summary>The attempt need not be the one that the frame at hand belongs to.</summary>
    private void CheckRulesAbout(Roam roam, Moments moment)
    {
        (Association? association, Bss bss, Roam? current) = (_context.Association, _context.Bss, _context.Roam);
        (_context.Association, _context.Bss, _context.Roam) = (roam.Association, roam.Bss, roam);
        CheckRules(moment);
        (_context.Association, _context.Bss, _context.Roam) = (association, bss, current);
    }

    private void CheckRules(Moments moment)
    {
        _context.Moment = moment;
        foreach (Action<RuleContext> check in _checksByMoment[int.TrailingZeroCount((int)moment)])
        {
            check(_context);
        }
    }
}
