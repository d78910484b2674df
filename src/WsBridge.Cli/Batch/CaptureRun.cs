using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using WsBridge.Capture.Unwrapping;
using WsBridge.Cli.Output;
using WsBridge.Pipeline;

namespace WsBridge.Cli.Batch;

/// <summary>
/// Reads many captures, several at a time, and hands their rows on in the order of the captures. What is held grows with the jobs and not
/// with the captures: whoever is ahead of the capture whose turn it is waits.
/// </summary>
/// <param name="jobs">How many captures are read at a time.</param>
/// <param name="keys">The keys that are known.</param>
/// <param name="timelines">Which captures belong together.</param>
/// <param name="sinkOf">What makes rows of one capture.</param>
/// <param name="progress">Is told how far it is.</param>
/// <param name="decode">What UDP ports mean beside the customary ones.</param>
/// <param name="isLive">Some captures still grow: each row is handed on at once.</param>
internal sealed class CaptureRun<TRow>(
    int jobs,
    CaptureKeys keys,
    Timelines timelines,
    Func<Timeline, Action<TRow>, ICaptureSink> sinkOf,
    RunProgress progress,
    IReadOnlyList<DecodeAs> decode,
    bool isLive)
{
    /// <summary>So many captures for each job are under way or wait for their turn.</summary>
    private const int CapturesPerJob = 8;

    /// <summary>How many captures could be analysed, at least in part.</summary>
    public int Analysed { get; private set; }

    /// <summary>Every capture was read to its end.</summary>
    public bool AllRead { get; private set; } = true;

    /// <summary>Reads them.</summary>
    public void Run(IReadOnlyList<string> captures, ICaptureTarget<TRow> target)
    {
        progress.Begin(captures.Count);
        if (jobs == 1 || captures.Count == 1)
        {
            foreach (string capture in captures)
            {
                RunOne(capture, target);
            }
        }
        else
        {
            RunMany(captures, target);
        }

        progress.End();
    }

    /// <summary>What is found is written, and what is to be said is said, at once.</summary>
    private void RunOne(string capture, ICaptureTarget<TRow> target)
    {
        if (target.TakeEarlier(capture) is { } earlier)
        {
            Count(earlier);
            progress.Say(earlier.Messages);
            return;
        }

        Timeline timeline = timelines.Begin(capture);
        using var stage = new RowStage<TRow>(row =>
        {
            progress.Row();
            target.Write(row, null);
        });
        // What is piped in is to be seen at once, and a small capture is done before another thread would have begun.
        ICaptureSink sink = sinkOf(timeline, IsLarge(capture) ? stage.Add : stage.Write);
        CaptureOutcome outcome;
        if (progress.IsShown || target.KeepsMessages)
        {
            using var held = new HeldMessages();
            bool whole = CaptureInput.TryAnalyze(timeline, sink, keys, progress.Tally, decode, oneThread: true, out bool any);
            outcome = new CaptureOutcome(whole, any, held.Text) { Problems = timeline.Problems };
        }
        else
        {
            bool whole = CaptureInput.TryAnalyze(timeline, sink, keys, tally: null, decode, oneThread: false, out bool any);
            outcome = new CaptureOutcome(whole, any, "");
        }

        stage.Complete();
        Count(outcome);
        target.EndCapture(capture, outcome);
        progress.Say(outcome.Messages);
    }

    private static bool IsLarge(string capture) => ShardPlan.SizeOf(capture) >= CaptureAnalysis.LargeCapture;

    private void RunMany(IReadOnlyList<string> captures, ICaptureTarget<TRow> target)
    {
        using var stop = new CancellationTokenSource();
        using var todo = new BlockingCollection<CaptureRead<TRow>>();
        Func<TRow, string>? line = target.Line;
        var threads = new Thread[jobs];
        for (int i = 0; i < jobs; i++)
        {
            threads[i] = new Thread(() => Work(todo, line, stop.Token)) { IsBackground = true, Name = $"job {i + 1}" };
            threads[i].Start();
        }

        var window = new Queue<CaptureRead<TRow>>();
        try
        {
            int next = 0;
            while (next < captures.Count || window.Count > 0)
            {
                // As many as there are places for, and then the first of them is waited for.
                while (next < captures.Count && window.Count < jobs * CapturesPerJob)
                {
                    var read = new CaptureRead<TRow>(captures[next++], isLive);
                    read.Earlier = target.HasEarlier(read.Capture);
                    window.Enqueue(read);
                    if (!read.Earlier)
                    {
                        todo.Add(read);
                    }
                }

                Take(window.Dequeue(), target);
            }
        }
        finally
        {
            stop.Cancel();
            todo.CompleteAdding();
            foreach (Thread thread in threads)
            {
                thread.Join();
            }

            foreach (CaptureRead<TRow> read in window)
            {
                read.Dispose();
            }
        }
    }

    private void Take(CaptureRead<TRow> read, ICaptureTarget<TRow> target)
    {
        using (read)
        {
            if (read.Earlier)
            {
                RunOne(read.Capture, target); // which reads it where it has changed meanwhile
                return;
            }

            foreach ((TRow row, string? text) in read.Rows)
            {
                progress.Row();
                target.Write(row, text);
            }

            Count(read.Outcome!);
            target.EndCapture(read.Capture, read.Outcome!);
            progress.Say(read.Outcome!.Messages);
        }
    }

    private void Work(BlockingCollection<CaptureRead<TRow>> todo, Func<TRow, string>? line, CancellationToken stop)
    {
        try
        {
            foreach (CaptureRead<TRow> read in todo.GetConsumingEnumerable(stop))
            {
                Read(read, line, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody wants the rest.
        }
    }

    private void Read(CaptureRead<TRow> read, Func<TRow, string>? line, CancellationToken stop)
    {
        ExceptionDispatchInfo? failure = null;
        try
        {
            using var held = new HeldMessages();
            Timeline timeline = timelines.Begin(read.Capture);
            ICaptureSink sink = sinkOf(timeline, row => read.Add(row, line?.Invoke(row), stop));
            bool whole = CaptureInput.TryAnalyze(timeline, sink, keys, progress.Tally, decode, oneThread: true, out bool any);
            read.Outcome = new CaptureOutcome(whole, any, held.Text) { Problems = timeline.Problems };
        }
        catch (OperationCanceledException)
        {
            // Nobody wants the rest.
        }
#pragma warning disable CA1031 // it is thrown again on the thread that takes the rows
        catch (Exception error)
#pragma warning restore CA1031
        {
            failure = ExceptionDispatchInfo.Capture(error);
        }

        read.Complete(failure, stop);
    }

    private void Count(CaptureOutcome outcome)
    {
        AllRead &= outcome.Whole;
        Analysed += outcome.Any ? 1 : 0;
        progress.Done();
    }
}
