using WsBridge.Extcap.Capturing;

namespace WsBridge.Extcap.Control;

/// <summary>Listens to Wireshark's toolbar on a thread of its own.</summary>
internal sealed class ControlInput : IDisposable
{
    private Stream? _pipe;

    /// <summary>Begins to listen.</summary>
    /// <param name="path">The pipe; null without a toolbar.</param>
    /// <param name="toolbar">Takes what it says.</param>
    /// <param name="quit">Called when Wireshark asks for the end of the capture.</param>
    public static ControlInput Open(string? path, Toolbar toolbar, Action quit)
    {
        var input = new ControlInput();
        if (path is not null)
        {
            new Thread(() => input.Listen(path, toolbar, quit)) { IsBackground = true, Name = "toolbar" }.Start();
        }

        return input;
    }

    public void Dispose() => _pipe?.Dispose();

    private void Listen(string path, Toolbar toolbar, Action quit)
    {
        try
        {
            _pipe = PipeFile.OpenRead(path);
            var reader = new ControlReader(_pipe);
            while (reader.TryRead(out ControlMessage message))
            {
                if (reader.IsQuit)
                {
                    quit();
                }
                else
                {
                    toolbar.Take(message);
                }
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or SourceProblemException)
        {
            // A toolbar that cannot speak is no reason to end the capture.
        }
    }
}
