using System.Runtime.ExceptionServices;
using WsBridge.Capture.Unwrapping;
using WsBridge.Cli.Output;
using WsBridge.Pipeline;

namespace WsBridge.Cli.Batch;

/// <summary>
/// Reads many captures, several at a time, and hands their rows on in the order of the captures. What is held grows with the jobs and not
/// with the captures: whoever is too far ahead of the capture whose turn it is waits.
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
    /// <summary>So many captures for each job may be under way or wait for their turn.</summary>
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
        var turns = new CaptureTurns<TRow>(captures, jobs * CapturesPerJob, isLive, (row, text) =>
        {
            progress.Row();
            target.Write(row, text);
        },
        read => End(read, target));
        Func<TRow, string>? line = target.Line;
        var threads = new Thread[jobs];
        for (int i = 0; i < jobs; i++)
        {
            threads[i] = new Thread(() => Work(turns, target, line)) { IsBackground = true, Name = $"job {i + 1}" };
            threads[i].Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        turns.ThrowFailure();
    }

    private void End(CaptureRead<TRow> read, ICaptureTarget<TRow> target)
    {
        if (read.IsEarlier)
        {
            RunOne(read.Capture, target); // which reads it where it has changed meanwhile
            return;
        }

        Count(read.Outcome!);
        target.EndCapture(read.Capture, read.Outcome!);
        progress.Say(read.Outcome!.Messages);
    }

    private void Work(CaptureTurns<TRow> turns, ICaptureTarget<TRow> target, Func<TRow, string>? line)
    {
        CaptureRead<TRow> Begin(string capture, int place) => new(capture, place) { IsEarlier = target.HasEarlier(capture) };

        while (turns.Begin(Begin) is { } read)
        {
            if (!read.IsEarlier)
            {
                Read(read, turns, line);
            }

            turns.Complete(read);
        }
    }

    private void Read(CaptureRead<TRow> read, CaptureTurns<TRow> turns, Func<TRow, string>? line)
    {
        try
        {
            using var held = new HeldMessages();
            Timeline timeline = timelines.Begin(read.Capture);
            ICaptureSink sink = sinkOf(timeline, row => turns.Add(read, row, line?.Invoke(row)));
            bool whole = CaptureInput.TryAnalyze(timeline, sink, keys, progress.Tally, decode, oneThread: true, out bool any);
            read.Outcome = new CaptureOutcome(whole, any, held.Text) { Problems = timeline.Problems };
        }
#pragma warning disable CA1031 // it is thrown again when the turn of the capture has come
        catch (Exception error)
#pragma warning restore CA1031
        {
            read.Failure = ExceptionDispatchInfo.Capture(error);
        }
    }

    private void Count(CaptureOutcome outcome)
    {
        AllRead &= outcome.Whole;
        Analysed += outcome.Any ? 1 : 0;
        progress.Done();
    }
}
