using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using WsBridge.Analysis.Intake;

namespace WsBridge.Pipeline;

/// <summary>A frame that was taken in.</summary>
/// <param name="Number">Its number in the capture, from 1.</param>
/// <param name="Heard">What it says.</param>
internal readonly record struct TakenFrame(long Number, HeardFrame Heard);

/// <summary>
/// Takes in frames on a thread of its own, some hundreds ahead of the thread that looks at them. Frames are handed over many at a time, so
/// that this is for captures that lie there whole: of one that still grows the last frames would wait for more.
/// </summary>
internal sealed class ReadAhead : IDisposable
{
    private const int FramesPerBatch = 256;

    /// <summary>Frames may be as large as whoever wrote the capture says; a batch of real ones is smaller than this.</summary>
    private const int OctetsPerBatch = 1 << 20;

    private const int BatchesAhead = 4;

    private readonly BlockingCollection<ArraySegment<TakenFrame>> _batches = new(BatchesAhead);
    private readonly CancellationTokenSource _noLonger = new();
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _error;
    private TakenFrame[] _batch = [];
    private int _count;
    private long _octets;

    /// <summary>Begins.</summary>
    /// <param name="takeIn">Takes in all there is, or until it is told to stop, and hands each frame to the action it is given.</param>
    public ReadAhead(Action<Action<TakenFrame>, CancellationToken> takeIn)
    {
        _thread = new Thread(() => Read(takeIn)) { IsBackground = true, Name = "read ahead" };
        _thread.Start();
    }

    /// <summary>The frames in order, as they come in; then what went wrong, if anything did. A batch is good until the next one.</summary>
    public IEnumerable<ArraySegment<TakenFrame>> Batches
    {
        get
        {
            foreach (ArraySegment<TakenFrame> batch in _batches.GetConsumingEnumerable())
            {
                yield return batch;
                ArrayPool<TakenFrame>.Shared.Return(batch.Array!, clearArray: true);
            }

            _error?.Throw();
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

    private void Read(Action<Action<TakenFrame>, CancellationToken> takeIn)
    {
        try
        {
            takeIn(Add, _noLonger.Token);
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

    private void Add(TakenFrame frame)
    {
        if (_count == 0)
        {
            _batch = ArrayPool<TakenFrame>.Shared.Rent(FramesPerBatch);
        }

        _batch[_count++] = frame;
        _octets += frame.Heard.Size;
        if (_count == FramesPerBatch || _octets >= OctetsPerBatch)
        {
            HandOver();
        }
    }

    private void HandOver()
    {
        if (_count > 0)
        {
            _batches.Add(new ArraySegment<TakenFrame>(_batch, 0, _count), _noLonger.Token);
            (_count, _octets) = (0, 0);
        }
    }
}
