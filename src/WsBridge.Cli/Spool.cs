using WsBridge.Cli.Output;

namespace WsBridge.Cli;

/// <summary>
/// A file without a name in the temporary folder, for what comes only once or is written more than once. Only this user can read it, and it
/// is gone with this process, however that ends.
/// </summary>
/// <remarks>On Windows it has a name as long as it is open; the system deletes it with the last handle.</remarks>
internal sealed class Spool : IDisposable
{
    private readonly FileStream _file;
    private readonly string _where;

    /// <param name="content">What it holds, as sentences call it.</param>
    /// <exception cref="OutputFailedException">The temporary folder takes no file.</exception>
    public Spool(string content)
    {
        string folder = Path.GetTempPath();
        _where = $"{content} to the temporary folder {folder} (TMPDIR)";
        string name = Path.Combine(folder, $"wsbridge-{Path.GetRandomFileName()}.spool");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (OperatingSystem.IsWindows())
        {
            options.Options = FileOptions.DeleteOnClose;
        }
        else
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            _file = new FileStream(name, options);
            if (!OperatingSystem.IsWindows())
            {
                File.Delete(name);
            }
        }
        catch (Exception error) when (OutputStream.IsFailure(error))
        {
            _file?.Dispose();
            throw new OutputFailedException(_where, error);
        }
    }

    /// <summary>Empties it, and takes octets from its start.</summary>
    /// <exception cref="OutputFailedException">It cannot be emptied.</exception>
    public Stream Write()
    {
        OutputStream.Try(_where, () => _file.SetLength(0));
        return new OutputStream(new FileView(_file, canWrite: true), _where);
    }

    /// <summary>Gives its octets from its start. Several may read.</summary>
    public Stream Read() => new FileView(_file, canWrite: false);

    /// <summary>The file is gone.</summary>
    public void Dispose() => _file.Dispose();
}
