using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace WsBridge.Cli.Batch;

/// <summary>
/// Writes rows on a thread of its own, while the next ones are found: putting them into words takes a quarter of the time that finding
/// them does. A few rows are written where they are found, without a thread.
/// </summary>
/// <param name="write">Writes a row; it is called from one thread at a time.</param>
internal sealed class RowStage<TRow>(Action<TRow> write) : IDisposable
{
    /// <summary>Rows are handed over so many at a time: waking a thread takes as long as writing some of them.</summary>
    private const int RowsPerBatch = 128;

    private const int BatchesAhead = 8;

    private readonly BlockingCollection<List<TRow>> _batches = new(BatchesAhead);
    private readonly CancellationTokenSource _failed = new();
    private List<TRow> _batch = [];
    private Thread? _thread;
    private ExceptionDispatchInfo? _error;

    /// <summary>The next row.</summary>
    /// <exception cref="Exception">What went wrong with an earlier one.</exception>
    public void Add(TRow row)
    {
        _batch.Add(row);
        if (_batch.Count >= RowsPerBatch)
        {
            HandOver();
        }
    }

    /// <summary>Writes a row here and now. Not together with <see cref="Add"/>.</summary>
    public void Write(TRow row) => write(row);

    /// <summary>No more come; all are written when this returns.</summary>
    /// <exception cref="Exception">What went wrong with one of them.</exception>
    public void Complete()
    {
        if (_thread is not null)
        {
            Stop();
            _error?.Throw();
        }

        List<TRow> rest = _batch;
        _batch = [];
        rest.ForEach(write);
    }

    /// <summary>What was not written yet is left.</summary>
    public void Dispose()
    {
        _failed.Cancel();
        Stop();
        _batches.Dispose();
        _failed.Dispose();
    }

    private void HandOver()
    {
        if (_thread is null)
        {
            _thread = new Thread(WriteAll) { IsBackground = true, Name = "writer" };
            _thread.Start();
        }

        List<TRow> batch = _batch;
        _batch = new List<TRow>(RowsPerBatch); // also where it fails: what cannot be written is not kept
        try
        {
            _batches.Add(batch, _failed.Token);
        }
        catch (OperationCanceledException)
        {
            _error?.Throw();
            throw;
        }
    }

    private void Stop()
    {
        if (!_batches.IsAddingCompleted)
        {
            _batches.CompleteAdding();
        }

        _thread?.Join();
    }

    private void WriteAll()
    {
        try
        {
            foreach (List<TRow> batch in _batches.GetConsumingEnumerable(_failed.Token))
            {
                batch.ForEach(write);
            }
        }
#pragma warning disable CA1031 // it is thrown again on the thread that finds rows
        catch (Exception error)
#pragma warning restore CA1031
        {
            _error = ExceptionDispatchInfo.Capture(error);
            _failed.Cancel();
        }
    }
}
