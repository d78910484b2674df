using System.Runtime.ExceptionServices;

namespace WsBridge.Cli.Batch;

/// <summary>A capture that one thread reads, and the rows of it that wait for its turn.</summary>
/// <param name="capture">The capture.</param>
/// <param name="place">Its place among the captures.</param>
internal sealed class CaptureRead<TRow>(string capture, int place)
{
    /// <summary>Who reads the capture whose turn it is takes the lock once for so many rows.</summary>
    private const int RowsPerBatch = 128;

    private const int RowsHeld = 4 * RowsPerBatch;

    private readonly List<(TRow Row, string? Text)> _rows = [];

    public string Capture { get; } = capture;

    public int Place { get; } = place;

    /// <summary>An earlier run has read it: nobody reads it now.</summary>
    public bool IsEarlier { get; init; }

    /// <summary>It was read, and waits for its turn.</summary>
    public bool IsDone { get; set; }

    /// <summary>How it ended; known after the last row.</summary>
    public CaptureOutcome? Outcome { get; set; }

    /// <summary>What went wrong while its rows were found, after those that came before it.</summary>
    public ExceptionDispatchInfo? Failure { get; set; }

    /// <summary>So many rows are held that they are to be handed over.</summary>
    public bool HasBatch => _rows.Count % RowsPerBatch == 0;

    /// <summary>No more rows may be held.</summary>
    public bool IsFull => _rows.Count >= RowsHeld;

    /// <summary>The next row.</summary>
    public void Add(TRow row, string? text) => _rows.Add((row, text));

    /// <summary>Gives the rows that are held, and holds them no longer.</summary>
    public void Take(Action<TRow, string?> write)
    {
        foreach ((TRow row, string? text) in _rows)
        {
            write(row, text);
        }

        _rows.Clear();
    }
}
