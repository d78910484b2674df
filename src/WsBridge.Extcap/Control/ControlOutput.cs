using WsBridge.Extcap.Capturing;

namespace WsBridge.Extcap.Control;

/// <summary>Keeps Wireshark's toolbar up to date, about once a second, on a thread of its own.</summary>
internal sealed class ControlOutput : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    // In the beginning the toolbar has yet to say that it is ready, and what it shows is of an earlier capture.
    private static readonly TimeSpan FirstTick = TimeSpan.FromMilliseconds(100);

    // What is written last, and no longer when nobody reads.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly ManualResetEventSlim _end = new();
    private Thread? _thread;

    /// <summary>Begins to write.</summary>
    /// <param name="path">The pipe; null without a toolbar.</param>
    /// <param name="toolbar">What is to be shown.</param>
    public static ControlOutput Open(string? path, Toolbar toolbar)
    {
        var output = new ControlOutput();
        if (path is not null)
        {
            output._thread = new Thread(() => output.Write(path, toolbar)) { IsBackground = true, Name = "to the toolbar" };
            output._thread.Start();
        }

        return output;
    }

    public void Dispose()
    {
        _end.Set();
        _thread?.Join(Patience);
    }

    private void Write(string path, Toolbar toolbar)
    {
        try
        {
            using Stream pipe = PipeFile.OpenWrite(path);
            bool isShown = false;
            bool isEnd;
            do
            {
                isEnd = _end.Wait(isShown ? Tick : FirstTick);
                foreach (ControlMessage message in toolbar.Next())
                {
                    pipe.Write(message.ToArray());
                    isShown = true;
                }
            }
            while (!isEnd);
        }
        catch (Exception error) when (error is IOException or SourceProblemException)
        {
            // A toolbar that does not listen is no reason to end the capture.
        }
    }
}
