using System.Runtime.ExceptionServices;

namespace WsBridge.Cli.Batch;

/// <summary>
/// Captures that several threads read, and rows that leave in the order of the captures. Whoever reads the capture whose turn it is hands
/// its rows on as they come; when it is done, it hands on what others have ready behind it. Who is so far ahead that too much would be held
/// waits, and no thread is woken for each capture: on a busy machine that takes longer than reading it.
/// </summary>
/// <remarks>One thread at a time hands on; the others read meanwhile, until they have something to hand over or begin.</remarks>
/// <param name="captures">The captures, in their order.</param>
/// <param name="ahead">So many captures may be under way or ready for their turn.</param>
/// <param name="isLive">Each row is handed on as soon as it is the turn of its capture; else many at a time.</param>
/// <param name="write">Hands on a row of the capture whose turn it is.</param>
/// <param name="end">All rows of a capture were handed on.</param>
internal sealed class CaptureTurns<TRow>(
    IReadOnlyList<string> captures, int ahead, bool isLive, Action<TRow, string?> write, Action<CaptureRead<TRow>> end)
{
    private readonly object _lock = new();
    private readonly Dictionary<int, CaptureRead<TRow>> _underWay = []; // by place
    private int _next;
    private int _turn;
    private ExceptionDispatchInfo? _failure;

    /// <summary>The next capture to read; waits where it is too far ahead.</summary>
    /// <param name="begin">Is asked for it, in the order of the captures and by one thread at a time.</param>
    /// <returns>Null when there is none, or nobody wants the rest.</returns>
    public CaptureRead<TRow>? Begin(Func<string, int, CaptureRead<TRow>> begin)
    {
        lock (_lock)
        {
            while (_failure is null && _next < captures.Count && _next - _turn >= ahead)
            {
                Monitor.Wait(_lock);
            }

            if (_failure is not null || _next == captures.Count)
            {
                return null;
            }

            int place = _next++;
            CaptureRead<TRow>? read = Try(() => begin(captures[place], place));
            if (read is not null)
            {
                _underWay.Add(place, read);
            }

            return read;
        }
    }

    /// <summary>
    /// The next row of a capture. It is handed on where it is the turn of the capture; else it is held, and the thread waits for that turn
    /// when as many are held as may be.
    /// </summary>
    /// <exception cref="OperationCanceledException">Nobody wants it.</exception>
    public void Add(CaptureRead<TRow> read, TRow row, string? text)
    {
        if (!isLive)
        {
            read.Add(row, text);
            if (!read.HasBatch)
            {
                return;
            }
        }

        lock (_lock)
        {
            if (isLive)
            {
                read.Add(row, text);
            }

            HandOver(read);
        }
    }

    private void HandOver(CaptureRead<TRow> read)
    {
        while (_failure is null && read.Place != _turn && read.IsFull)
        {
            Monitor.Wait(_lock);
        }

        if (_failure is null && read.Place == _turn)
        {
            Try(() => read.Take(write));
        }

        if (_failure is not null)
        {
            throw new OperationCanceledException();
        }
    }

    /// <summary>The capture was read: it and those behind it that are ready are handed on when their turn has come.</summary>
    public void Complete(CaptureRead<TRow> read)
    {
        lock (_lock)
        {
            read.IsDone = true;
            if (read.Place != _turn)
            {
                return;
            }

            while (_failure is null && _underWay.GetValueOrDefault(_turn) is { } next && (next.IsDone || isLive))
            {
                Try(() =>
                {
                    next.Take(write);
                    if (next.IsDone)
                    {
                        next.Failure?.Throw();
                        end(next);
                    }
                });
                if (!next.IsDone)
                {
                    break; // it goes on by itself
                }

                _underWay.Remove(_turn++);
            }

            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>What went wrong, if anything did, after the rows that came before it.</summary>
    /// <exception cref="Exception">What went wrong.</exception>
    public void ThrowFailure() => _failure?.Throw();

    private void Try(Action act) => Try(() =>
    {
        act();
        return true;
    });

    /// <summary>A failure ends all of it: the thread that waits for the result throws it.</summary>
    private TResult? Try<TResult>(Func<TResult> act)
    {
        try
        {
            return act();
        }
#pragma warning disable CA1031 // it is thrown again by ThrowFailure
        catch (Exception error)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(error);
            Monitor.PulseAll(_lock);
            return default;
        }
    }
}
