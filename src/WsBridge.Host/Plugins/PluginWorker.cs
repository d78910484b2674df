using WsBridge.Sdk;

namespace WsBridge.Host.Plugins;

/// <summary>
/// One plugin during one capture: which frames it gets, and what it says when the client asks. Whatever it does, it costs its own
/// annotations from there on and one note.
/// </summary>
internal sealed class PluginWorker : IDisposable
{
    private readonly InstalledPlugin _plugin;
    private readonly int _number;
    private readonly (ushort FirstField, ushort FirstExpert) _part;
    private readonly WorkerLimits _limits;
    private readonly FailureCount _failures;
    private readonly InterestSelector _selector;
    private WorkerRun? _run;
    private WorkerEnd? _notStarted;
    private bool _isNoted;
    private uint _answered;

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
    public string? Note => End?.Note;

    /// <summary>The protocols that are its own.</summary>
    public IReadOnlyList<Traffic> Claims => _plugin.Manifest.Interest.Claims;

    private WorkerEnd? End => _notStarted ?? _run?.End;

    private bool IsOver => _notStarted is not null || _run is { IsOver: true };

    /// <summary>Frames were passed over that were not shown to it.</summary>
    public void Skip() => _selector.Skip();

    /// <summary>Hands a frame over if the plugin asked for it.</summary>
    public void OnFrame(in Frame frame)
    {
        if (!IsOver && _selector.Wants(frame, out Frame chosen))
        {
            Send(chosen);
        }
    }

    /// <summary>Hands a frame over that the client found to be a protocol of this plugin's own.</summary>
    public void OnClaim(in Frame frame)
    {
        if (!IsOver)
        {
            Send(frame);
        }
    }

    /// <summary>Asks it to say when it has looked at everything; it can do so while others look.</summary>
    public void Ask()
    {
        if (!IsOver)
        {
            _run?.Ask();
        }
    }

    /// <summary>
    /// Calls <paramref name="then"/> when it has answered all that it was asked: at once, or on the thread that hears of it, so that no
    /// other has to be woken first.
    /// </summary>
    public void WhenAnswered(Action then)
    {
        if (_run is null)
        {
            then();
        }
        else
        {
            _run.WhenAnswered(then);
        }
    }

    /// <summary>Waits for what it says on the frames so far, and adds it.</summary>
    /// <param name="answer">Where it goes.</param>
    /// <param name="current">The last frame that the client sent.</param>
    public void Collect(AnswerWriter answer, uint current)
    {
        CollectOutput(answer);
        if (End is { } end && !_isNoted)
        {
            uint frame = end.Frame > _answered && end.Frame <= current ? end.Frame : current;
            answer.Annotate(frame, new Annotation.FieldLine(HostLines.Plugin, AnnotationValue.Of(_plugin.Manifest.Name))
            {
                Children =
                [
                    new Annotation.ExpertLine(HostLines.Stopped, end.Note),
                    new Annotation.FieldLine(HostLines.Frame, AnnotationValue.Of((long)end.Frame)),
                ],
            });
            _isNoted = true;
        }

        _answered = current;
    }

    /// <summary>Waits for what it says on the frames so far, and adds it, but nothing of ours.</summary>
    public void CollectOutput(AnswerWriter answer) => _run?.Collect(answer);

    /// <inheritdoc/>
    public void Dispose() => _run?.Dispose();

    private void Send(in Frame frame)
    {
        if (_run is null)
        {
            Start((uint)frame.Id);
        }

        if (!IsOver)
        {
            _run!.Send(frame);
        }
    }

    private void Start(uint frame)
    {
        string name = _plugin.Manifest.Name;
        if (SdkVersions.WhyNot(_plugin.Manifest.SdkVersion) is { } whyNot)
        {
            _notStarted = new WorkerEnd(frame, $"The plugin {name} was not started: {whyNot}.");
        }
        else if (_failures.Count >= _limits.FailuresInARow)
        {
            _notStarted = new WorkerEnd(frame, $"The plugin {name} is left out: it had to be stopped in {_failures.Count} captures in a "
                + $"row. `wsbridge plugin add` puts it back when it is mended.");
        }
        else
        {
            try
            {
                _run = new WorkerRun(_plugin, _number, _part, _limits, _failures, frame);
            }
            catch (IOException error)
            {
                _notStarted = new WorkerEnd(frame, $"The plugin {name} could not be started: {error.Message}.");
            }
        }
    }
}
