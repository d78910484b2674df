namespace WsBridge.Cli.Output;

/// <summary>The name of a file that is written beside the name it is to get, and gets that one only when it is whole.</summary>
internal sealed class PartialFile(string path) : IDisposable
{
    private readonly string _path = Path.GetFullPath(path);
    private bool _isComplete;

    /// <summary>The name to write to.</summary>
    public string Name { get; } = $"{Path.GetFullPath(path)}.{Environment.ProcessId}.part";

    /// <summary>Everything was written.</summary>
    public void Complete() => _isComplete = true;

    /// <summary>Gives the file its name, or deletes it when it is not complete.</summary>
    public void Dispose()
    {
        if (_isComplete)
        {
            File.Move(Name, _path, overwrite: true);
        }
        else
        {
            File.Delete(Name);
        }
    }
}
