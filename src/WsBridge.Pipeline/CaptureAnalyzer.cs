using WsBridge.Analysis;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Intake;
using WsBridge.Capture;
using WsBridge.Capture.Unwrapping;
using WsBridge.Sdk;

namespace WsBridge.Pipeline;

/// <summary>
/// The way from a capture to what is found in it: a stream or frames in; findings, facts and attempts out, to a sink. Frames are chosen as
/// the Lua stub chooses them. One analyzer is for one capture.
/// </summary>
public sealed class CaptureAnalyzer : IDisposable
{
    /// <summary>
    /// What is forgotten has lived long, and the runtime lets such garbage pile up to a multiple of what is in use: it is collected
    /// whenever so many clients were forgotten, which only captures with very many of them see.
    /// </summary>
    private const long EvictionsPerCollection = 4096;

    private readonly ICaptureSink _sink;
    private readonly CaptureAnalyzerOptions _options;
    private readonly WifiAnalysis _analysis;
    private readonly FrameSelector _selector = new(WifiInterest.Frames);
    private readonly bool _wantsDataFrames;
    private bool _isAfterData;
    private long _collectAt = EvictionsPerCollection;
    private long _lastNanoseconds;

    /// <summary>Begins.</summary>
    /// <param name="sink">Takes what the analysis says.</param>
    /// <param name="options">How; null for the defaults.</param>
    public CaptureAnalyzer(ICaptureSink sink, CaptureAnalyzerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sink);

        _sink = sink;
        _options = options ?? CaptureAnalyzerOptions.Default;
        _wantsDataFrames = sink.WantsDataFrames;
        _analysis = new WifiAnalysis(_options.Rules, sink, _options.Keys);
        Unwrapper = new Unwrapper(_options.Decode);
    }

    /// <summary>What the analysis knows beside what it says: counts, SSIDs, clients.</summary>
    public WifiAnalysis Analysis => _analysis;

    /// <summary>What takes frames out of other packets.</summary>
    public Unwrapper Unwrapper { get; }

    /// <summary>Analyses what can be read, to the end.</summary>
    /// <param name="capture">The capture; it is closed.</param>
    /// <param name="name">What messages call it.</param>
    /// <returns>Where and why reading stopped; null after a clean end.</returns>
    /// <exception cref="CaptureFormatException">It is no capture.</exception>
    public CaptureProblem? Analyze(Stream capture, string name)
    {
        using CaptureReader reader = CaptureReader.Open(capture, name);
        return Analyze(reader);
    }

    /// <summary>Analyses what can be read, to the end. The reader stays open.</summary>
    public CaptureProblem? Analyze(IRecordSource reader)
    {
        ArgumentNullException.ThrowIfNull(reader);

        _analysis.SeeAllData();
        if (_options.ReadsAhead)
        {
            using var ahead = new ReadAhead((taken, stop) => Read(reader, taken, stop), _options.FramesPerBatch);
            foreach (TakenBatch batch in ahead.Batches)
            {
                Look(batch);
            }
        }
        else
        {
            Read(reader);
        }

        End();
        return reader.Problem;
    }

    /// <summary>The next frame of the capture. Every one must come, in order.</summary>
    public void OnFrame(in Frame frame)
    {
        if (_isAfterData && TryReadAcknowledgement(frame, out DataGlance acknowledgement))
        {
            Look(acknowledgement);
        }

        if (TryTake(frame, out HeardFrame heard))
        {
            Look(frame.Id, heard);
        }

        if (_wantsDataFrames && TryReadData(frame, out DataGlance data))
        {
            Look(data);
        }
    }

    /// <summary>The next frame, where somebody else chooses what the analysis gets, as the Lua stub does.</summary>
    public void OnChosenFrame(in Frame frame)
    {
        _lastNanoseconds = Math.Max(_lastNanoseconds, frame.TimeNanoseconds);
        try
        {
            _analysis.OnFrameAfterSample(frame);
        }
        catch (Exception error) when (Takes(frame.Id, error))
        {
            return;
        }

        if (TryTakeIn(frame, out HeardFrame heard))
        {
            Look(frame.Id, heard);
        }
    }

    /// <inheritdoc cref="WifiAnalysis.OnEarlierData"/>
    public void OnEarlierData(in Frame frame)
    {
        try
        {
            _analysis.OnEarlierData(frame);
        }
        catch (Exception error) when (Takes(frame.Id, error))
        {
            // It was told.
        }
    }

    /// <summary>No more frames come: what waited for a later one is judged.</summary>
    public void End()
    {
        try
        {
            _sink.OnEnd();
            _analysis.End(FrameTime.FromNanoseconds(_lastNanoseconds));
        }
        catch (Exception error) when (Takes(null, error))
        {
            // It was told.
        }
    }

    /// <summary>Zeroes what was derived from the keys.</summary>
    public void Dispose() => _analysis.Dispose();

    private void Read(IRecordSource reader)
    {
        ICaptureWatch? watch = _options.Watch;
        while (reader.TryRead(out CaptureRecord record))
        {
            CaptureRecord inner = Unwrapper.Unwrap(record);
            watch?.See(inner);
            if (!IsBetweenWrapped(inner))
            {
                OnFrame(inner.ToFrame());
            }

            watch?.Analyzed(record);
        }
    }

    private void Read(IRecordSource reader, ReadAhead taken, CancellationToken stop)
    {
        ICaptureWatch? watch = _options.Watch;
        while (!stop.IsCancellationRequested && reader.TryRead(out CaptureRecord record))
        {
            CaptureRecord inner = Unwrapper.Unwrap(record);
            watch?.See(inner);
            if (!IsBetweenWrapped(inner))
            {
                TakeAhead(inner.ToFrame(), taken);
            }
        }
    }

    // Two callees of their own: a DataGlance that is not read would be zeroed for each frame.
    private void TakeAhead(in Frame frame, ReadAhead taken)
    {
        if (_isAfterData)
        {
            TakeAcknowledgementAhead(frame, taken);
        }

        if (TryTake(frame, out HeardFrame heard))
        {
            taken.Add(new TakenFrame(frame.Id, heard));
        }

        if (_wantsDataFrames)
        {
            TakeDataAhead(frame, taken);
        }
    }

    private void TakeAcknowledgementAhead(in Frame frame, ReadAhead taken)
    {
        if (TryReadAcknowledgement(frame, out DataGlance acknowledgement))
        {
            taken.Add(acknowledgement);
        }
    }

    private void TakeDataAhead(in Frame frame, ReadAhead taken)
    {
        if (TryReadData(frame, out DataGlance data))
        {
            taken.Add(data);
        }
    }

    private bool TryReadAcknowledgement(in Frame frame, out DataGlance acknowledgement)
    {
        _isAfterData = false;
        return DataGlance.TryReadAcknowledgement(frame, out acknowledgement);
    }

    private bool TryReadData(in Frame frame, out DataGlance data)
    {
        data = default;
        _isAfterData = _selector.EncryptedDataAt >= 0 && DataGlance.TryRead(frame, _selector.EncryptedDataAt, out data);
        return _isAfterData;
    }

    /// <summary>
    /// Where frames come inside other packets, those that hold none (other traffic, fragments) do not come between a frame and its
    /// acknowledgement.
    /// </summary>
    private bool IsBetweenWrapped(in CaptureRecord record) => Unwrapper.Frames > 0 && !Unwrapper.IsFrame(record.LinkType);

    private bool TryTake(in Frame frame, out HeardFrame heard)
    {
        _lastNanoseconds = Math.Max(_lastNanoseconds, frame.TimeNanoseconds);
        heard = default;
        try
        {
            if (!_selector.Wants(frame))
            {
                return _selector.EncryptedDataAt >= 0 && _analysis.Intake.TryTakeForKeys(frame, _selector.EncryptedDataAt, out heard);
            }
        }
        catch (Exception error) when (Takes(frame.Id, error))
        {
            return false;
        }

        return TryTakeIn(frame, out heard);
    }

    private bool TryTakeIn(in Frame frame, out HeardFrame heard)
    {
        heard = default;
        try
        {
            if (!_analysis.Intake.TryTake(frame, out heard))
            {
                return false;
            }
        }
        catch (Exception error) when (Takes(frame.Id, error))
        {
            return false;
        }

        _options.Watch?.Took();
        return true;
    }

    private void Look(long number, in HeardFrame heard)
    {
        try
        {
            _analysis.OnHeard(heard);
        }
        catch (Exception error) when (Takes(number, error))
        {
            // It was told.
        }

        if (_analysis.ClientsEvicted >= _collectAt)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
            _collectAt += EvictionsPerCollection;
        }
    }

    private void Look(TakenBatch batch)
    {
        int next = 0;
        ReadOnlySpan<TakenFrame> frames = batch.Frames;
        foreach (ref readonly TakenData data in batch.Data.AsSpan())
        {
            for (; next < data.Before; next++)
            {
                Look(frames[next].Number, frames[next].Heard);
            }

            Look(data.Glance);
        }

        for (; next < frames.Length; next++)
        {
            Look(frames[next].Number, frames[next].Heard);
        }
    }

    private void Look(in DataGlance glance)
    {
        try
        {
            _analysis.OnData(glance);
        }
        catch (Exception error) when (Takes(glance.Ref.Id, error))
        {
            // It was told.
        }
    }

    private bool Takes(long? frame, Exception error) => _options.OnFault?.Invoke(new AnalysisFault(frame, error)) == true;
}
