using System.Diagnostics;
using WsBridge.Sdk;

namespace WsBridge.Host.Plugins;

/// <summary>Runs a plugin on the frames of a file, as a session would, to see how it does.</summary>
public sealed class PluginTrial : IDisposable
{
    private readonly AnswerWriter _answer;
    private readonly PluginWorker _worker;
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>Starts nothing yet.</summary>
    public PluginTrial(InstalledPlugin plugin, Schema schema, WorkerLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        ArgumentNullException.ThrowIfNull(schema);

        _answer = new AnswerWriter(schema);
        _worker = new PluginWorker(plugin, 0, schema.PartOf(0), limits ?? new WorkerLimits());
    }

    /// <summary>Frames of the file.</summary>
    public long Frames { get; private set; }

    /// <summary>From the start until the plugin had looked at the last frame.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Octets of all that it said.</summary>
    public long OutputOctets { get; private set; }

    /// <summary>Why it had to be stopped; null when it did not.</summary>
    public string? Note => _worker.Note;

    /// <summary>A frame of the file.</summary>
    public void OnFrame(in Frame frame)
    {
        Frames++;
        _worker.OnFrame(frame);
    }

    /// <summary>Waits until the plugin has looked at all of them.</summary>
    public void Finish()
    {
        _worker.Ask();
        _worker.CollectOutput(_answer);
        Elapsed = _watch.Elapsed;
        OutputOctets = _answer.Gathered.Length;
    }

    /// <inheritdoc/>
    public void Dispose() => _worker.Dispose();
}
