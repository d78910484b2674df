using System.Text;

namespace WsBridge.Cli.Output;

/// <summary>Text on standard output, or in a file that appears under its name only when it is whole.</summary>
internal sealed class OutputFile : IDisposable
{
    private readonly PartialFile? _file;

    /// <param name="path">The file; null for standard output.</param>
    /// <param name="isLive">Input still grows: whoever follows it sees each result when it is there.</param>
    public OutputFile(string? path, bool isLive = false)
    {
        _file = path is null ? null : new PartialFile(path);
        Stream stream = _file is null ? Console.OpenStandardOutput() : new FileStream(_file.Name, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        Writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 64 * 1024) { AutoFlush = isLive };
        IsTerminal = path is null && !Console.IsOutputRedirected;
    }

    public TextWriter Writer { get; }

    public bool IsTerminal { get; }

    /// <summary>Everything was written.</summary>
    public void Complete()
    {
        Writer.Flush();
        _file?.Complete();
    }

    public void Dispose()
    {
        try
        {
            Writer.Dispose();
        }
        finally
        {
            _file?.Dispose();
        }
    }
}
