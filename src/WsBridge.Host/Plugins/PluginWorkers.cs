using WsBridge.Sdk;

namespace WsBridge.Host.Plugins;

/// <summary>All plugins during one capture, in the order of the schema.</summary>
public sealed class PluginWorkers : IDisposable
{
    private readonly PluginWorker[] _workers;

    /// <summary>Starts nothing yet: each begins with its first frame.</summary>
    public PluginWorkers(IReadOnlyList<InstalledPlugin> plugins, Schema schema, WorkerLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        ArgumentNullException.ThrowIfNull(schema);

        _workers = [.. plugins.Select((plugin,
            number) => new PluginWorker(plugin, number, schema.PartOf(number), limits ?? new WorkerLimits()))];
    }

    /// <summary>Frames were passed over that were not shown to any.</summary>
    public void Skip()
    {
        foreach (PluginWorker worker in _workers)
        {
            worker.Skip();
        }
    }

    /// <summary>Shows a frame to those that asked for such, but one that gets it as a protocol of its own.</summary>
    public void OnFrame(in Frame frame, ReadOnlySpan<int> butNot)
    {
        for (int i = 0; i < _workers.Length; i++)
        {
            if (!butNot.Contains(i))
            {
                _workers[i].OnFrame(frame);
            }
        }
    }

    /// <summary>Shows a frame to the plugin whose protocol it is.</summary>
    public void OnClaim(int plugin, in Frame frame)
    {
        if (plugin >= 0 && plugin < _workers.Length)
        {
            _workers[plugin].OnClaim(frame);
        }
    }

    /// <summary>A claim by its place in the manifest; null when there is none.</summary>
    public Traffic? ClaimOf(int plugin, int claim) =>
        plugin >= 0 && plugin < _workers.Length && claim >= 0 && claim < _workers[plugin].Claims.Count
            ? _workers[plugin].Claims[claim]
            : null;

    /// <summary>Asks all, so that they can answer while others look.</summary>
    public void Ask()
    {
        foreach (PluginWorker worker in _workers)
        {
            worker.Ask();
        }
    }

    /// <summary>Calls <paramref name="then"/> when all have answered what they were asked, on whatever thread hears of the last.</summary>
    public void WhenAnswered(Action then)
    {
        int left = _workers.Length;
        foreach (PluginWorker worker in _workers)
        {
            worker.WhenAnswered(() =>
            {
                if (Interlocked.Decrement(ref left) == 0)
                {
                    then();
                }
            });
        }
    }

    /// <summary>Waits for what they say and adds it, in the order of the schema.</summary>
    /// <param name="answer">Where it goes.</param>
    /// <param name="current">The last frame that the client sent.</param>
    /// <param name="isAsked">They were asked already.</param>
    internal void Collect(AnswerWriter answer, uint current, bool isAsked)
    {
        if (!isAsked)
        {
            Ask();
        }

        foreach (PluginWorker worker in _workers)
        {
            worker.Collect(answer, current);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PluginWorker worker in _workers)
        {
            worker.Dispose();
        }
    }
}
