using WsBridge.Host;
using WsBridge.Host.Plugins;
using WsBridge.Sdk;

namespace WsBridge.Worker;

/// <summary>
/// Takes what the plugin says about one frame. A fault is remembered, whether or not the plugin lets its exception through.
/// </summary>
/// <param name="manifest">What the plugin declares.</param>
/// <param name="arguments">What the host gave.</param>
/// <param name="giveUp">Ends the process with a word to the host: the plugin goes on after its fault.</param>
internal sealed class WorkerSink(PluginManifest manifest, Arguments arguments, Action<string> giveUp) : IAnnotationSink
{
    private readonly AnswerWriter _writer = new(new PluginIndex(manifest, arguments.FirstField, arguments.FirstExpert),
        (ushort)arguments.Owner);
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _current;
    private bool _isOpen;

    /// <summary>Why the plugin must be stopped; null while it keeps to the rules.</summary>
    public string? Fault { get; private set; }

    /// <summary>What was said since <see cref="Begin"/>.</summary>
    public ReadOnlySpan<byte> Output => _writer.Gathered;

    public void Begin(long frame)
    {
        _writer.Clear();
        _current = frame;
        _isOpen = true;
    }

    public void End() => _isOpen = false;

    public void Annotate(long frameId, Annotation annotation)
    {
        if (Fault is { } earlier)
        {
            giveUp(earlier);
        }

        string? fault = !_isOpen || Environment.CurrentManagedThreadId != _thread ? "it annotated outside the call that brings a frame"
            : frameId < 1 || frameId > _current ? $"it annotated frame {frameId}, which does not exist or is yet to come"
            : annotation is null ? "it annotated with nothing"
            : null;
        Refuse(fault);
        try
        {
            _writer.Annotate(frameId, annotation!);
        }
        catch (KeyNotFoundException error)
        {
            Fault ??= error.Message.TrimEnd('.');
            throw;
        }

        Refuse(_writer.Lines > arguments.MaxLines ? $"it said more than {arguments.MaxLines} lines on one frame" : null);
    }

    private void Refuse(string? fault)
    {
        if (fault is not null)
        {
            Fault ??= fault;
            throw new InvalidOperationException(fault);
        }
    }
}
