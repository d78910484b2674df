using WsBridge.Capture;

namespace WsBridge.Cli.Output;

/// <summary>
/// Where a copy of a capture goes: a file that appears when it is whole; or standard output, a device or a pipe, which get it when it is
/// whole.
/// </summary>
internal sealed class CopyOutput : IDisposable
{
    private readonly string _output;
    private readonly Destination _destination;
    private readonly PartialFile? _file;
    private readonly Spool? _spool;

    private CopyOutput(string output)
    {
        _output = output;
        _destination = Destinations.Of(output);
        _file = _destination == Destination.File ? new PartialFile(output) : null;
        _spool = _file is null ? new Spool("the new capture") : null;
    }

    /// <summary>What sentences call it.</summary>
    public string Shown => _output == "-" ? "standard output" : _output;

    /// <summary>Takes it from its start; whoever writes again replaces what was written.</summary>
    public Stream Write() => _file?.Open() ?? _spool!.Write();

    /// <summary>Gives what was written.</summary>
    public Stream Read() => _file?.Read() ?? _spool!.Read();

    /// <summary>Says on standard error why no capture can be written there.</summary>
    public static bool IsUsable(string output)
    {
        if (output != "-" || Console.IsOutputRedirected)
        {
            return true;
        }

        StandardError.Say("a capture is not written to a terminal: give -o FILE, or pipe it somewhere.");
        return false;
    }

    /// <summary>Writes a copy.</summary>
    /// <param name="output">Where it goes; - is standard output.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="written">Called when it is where it should be.</param>
    /// <returns>The exit status; what went wrong with the capture was said.</returns>
    /// <exception cref="OutputFailedException">It cannot be written.</exception>
    public static int Write(string output, Action<CopyOutput> write, Action written)
    {
        try
        {
            using (var copy = new CopyOutput(output))
            {
                write(copy);
                copy.Complete();
            }

            written();
        }
        catch (CaptureFormatException error)
        {
            StandardError.Say(error.Message); // it has changed since it was read the first time
            return ExitStatus.Unreadable;
        }
        catch (Exception error) when (OutputStream.IsFailure(error))
        {
            throw new OutputFailedException(output == "-" ? "standard output" : output, error);
        }

        return ExitStatus.Analysed;
    }

    public void Dispose()
    {
        _spool?.Dispose();
        _file?.Dispose();
    }

    private void Complete()
    {
        if (_file is not null)
        {
            _file.Complete();
            return;
        }

        using Stream whole = _spool!.Read();
        using Stream target = _destination == Destination.Node ? Destinations.OpenNode(_output) : OutputStream.Standard();
        whole.CopyTo(target);
    }
}
