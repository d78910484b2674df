using WsBridge.Sdk;

namespace WsBridge.Host.Plugins;

/// <summary>The process of a plugin, from its start to its end, and the requests to it. Frames are handed over without waiting.</summary>
internal sealed class WorkerRun : IDisposable
{
    private const int MaxWaiting = 32 * 1024; // octets of requests that are sent together
    private readonly WorkerLimits _limits;
    private readonly FailureCount _failures;
    private readonly WorkerProcess _process;
    private readonly WorkerAnswers _answers;
    private readonly WorkerWatch _watch;
    private readonly OctetBuffer _requests = new();

    /// <summary>Starts it, and waits until it has said what it declares or has ended.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="number">Its number among the plugins.</param>
    /// <param name="part">Numbers of its first field and expert info.</param>
    /// <param name="limits">What it may take.</param>
    /// <param name="failures">Counts its end where it did not end well.</param>
    /// <param name="firstFrame">The frame that it is started for.</param>
    /// <exception cref="IOException">It cannot be started; the message says why.</exception>
    public WorkerRun(InstalledPlugin plugin, int number, (ushort FirstField, ushort FirstExpert) part, WorkerLimits limits,
        FailureCount failures, uint firstFrame)
    {
        _limits = limits;
        _failures = failures;
        _process = new WorkerProcess(plugin.Assembly, part.FirstField, part.FirstExpert, number, limits);
        _answers = new WorkerAnswers(plugin, _process, limits, failures, firstFrame);
        WorkerReader.Start(_process, _answers, plugin.Manifest.Name);
        _watch = new WorkerWatch(_process, _answers, limits);
        _answers.WaitForHello();
        try
        {
            _process.Seal();
        }
        catch (IOException)
        {
            _watch.Dispose();
            _process.Kill();
            _process.Dispose();
            throw;
        }
    }

    /// <summary>Nothing more comes from it.</summary>
    public bool IsOver => _answers.IsOver;

    /// <summary>Why it was stopped; null while it does well.</summary>
    public WorkerEnd? End => _answers.End;

    /// <summary>Hands a frame over.</summary>
    public void Send(in Frame frame)
    {
        _requests.Frame(frame);
        if (_requests.Octets.Length > MaxWaiting)
        {
            Flush();
        }
    }

    /// <summary>Asks it to say when it has looked at everything; it can do so while others look.</summary>
    public void Ask()
    {
        _answers.Expect();
        _requests.Head(WorkerProtocol.Sync, 0);
        Flush();
    }

    /// <inheritdoc cref="WorkerAnswers.WhenAnswered"/>
    public void WhenAnswered(Action then) => _answers.WhenAnswered(then);

    /// <summary>Waits for what it says on the frames so far, and adds it.</summary>
    public void Collect(AnswerWriter answer)
    {
        _answers.WaitUntilAnswered();
        _answers.MoveTo(answer);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!IsOver)
        {
            Ask();
            _answers.WaitUntilAnswered();
        }

        _watch.Dispose();
        if (_answers.Close())
        {
            _failures.Reset();
            _process.End(_limits.End);
        }

        _process.Dispose();
    }

    private void Flush()
    {
        try
        {
            _process.Requests.Write(_requests.Octets);
        }
        catch (IOException)
        {
            // It is gone; the reader has noticed or will.
            _answers.WaitUntilOver();
        }

        _requests.Clear();
    }
}
