using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace WsBridge.Cli.Batch;

/// <summary>
/// A capture that one thread reads, and the rows of it that wait for its turn. They are handed over many at a time: waking the other
/// thread for each takes longer than finding it did.
/// </summary>
/// <param name="capture">The capture.</param>
/// <param name="atOnce">It may still grow: each row is handed over as it is found.</param>
internal sealed class CaptureRead<TRow>(string capture, bool atOnce) : IDisposable
{
    private const int RowsPerBatch = 128;

    private const int BatchesHeld = 4;

    private readonly BlockingCollection<List<(TRow Row, string? Text)>> _batches = new(BatchesHeld);
    private readonly Lock _ending = new();
    private List<(TRow Row, string? Text)> _batch = [];
    private ExceptionDispatchInfo? _error;

    public string Capture { get; } = capture;

    /// <summary>An earlier run has read it: nobody reads it now.</summary>
    public bool Earlier { get; set; }

    /// <summary>How it ended; known after the last row.</summary>
    public CaptureOutcome? Outcome { get; set; }

    /// <summary>The rows as they come, for the thread whose turn it is.</summary>
    /// <exception cref="Exception">What went wrong while they were found, after those that came before it.</exception>
    public IEnumerable<(TRow Row, string? Text)> Rows
    {
        get
        {
            foreach (List<(TRow Row, string? Text)> batch in _batches.GetConsumingEnumerable())
            {
                foreach ((TRow Row, string? Text) row in batch)
                {
                    yield return row;
                }
            }

            _error?.Throw();
        }
    }

    /// <summary>The next row; waits where too many are held.</summary>
    public void Add(TRow row, string? text, CancellationToken stop)
    {
        _batch.Add((row, text));
        if (atOnce || _batch.Count >= RowsPerBatch)
        {
            HandOver(stop);
        }
    }

    /// <summary>No more rows come.</summary>
    /// <param name="error">What went wrong, if anything did.</param>
    /// <param name="stop">Nobody wants the rows any more.</param>
    public void Complete(ExceptionDispatchInfo? error, CancellationToken stop)
    {
        _error = error;
        try
        {
            HandOver(stop);
        }
        catch (OperationCanceledException)
        {
            // Nobody wants the rest.
        }

        lock (_ending)
        {
            _batches.CompleteAdding();
        }
    }

    /// <summary>Who takes the rows sees the end a moment before the thread that tells it is done with telling.</summary>
    public void Dispose()
    {
        lock (_ending)
        {
            _batches.Dispose();
        }
    }

    private void HandOver(CancellationToken stop)
    {
        if (_batch.Count > 0)
        {
            _batches.Add(_batch, stop);
            _batch = [];
        }
    }
}
