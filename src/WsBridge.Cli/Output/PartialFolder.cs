using WsBridge.Host;

namespace WsBridge.Cli.Output;

/// <summary>A folder that is filled beside the name it is to get, and gets that one only when it is whole.</summary>
internal sealed class PartialFolder : IDisposable
{
    private readonly string _path;
    private readonly Termination _ending;
    private readonly bool _replaces;
    private bool _isThere;

    /// <param name="path">The name that it is to get; an empty folder may have it.</param>
    /// <param name="replaces">A folder that has the name so far is deleted once this one has it.</param>
    /// <exception cref="OutputFailedException">Something else has the name, or there can be no folder beside it.</exception>
    public PartialFolder(string path, bool replaces = false)
    {
        _replaces = replaces;
        Shown = path;
        _path = System.IO.Path.GetFullPath(path).TrimEnd(System.IO.Path.DirectorySeparatorChar);
        string parent = System.IO.Path.GetDirectoryName(_path)!;
        Path = System.IO.Path.Combine(parent, $"wsbridge-{System.IO.Path.GetRandomFileName()}.part");
        _ending = new Termination(Delete);
        OutputStream.Try(path, () =>
        {
            SharedFolder.Check(path);
            if (File.Exists(_path) || (!replaces && Directory.Exists(_path) && Directory.EnumerateFileSystemEntries(_path).Any()))
            {
                throw new IOException("it is there already; give the name of a new folder");
            }

            Directory.CreateDirectory(Path);
            _isThere = true;
        });
    }

    /// <summary>Where it is filled.</summary>
    public string Path { get; }

    /// <summary>What sentences call it.</summary>
    public string Shown { get; }

    /// <summary>Everything is there: it gets its name.</summary>
    /// <exception cref="OutputFailedException">It cannot have it.</exception>
    public void Complete() => OutputStream.Try(Shown, () =>
    {
        if (_replaces && Directory.Exists(_path))
        {
            Replace();
            return;
        }

        if (Directory.Exists(_path))
        {
            Directory.Delete(_path);
        }

        Directory.Move(Path, _path);
        _isThere = false;
    });

    private void Replace()
    {
        string old = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(_path)!, $"wsbridge-{System.IO.Path.GetRandomFileName()}.old");
        Directory.Move(_path, old);
        try
        {
            Directory.Move(Path, _path);
        }
        catch (Exception error) when (OutputStream.IsFailure(error) && !Directory.Exists(_path))
        {
            Directory.Move(old, _path);
            throw;
        }

        _isThere = false;
        Directory.Delete(old, recursive: true);
    }

    /// <summary>Deletes it when it is not complete.</summary>
    public void Dispose()
    {
        try
        {
            Delete();
        }
        catch (Exception error) when (OutputStream.IsFailure(error))
        {
            // It lies there under a name that tells whose it is; what went wrong before is what is said.
        }

        _ending.Dispose();
    }

    private void Delete()
    {
        if (_isThere)
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
