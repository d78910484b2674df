namespace WsBridge.Host;

/// <summary>One answer at a time, which another thread may give than the one that was asked.</summary>
internal sealed class AnswerGate
{
    private readonly object _lock = new();
    private bool _isTaken;

    /// <summary>An answer is being made.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _isTaken = true;
        }
    }

    /// <summary>It is given.</summary>
    public void End()
    {
        lock (_lock)
        {
            _isTaken = false;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Waits until none is being made.</summary>
    public void Wait()
    {
        lock (_lock)
        {
            while (_isTaken)
            {
                Monitor.Wait(_lock);
            }
        }
    }
}
