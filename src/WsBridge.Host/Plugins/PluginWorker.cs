using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using WsBridge.Sdk;

namespace WsBridge.Host.Plugins;

/// <summary>
/// One plugin during one capture. Frames are handed over without waiting; what it says is taken when the client asks. Whatever it does, it
/// costs its own annotations from there on and one note.
/// </summary>
internal sealed class PluginWorker : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private readonly InstalledPlugin _plugin;
    private readonly int _number;
    private readonly (ushort FirstField, ushort FirstExpert) _part;
    private readonly WorkerLimits _limits;
    private readonly FailureCount _failures;
    private readonly InterestSelector _selector;
    private readonly Lock _lock = new();
#pragma warning disable CA2213 // the reader may still set it
    private readonly AutoResetEvent _news = new(false);
#pragma warning restore CA2213
    private readonly OctetBuffer _requests = new();
    private readonly OctetBuffer _said = new();
    private WorkerProcess? _process;
    private Timer? _watch;
    private bool _isOver;
    private string? _cause;
    private long _octetsSaid;
    private int _messages;
    private bool _isNoted;
    private uint _noteFrame;
    private uint _answered;
    private int _asked;
    private int _synced;
    private Action? _then;
    private string? _hello;
    private long _lastProgress = -1;
    private long _since;

    public PluginWorker(InstalledPlugin plugin, int number, (ushort FirstField, ushort FirstExpert) part, WorkerLimits limits)
    {
        _plugin = plugin;
        _number = number;
        _part = part;
        _limits = limits;
        _failures = new FailureCount(plugin.Folder);
        _selector = new InterestSelector(plugin.Manifest.Interest);
    }

    /// <summary>Why it was stopped, or not started; null while it does well.</summary>
    public string? Note { get; private set; }

    /// <summary>The protocols that are its own.</summary>
    public IReadOnlyList<Traffic> Claims => _plugin.Manifest.Interest.Claims;

    /// <summary>Frames were passed over that were not shown to it.</summary>
    public void PassOver() => _selector.PassOver();

    /// <summary>Hands a frame over if the plugin asked for it.</summary>
    public void OnFrame(in Frame frame)
    {
        if (_isOver)
        {
            return;
        }

        if (_selector.Wants(frame, out Frame chosen))
        {
            Send(chosen);
        }
    }

    /// <summary>Hands a frame over that the client found to be a protocol of this plugin's own.</summary>
    public void OnClaim(in Frame frame)
    {
        if (!_isOver)
        {
            Send(frame);
        }
    }

    /// <summary>Asks it to say when it has looked at everything; it can do so while others look.</summary>
    public void Ask()
    {
        if (_process is null || _isOver)
        {
            return;
        }

        _asked++;
        _requests.Head(WorkerProtocol.Sync, 0);
        Flush();
    }

    /// <summary>
    /// Calls <paramref name="then"/> when it has answered all that it was asked: at once, or on the thread that hears of it, so that no
    /// other has to be woken first.
    /// </summary>
    public void WhenAnswered(Action then)
    {
        lock (_lock)
        {
            if (_process is not null && !_isOver && _synced != _asked)
            {
                _then = then;
                return;
            }
        }

        then();
    }

    /// <summary>Waits for what it says on the frames so far, and adds it.</summary>
    /// <param name="answer">Where it goes.</param>
    /// <param name="current">The last frame that the client sent.</param>
    public void Collect(AnswerWriter answer, uint current)
    {
        CollectSaid(answer);
        if (Note is not null && !_isNoted)
        {
            uint frame = _noteFrame > _answered && _noteFrame <= current ? _noteFrame : current;
            answer.Annotate(frame, new Annotation.FieldLine(HostLines.Plugin, AnnotationValue.Of(_plugin.Manifest.Name))
            {
                Children =
                [
                    new Annotation.ExpertLine(HostLines.Stopped, Note),
                    new Annotation.FieldLine(HostLines.Frame, AnnotationValue.Of((long)_noteFrame)),
                ],
            });
            _isNoted = true;
        }

        _answered = current;
    }

    /// <summary>Waits for what it says on the frames so far, and adds it, but nothing of ours.</summary>
    public void CollectSaid(AnswerWriter answer)
    {
        if (_process is not null)
        {
            WaitUntil(() => _synced == _asked);
        }

        lock (_lock)
        {
            answer.Append(_said.Octets);
            _said.Clear();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_process is not null)
        {
            if (!_isOver)
            {
                Flush();
                WaitUntilDone();
            }

            _watch?.Dispose();
            bool didWell;
            lock (_lock)
            {
                didWell = !_isOver;
                _isOver = true;
            }

            if (didWell)
            {
                _failures.Reset();
                _process.End(_limits.End);
            }

            _process.Dispose();
        }
    }

    private void Send(in Frame frame)
    {
        if (_process is null)
        {
            Start(frame.Id);
            if (_isOver)
            {
                return;
            }
        }

        _requests.Frame(frame);
        if (_requests.Octets.Length > 32 * 1024)
        {
            Flush();
        }
    }

    private void Start(long frame)
    {
        if (SdkVersions.WhyNot(_plugin.Manifest.SdkVersion) is { } whyNot)
        {
            End((uint)frame, $"The plugin {_plugin.Manifest.Name} was not started: {whyNot}.");
            return;
        }

        if (_failures.Count >= _limits.FailuresInARow)
        {
            End((uint)frame, $"The plugin {_plugin.Manifest.Name} is left out: it had to be stopped in {_failures.Count} captures in a "
                + $"row. `wsbridge plugin add` puts it back when it is mended.");
            return;
        }

        try
        {
            _process = new WorkerProcess(_plugin.Assembly, _part.FirstField, _part.FirstExpert, _number, _limits);
        }
        catch (IOException error)
        {
            End((uint)frame, $"The plugin {_plugin.Manifest.Name} could not be started: {error.Message}.");
            return;
        }

        _since = Stopwatch.GetTimestamp();
        new Thread(Read) { IsBackground = true, Name = "plugin " + _plugin.Manifest.Name }.Start();
        _watch = new Timer(_ => Watch(), null, Look, Look);
        WaitUntil(() => _hello is not null);
        if (_isOver)
        {
            return;
        }

        _process.Seal();
        if (!string.Equals(_hello, ManifestJson.Write(_plugin.Manifest), StringComparison.Ordinal))
        {
            End((uint)frame, $"The plugin {_plugin.Manifest.Name} is not the one that was added: its declarations are others. Run "
                + $"`wsbridge plugin add` again.");
            _process.Kill();
        }
    }

    private void Flush()
    {
        try
        {
            _process!.Requests.Write(_requests.Octets);
        }
        catch (IOException)
        {
            // It is gone; the reader has noticed or will.
            WaitUntil(() => false);
        }

        _requests.Clear();
    }

    // Waits for news of the worker. That it comes is the watch's business: it ends a worker that takes too long.
    private void WaitUntil(Func<bool> isDone)
    {
        while (!_isOver)
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

    private void WaitUntilDone()
    {
        Ask();
        WaitUntil(() => _synced == _asked);
    }

    private void Read()
    {
        WorkerProcess process = _process!;
        using var replies = new BufferedStream(process.Replies, 64 * 1024);
        Span<byte> head = stackalloc byte[WorkerProtocol.Head];
        string? told = null;
        try
        {
            while (replies.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length)
            {
                int length = BinaryPrimitives.ReadInt32BigEndian(head[1..]);
                if (length is < 0 or > WorkerProtocol.LargestMessage)
                {
                    break;
                }

                byte[] body = new byte[length];
                replies.ReadExactly(body);
                if (head[0] == WorkerProtocol.Failed)
                {
                    told = Encoding.UTF8.GetString(body);
                    break;
                }

                Take(head[0], body);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // It is gone.
        }

        Died(told);
    }

    private void Take(byte kind, byte[] body)
    {
        Action? then;
        lock (_lock)
        {
            switch (kind)
            {
                case WorkerProtocol.Hello:
                    _hello = Encoding.UTF8.GetString(body);
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

    private void Say(byte[] annotations)
    {
        _octetsSaid += annotations.Length;
        if (_octetsSaid > _limits.Said)
        {
            Stop("it said more than fits into memory");
        }
        else
        {
            _said.Append(annotations);
        }
    }

    private void Died(string? told)
    {
        Action? then;
        lock (_lock)
        {
            if (!_isOver)
            {
                Say(_process!.SaidAfter(_messages));
                string cause = _cause ?? told ?? _process.Ending() ?? "its process ended";
                End(_process.Frame, _hello is null
                    ? $"The plugin {_plugin.Manifest.Name} could not be started: {cause}."
                    : $"The plugin {_plugin.Manifest.Name} was stopped at this frame: {cause}. What it said before stays; no more comes "
                        + $"from it in this capture.");
                _failures.Add();
                _process.Kill();
            }

            then = TakeThen(isDue: true);
        }

        Tell(then);
    }

    private void Watch()
    {
        lock (_lock)
        {
            if (_isOver || _cause is not null)
            {
                return;
            }

            long progress = _hello is null ? -1 : (_process!.Progress << 16) + _synced;
            if (progress != _lastProgress)
            {
                _lastProgress = progress;
                _since = Stopwatch.GetTimestamp();
            }

            bool isBusy = _hello is null || (_process!.Progress & 1) != 0 || _synced != _asked;
            TimeSpan limit = _hello is null ? _limits.Start : _limits.Frame;
            if (!isBusy)
            {
                _since = Stopwatch.GetTimestamp();
            }
            else if (Stopwatch.GetElapsedTime(_since) > limit)
            {
                Stop($"it took longer than {limit.TotalSeconds:0.#} s");
            }
            else if (_process!.Memory > _limits.Memory)
            {
                Stop($"it used more than {_limits.Memory >> 20} MiB of memory");
            }
        }
    }

    private void Stop(string cause)
    {
        _cause ??= cause;
        _process!.Kill();
    }

    private void End(uint frame, string text)
    {
        Note = text;
        _noteFrame = frame;
        _isOver = true;
    }
}
