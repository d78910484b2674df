using System.Text;

namespace WsBridge.Cli.Output;

/// <summary>Standard output, or a file that appears under its name only when it is whole.</summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string? _path;
    private readonly string? _partial;
    private bool _isComplete;

    public OutputFile(string? path)
    {
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (path is null)
        {
            Writer = new StreamWriter(Console.OpenStandardOutput(), encoding, 64 * 1024);
            IsTerminal = !Console.IsOutputRedirected;
            return;
        }

        _path = Path.GetFullPath(path);
        _partial = $"{_path}.{Environment.ProcessId}.part";
        Writer = new StreamWriter(_partial, append: false, encoding, 64 * 1024);
    }

    public TextWriter Writer { get; }

    public bool IsTerminal { get; }

    /// <summary>Everything was written.</summary>
    public void Complete()
    {
        Writer.Flush();
        _isComplete = true;
    }

    public void Dispose()
    {
        Writer.Dispose();
        if (_partial is null)
        {
            return;
        }

        if (_isComplete)
        {
            File.Move(_partial, _path!, overwrite: true);
        }
        else
        {
            File.Delete(_partial);
        }
    }
}
