using System.IO.Pipes;

namespace WsBridge.Extcap.Capturing;

/// <summary>Opens the pipes that Wireshark makes: FIFOs, and named pipes on Windows.</summary>
internal static class PipeFile
{
    private const string WindowsPrefix = @"\\.\pipe\";

    /// <summary>Opens to read; waits for a writer.</summary>
    /// <exception cref="SourceProblemException">It cannot be opened.</exception>
    public static Stream OpenRead(string path) => Open(path, FileMode.Open, FileAccess.Read, PipeDirection.In);

    /// <summary>Opens to write; waits for a reader. What is no pipe is made anew as a file.</summary>
    /// <exception cref="SourceProblemException">It cannot be opened.</exception>
    public static Stream OpenWrite(string path)
    {
        Stream stream = Open(path, FileMode.OpenOrCreate, FileAccess.Write, PipeDirection.Out);
        if (stream is { CanSeek: true, Length: > 0 }) // a device such as /dev/null has no length to change
        {
            stream.SetLength(0);
        }

        return stream;
    }

    private static Stream Open(string path, FileMode mode, FileAccess access, PipeDirection direction)
    {
        try
        {
            if (OperatingSystem.IsWindows() && path.StartsWith(WindowsPrefix, StringComparison.OrdinalIgnoreCase))
            {
                var pipe = new NamedPipeClientStream(".", path[WindowsPrefix.Length..], direction);
                pipe.Connect();
                return pipe;
            }

            return new FileStream(path, mode, access, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SourceProblemException($"The pipe {path} cannot be opened: {error.Message}", error);
        }
    }
}
