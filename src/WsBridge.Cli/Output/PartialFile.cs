using WsBridge.Host;

namespace WsBridge.Cli.Output;

/// <summary>A file that is written beside the name it is to get, and gets that one only when it is whole.</summary>
/// <remarks>
/// Where the system can, it has no name until then. Else it is made under one that nobody can foresee, and never through a link, and a
/// signal that ends the program deletes it. A file that has the name so far keeps it until then; its mode and owner stay. A link stays a
/// link.
/// </remarks>
internal sealed class PartialFile : IDisposable
{
    private readonly string _path;
    private readonly string _shown;
    private readonly string _name = "";
    private readonly FileStream? _file;
    private readonly Termination? _ending;
    private readonly bool _isUnnamed;
    private bool _isThere;

    /// <summary>Leaves alone what has the name so far.</summary>
    /// <param name="path">The name that it is to get, of no <see cref="Destination.Node"/>.</param>
    /// <exception cref="OutputFailedException">There can be no file beside it.</exception>
    public PartialFile(string path)
    {
        _shown = path;
        try
        {
            var there = new FileInfo(path);
            _path = there.LinkTarget is null ? there.FullName : there.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
            if (Directory.Exists(_path))
            {
                throw new IOException("it is a folder");
            }

            _name = Path.Combine(Path.GetDirectoryName(_path)!, $"wsbridge-{Path.GetRandomFileName()}.part");
            _ending = new Termination(Delete);
            _file = UnnamedFile.TryCreate(Path.GetDirectoryName(_path)!);
            _isUnnamed = _file is not null;
            _file ??= new FileStream(_name, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            _isThere = !_isUnnamed;
            KeepModeAndOwner();
        }
        catch (Exception error) when (OutputStream.IsFailure(error))
        {
            Dispose();
            throw new OutputFailedException(_shown, error);
        }
    }

    /// <summary>Opens it to be written from its start.</summary>
    /// <exception cref="OutputFailedException">What was written before cannot be cut off.</exception>
    public Stream Open()
    {
        if (_file!.Length > 0)
        {
            OutputStream.Try(_shown, () => _file.SetLength(0));
        }

        return new OutputStream(new FileView(_file, canWrite: true), _shown);
    }

    /// <summary>Opens it to be read from its start.</summary>
    public Stream Read() => new FileView(_file!, canWrite: false);

    /// <summary>Everything was written: it gets its name.</summary>
    /// <remarks>When it is on the disk: a file system across a network tells only then that there was no room.</remarks>
    /// <exception cref="OutputFailedException">It cannot have it.</exception>
    public void Complete() => OutputStream.Try(_shown, () =>
    {
        Disk.Flush(_file!);
        if (_isUnnamed)
        {
            if (UnnamedFile.TryName(_file!, _path))
            {
                return;
            }

            // A link takes nobody's place: a name for a moment, from which it can.
            if (!UnnamedFile.TryName(_file!, _name))
            {
                throw new IOException($"{_name} is there already");
            }

            _isThere = true;
        }

        _file!.Dispose();
        File.Move(_name, _path, overwrite: true);
        _isThere = false;
    });

    /// <summary>Deletes it when it is not complete.</summary>
    public void Dispose()
    {
        try
        {
            _file?.Dispose();
            Delete();
        }
        catch (Exception error) when (OutputStream.IsFailure(error))
        {
            // It lies there under a name that tells whose it is; what went wrong before is what is said.
        }

        _ending?.Dispose();
    }

    private void Delete()
    {
        if (_isThere)
        {
            File.Delete(_name);
        }
    }

    private void KeepModeAndOwner()
    {
        if (OperatingSystem.IsWindows() || !File.Exists(_path))
        {
            return;
        }

        FileStatus.Of(_path)?.GiveTo(_isUnnamed ? UnnamedFile.PathOf(_file!) : _name);
        File.SetUnixFileMode(_file!.SafeFileHandle, File.GetUnixFileMode(_path));
    }
}
