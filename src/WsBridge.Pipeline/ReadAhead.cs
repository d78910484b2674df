using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using WsBridge.Analysis.Intake;

namespace WsBridge.Pipeline;

/// <summary>A frame that was taken in.</summary>
/// <param name="Number">Its number in the capture, from 1.</param>
/// <param name="Heard">What it says.</param>
internal readonly record struct TakenFrame(long Number, HeardFrame Heard);

/// <summary>Frames that were taken in, and data frames between them, each in order.</summary>
/// <param name="Frames">What was taken in.</param>
/// <param name="Data">Encrypted data frames and their acknowledgements; none where nobody wants them.</param>
internal readonly record struct TakenBatch(ArraySegment<TakenFrame> Frames, ArraySegment<TakenData> Data);

/// <summary>An encrypted data frame, or the acknowledgement of one.</summary>
/// <param name="before">How many frames of its batch were taken in before it.</param>
/// <param name="glance">What it tells.</param>
internal readonly struct TakenData(int before, in DataGlance glance)
{
    public readonly int Before = before;
    public readonly DataGlance Glance = glance;
}

/// <summary>
/// Takes in frames on a thread of its own, some thousands ahead of the thread that looks at them. Frames are handed over many at a time, so
/// that this is for captures that lie there whole: of one that still grows the last frames would wait for more.
/// </summary>
internal sealed class ReadAhead : IDisposable
{
    /// <summary>So many, and as many data frames, are handed over at a time.</summary>
    public const int FramesPerBatch = 1024;

    /// <summary>Where whoever looks at them has nothing left, so many are enough.</summary>
    private const int FramesWhenIdle = 128;

    /// <summary>Frames may be as large as whoever wrote the capture says; a batch of real ones is smaller than this.</summary>
    private const int OctetsPerBatch = 1 << 20;

    private const int BatchesAhead = 4;

    private readonly BlockingCollection<TakenBatch> _batches = new(BatchesAhead);
    private readonly CancellationTokenSource _noLonger = new();
    private readonly Thread _thread;
    private readonly int _framesPerBatch;
    private ExceptionDispatchInfo? _error;
    private TakenFrame[] _frames = [];
    private TakenData[] _data = [];
    private int _frameCount;
    private int _dataCount;
    private long _octets;

    /// <summary>Begins.</summary>
    /// <param name="takeIn">Takes in all there is, or until it is told to stop, and adds it here.</param>
    /// <param name="framesPerBatch">How many are handed over at a time.</param>
    public ReadAhead(Action<ReadAhead, CancellationToken> takeIn, int framesPerBatch = FramesPerBatch)
    {
        _framesPerBatch = framesPerBatch;
        _thread = new Thread(() => Read(takeIn)) { IsBackground = true, Name = "read ahead" };
        _thread.Start();
    }

    /// <summary>The frames in order, as they come in; then what went wrong, if anything did. A batch is good until the next one.</summary>
    public IEnumerable<TakenBatch> Batches
    {
        get
        {
            foreach (TakenBatch batch in _batches.GetConsumingEnumerable())
            {
                yield return batch;
                if (batch.Frames.Array is { Length: > 0 } frames)
                {
                    ArrayPool<TakenFrame>.Shared.Return(frames, clearArray: true);
                }

                if (batch.Data.Array is { Length: > 0 } data)
                {
                    ArrayPool<TakenData>.Shared.Return(data);
                }
            }

            _error?.Throw();
        }
    }

    /// <summary>Adds the next frame, on the thread that takes in.</summary>
    public void Add(in TakenFrame frame)
    {
        if (_frames.Length == 0)
        {
            _frames = ArrayPool<TakenFrame>.Shared.Rent(_framesPerBatch);
        }

        _frames[_frameCount++] = frame;
        _octets += frame.Heard.Size;
        if (_frameCount == _framesPerBatch || _octets >= OctetsPerBatch || (_frameCount % FramesWhenIdle == 0 && _batches.Count == 0))
        {
            HandOver();
        }
    }

    /// <summary>Adds the next data frame, in the same way.</summary>
    public void Add(in DataGlance glance)
    {
        if (_data.Length == 0)
        {
            _data = ArrayPool<TakenData>.Shared.Rent(_framesPerBatch);
        }

        _data[_dataCount++] = new TakenData(_frameCount, glance);
        if (_dataCount == _framesPerBatch)
        {
            HandOver();
        }
    }

    /// <summary>Stops reading, if it still goes on.</summary>
    public void Dispose()
    {
        _noLonger.Cancel();
        _thread.Join();
        _noLonger.Dispose();
        _batches.Dispose();
    }

    private void Read(Action<ReadAhead, CancellationToken> takeIn)
    {
        try
        {
            takeIn(this, _noLonger.Token);
        }
#pragma warning disable CA1031 // it is thrown again on the thread that looks at the frames, after those that came before it
        catch (Exception error)
#pragma warning restore CA1031
        {
            _error = ExceptionDispatchInfo.Capture(error);
        }

        try
        {
            HandOver();
        }
        catch (OperationCanceledException)
        {
            // Nobody wants the rest.
        }

        _batches.CompleteAdding();
    }

    private void HandOver()
    {
        if (_frameCount + _dataCount > 0)
        {
            var frames = new ArraySegment<TakenFrame>(_frames, 0, _frameCount);
            var data = new ArraySegment<TakenData>(_data, 0, _dataCount);
            _batches.Add(new TakenBatch(frames, data), _noLonger.Token);
            (_frames, _data, _frameCount, _dataCount, _octets) = ([], [], 0, 0, 0);
        }
    }
}
