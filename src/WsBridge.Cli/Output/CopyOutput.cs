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

    private CopyOutput(string output)
    {
        _output = output;
        _destination = Destinations.Of(output == "-" ? null : output);
        _file = _destination == Destination.File ? new PartialFile(output) : null;
        Name = _file?.Name ?? Path.GetTempFileName();
    }

    /// <summary>The file to write to.</summary>
    public string Name { get; }

    /// <summary>Says on standard error why nothing can be copied from one to the other.</summary>
    public static bool IsUsable(string input, string output)
    {
        string? why = input == "-" ? "the capture is read more than once, so it cannot be standard input: give a file."
            : output == "-" && !Console.IsOutputRedirected ? "a capture is not written to a terminal: give -o FILE, or pipe it somewhere."
            : null;
        if (why is not null)
        {
            Console.Error.WriteLine($"wsbridge: {why}");
        }

        return why is null;
    }

    /// <summary>Writes a copy.</summary>
    /// <param name="output">Where it goes; - is standard output.</param>
    /// <param name="write">Writes it to a file of this name.</param>
    /// <param name="written">Called when it is where it should be.</param>
    /// <returns>The exit status; what went wrong with the capture was said.</returns>
    /// <exception cref="OutputFailedException">It cannot be written.</exception>
    public static int Write(string output, Action<string> write, Action written)
    {
        try
        {
            using (var copy = new CopyOutput(output))
            {
                write(copy.Name);
                copy.Complete();
            }

            written();
        }
        catch (CaptureFormatException error)
        {
            Console.Error.WriteLine($"wsbridge: {error.Message}"); // it has changed since it was read the first time
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
        if (_file is null)
        {
            File.Delete(Name);
        }

        _file?.Dispose();
    }

    private void Complete()
    {
        if (_file is not null)
        {
            _file.Complete();
            return;
        }

        using FileStream whole = File.OpenRead(Name);
        using Stream target = _destination == Destination.Node ? Destinations.OpenNode(_output) : OutputStream.Standard();
        whole.CopyTo(target);
    }
}
