using System.Text;

namespace WsBridge.Host.Plugins;

/// <summary>
/// What one worker has answered, and whether it goes on. Three threads meet here: the client's, which asks and waits; the one that reads
/// the replies; the watch's.
/// </summary>
#pragma warning disable CA1001 // the reader may still set the event when everybody else is done with it
internal sealed class WorkerAnswers
#pragma warning restore CA1001
{
    private readonly InstalledPlugin _plugin;
    private readonly IWorkerProcess _process;
    private readonly WorkerLimits _limits;
    private readonly FailureCount _failures;
    private readonly uint _firstFrame;
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _news = new(false);
    private readonly OctetBuffer _output = new();
    private long _outputOctets;
    private int _messages;
    private bool _isGreeted;
    private int _asked;
    private int _synced;
    private Action? _then;
    private string? _cause;

    /// <summary>Of a process that has just been started, for this frame.</summary>
    public WorkerAnswers(InstalledPlugin plugin, IWorkerProcess process, WorkerLimits limits, FailureCount failures, uint firstFrame)
    {
        _plugin = plugin;
        _process = process;
        _limits = limits;
        _failures = failures;
        _firstFrame = firstFrame;
    }

    /// <summary>Nothing more comes from it.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Why it was stopped; null while it does well.</summary>
    public WorkerEnd? End { get; private set; }

    /// <summary>Waits until it has said what it declares, or is over.</summary>
    public void WaitForHello() => WaitUntil(() => _isGreeted);

    /// <summary>Waits until it has answered all that it was asked, or is over.</summary>
    public void WaitUntilAnswered() => WaitUntil(() => _synced == _asked);

    /// <summary>Waits until it is over.</summary>
    public void WaitUntilOver() => WaitUntil(() => false);

    /// <summary>One more answer is to come.</summary>
    public void Expect()
    {
        lock (_lock)
        {
            _asked++;
        }
    }

    /// <summary>
    /// Calls <paramref name="then"/> when it has answered all that it was asked: at once, or on the thread that hears of it, so that no
    /// other has to be woken first.
    /// </summary>
    public void WhenAnswered(Action then)
    {
        lock (_lock)
        {
            if (!IsOver && _synced != _asked)
            {
                _then = then;
                return;
            }
        }

        then();
    }

    /// <summary>Hands over what it has said since.</summary>
    public void MoveTo(AnswerWriter answer)
    {
        lock (_lock)
        {
            answer.Append(_output.Octets);
            _output.Clear();
        }
    }

    /// <summary>No more is wanted of it.</summary>
    /// <returns>Whether it did well until now.</returns>
    public bool Close()
    {
        lock (_lock)
        {
            bool didWell = !IsOver;
            IsOver = true;
            return didWell;
        }
    }

    /// <summary>Lets somebody judge where it stands, while nothing changes: a reason stops it.</summary>
    public void Judge(Func<WorkerProgress, string?> reasonToStop)
    {
        lock (_lock)
        {
            if (!IsOver && _cause is null && reasonToStop(new WorkerProgress(_isGreeted, _asked, _synced)) is { } reason)
            {
                Stop(reason);
            }
        }
    }

    /// <summary>A reply, in the order in which they came.</summary>
    public void Take(byte kind, byte[] body)
    {
        Action? then;
        lock (_lock)
        {
            switch (kind)
            {
                case WorkerProtocol.Hello:
                    Greet(Encoding.UTF8.GetString(body));
                    break;
                case WorkerProtocol.Annotations or WorkerProtocol.Synced:
                    _messages++;
                    Say(body);
                    _synced += kind == WorkerProtocol.Synced ? 1 : 0;
                    break;
            }

            then = TakeThen(_synced == _asked);
        }

        Tell(then);
    }

    /// <summary>No reply comes any more: its process is gone, or talks nonsense.</summary>
    /// <param name="told">What the worker said of it; null where it could not.</param>
    public void TakeEnd(string? told)
    {
        Action? then;
        lock (_lock)
        {
            if (!IsOver)
            {
                Say(_process.OutputAfter(_messages));
                string cause = _cause ?? told ?? _process.Ending() ?? "its process ended";
                string name = _plugin.Manifest.Name;
                Finish(_process.Frame, _isGreeted
                    ? $"The plugin {name} was stopped at this frame: {cause}. What it said before stays; no more comes from it in this "
                        + $"capture."
                    : $"The plugin {name} could not be started: {cause}.");
                _failures.Add();
                _process.Kill();
            }

            then = TakeThen(isDue: true);
        }

        Tell(then);
    }

    // Compared here, where replies are taken in their order: a process that ends right after it is still the wrong one.
    private void Greet(string hello)
    {
        _isGreeted = true;
        if (!IsOver && !string.Equals(hello, ManifestJson.Write(_plugin.Manifest), StringComparison.Ordinal))
        {
            Finish(_firstFrame, $"The plugin {_plugin.Manifest.Name} is not the one that was added: its declarations are others. Run "
                + $"`wsbridge plugin add` again.");
            _process.Kill();
        }
    }

    private void Say(byte[] annotations)
    {
        _outputOctets += annotations.Length;
        if (_outputOctets > _limits.Output)
        {
            Stop("it said more than fits into memory");
        }
        else
        {
            _output.Append(annotations);
        }
    }

    // Its end is taken when the replies have ended.
    private void Stop(string cause)
    {
        _cause ??= cause;
        _process.Kill();
    }

    private void Finish(uint frame, string note)
    {
        End = new WorkerEnd(frame, note);
        IsOver = true;
    }

    // Waits for news of the worker. That it comes is the watch's business: it ends a worker that takes too long.
    private void WaitUntil(Func<bool> isDone)
    {
        while (!IsOver)
        {
            lock (_lock)
            {
                if (isDone())
                {
                    return;
                }
            }

            _news.WaitOne();
        }
    }

    // Under the lock; to be called outside it.
    private Action? TakeThen(bool isDue)
    {
        Action? then = isDue ? _then : null;
        _then = isDue ? null : _then;
        return then;
    }

    private void Tell(Action? then)
    {
        if (then is null)
        {
            _news.Set();
        }
        else
        {
            then();
        }
    }
}
