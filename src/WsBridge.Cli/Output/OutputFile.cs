using System.Text;

namespace WsBridge.Cli.Output;

/// <summary>Text on standard output, in a device or pipe, or in a file that appears under its name only when it is whole.</summary>
/// <remarks>What cannot be written is an <see cref="OutputFailedException"/>, whenever it shows.</remarks>
internal sealed class OutputFile : IDisposable
{
    private readonly PartialFile? _file;
    private readonly string? _path;

    /// <param name="path">The file; null and - stand for standard output.</param>
    /// <param name="isLive">Input still grows: whoever follows it sees each result when it is there.</param>
    public OutputFile(string? path, bool isLive = false)
    {
        _path = path;
        Destination destination = Destinations.Of(path);
        _file = destination == Destination.File ? new PartialFile(path!) : null;
        Stream stream = destination switch
        {
            Destination.StandardOutput => WholeRowsStream.Over(OutputStream.Standard()),
            Destination.Node => OpenNode(path!),
            _ => _file!.Open(),
        };
        Stream = stream;
        IsLive = isLive;
        Writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 64 * 1024) { AutoFlush = isLive };
        IsTerminal = path is (null or "-") && !Console.IsOutputRedirected;
    }

    public TextWriter Writer { get; }

    /// <summary>The same for octets: whoever writes here writes nothing there.</summary>
    public Stream Stream { get; }

    /// <summary>Each result is wanted at once.</summary>
    public bool IsLive { get; }

    public bool IsTerminal { get; }

    /// <summary>Everything was written.</summary>
    public void Complete()
    {
        Writer.Flush();
        if (_file is not null)
        {
            Writer.Dispose();
            _file.Complete();
        }
    }

    /// <summary>No input could be read: a file that has the name so far stays, and none is made.</summary>
    public void CompleteWithoutInput()
    {
        if (_file is null)
        {
            Complete();
            return;
        }

        StandardError.Say($"nothing could be read; {_path} is not written.");
    }

    public void Dispose()
    {
        try
        {
            Writer.Dispose();
        }
        catch (OutputFailedException)
        {
            // Nothing more can be written; whoever did not complete it is on the way out with the first failure.
        }
        finally
        {
            _file?.Dispose();
        }
    }

    private static OutputStream OpenNode(string path)
    {
        try
        {
            return new OutputStream(Destinations.OpenNode(path), path);
        }
        catch (Exception error) when (OutputStream.IsFailure(error))
        {
            throw new OutputFailedException(path, error);
        }
    }
}
