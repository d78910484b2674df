namespace WsBridge.Cli.Output;

/// <summary>The name of a file that is written beside the name it is to get, and gets that one only when it is whole.</summary>
/// <remarks>
/// What is there already and empty has nothing to lose, and may be a device or a pipe, which no file may take the place of: it gets the
/// octets when they are whole. A link stays a link.
/// </remarks>
internal sealed class PartialFile : IDisposable
{
    private readonly string _path;
    private readonly bool _isThere;
    private bool _isComplete;

    /// <summary>Leaves alone what has the name so far.</summary>
    /// <param name="path">The name that it is to get.</param>
    public PartialFile(string path)
    {
        var there = new FileInfo(path);
        _isThere = there is { Exists: true, Length: 0 };
        _path = !_isThere && there.LinkTarget is not null ? there.ResolveLinkTarget(returnFinalTarget: true)!.FullName : there.FullName;
        Name = _isThere ? Path.GetTempFileName() : $"{_path}.{Environment.ProcessId}.part";
    }

    /// <summary>The name to write to.</summary>
    public string Name { get; }

    /// <summary>Everything was written.</summary>
    public void Complete() => _isComplete = true;

    /// <summary>Gives the file its name, or deletes it when it is not complete.</summary>
    public void Dispose()
    {
        if (_isComplete && !_isThere)
        {
            File.Move(Name, _path, overwrite: true);
            return;
        }

        try
        {
            if (_isComplete)
            {
                using FileStream whole = File.OpenRead(Name);
                using var target = new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
                whole.CopyTo(target);
            }
        }
        finally
        {
            File.Delete(Name);
        }
    }
}
