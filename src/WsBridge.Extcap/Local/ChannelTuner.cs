using WsBridge.Extcap.Control;

namespace WsBridge.Extcap.Local;

/// <summary>Keeps the adapter on the channel that <see cref="ChannelControl"/> decides, on a thread of its own.</summary>
/// <param name="name">The adapter.</param>
/// <param name="adapter">Sets its channel.</param>
/// <param name="channels">Decides.</param>
/// <param name="toolbar">Is told what cannot be set.</param>
internal sealed class ChannelTuner(string name, AdapterControl adapter, ChannelControl channels, Toolbar toolbar) : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly HashSet<int> _complained = [];
    private Thread? _thread;
    private int? _current;

    /// <summary>Sets the first channel and begins.</summary>
    /// <exception cref="SourceProblemException">It cannot be set.</exception>
    public void Begin(CancellationToken stop)
    {
        (int? frequency, TimeSpan time) = channels.Next();
        if (frequency is { } first && Set(first, stop) is { } problem)
        {
            stop.ThrowIfCancellationRequested();
            throw new SourceProblemException(problem);
        }

        _thread = new Thread(() => Run(time)) { IsBackground = true, Name = "channels" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _thread?.Join();
        _end.Dispose();
    }

    private void Run(TimeSpan time)
    {
        channels.Wait(time, _end.Token);
        while (!_end.IsCancellationRequested)
        {
            (int? frequency, time) = channels.Next();
            if (frequency is { } next && next != _current && Set(next, _end.Token) is { } problem && !_end.IsCancellationRequested)
            {
                channels.Failed();
                if (_complained.Add(next) || channels.IsHopping != true)
                {
                    toolbar.Log(problem);
                }
            }

            channels.Wait(time, _end.Token);
        }
    }

    /// <summary>Null, or what is wrong.</summary>
    private string? Set(int frequency, CancellationToken stop)
    {
        try
        {
            ToolResult result = adapter.SetFrequency(frequency, stop);
            if (!result.IsGood)
            {
                return LocalProblem.ChannelNotSet(name, frequency, result);
            }

            _current = frequency;
            channels.IsOn(frequency);
            return null;
        }
        catch (SourceProblemException problem)
        {
            return problem.Message;
        }
    }
}
