using System.Diagnostics;

namespace WsBridge.Host.Plugins;

/// <summary>Stops a worker that takes too long or too much: nobody waits for it longer than its limits.</summary>
internal sealed class WorkerWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private readonly IWorkerProcess _process;
    private readonly WorkerAnswers _answers;
    private readonly WorkerLimits _limits;
    private readonly Timer _timer;
    private long _lastProgress = -1;
    private long _since = Stopwatch.GetTimestamp();

    /// <summary>Watches from now on.</summary>
    public WorkerWatch(IWorkerProcess process, WorkerAnswers answers, WorkerLimits limits)
    {
        _process = process;
        _answers = answers;
        _limits = limits;
        _timer = new Timer(_ => _answers.Judge(ReasonToStop), null, Interval, Interval);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private string? ReasonToStop(WorkerProgress worker)
    {
        long progress = worker.IsGreeted ? (_process.Progress << 16) + worker.Synced : -1;
        bool isBusy = !worker.IsGreeted || (_process.Progress & 1) != 0 || worker.Synced != worker.Asked;
        if (progress != _lastProgress || !isBusy)
        {
            _lastProgress = progress;
            _since = Stopwatch.GetTimestamp();
        }

        TimeSpan limit = worker.IsGreeted ? _limits.Frame : _limits.Start;
        return isBusy && Stopwatch.GetElapsedTime(_since) > limit ? $"it took longer than {limit.TotalSeconds:0.#} s"
            : isBusy && _process.Memory > _limits.Memory ? $"it used more than {_limits.Memory >> 20} MiB of memory"
            : null;
    }
}
