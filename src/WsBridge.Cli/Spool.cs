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
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
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
    public Stream Write()
    {
        _file.SetLength(0);
        return new OutputStream(new View(_file, CanWrite: true), _where);
    }

    /// <summary>Gives its octets from its start. Several may read.</summary>
    public Stream Read() => new View(_file, CanWrite: false);

    /// <summary>The file is gone.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>A place of its own in the file; closing it leaves the file open.</summary>
    private sealed class View(FileStream file, bool CanWrite) : Stream
    {
        public override bool CanRead => !CanWrite;

        public override bool CanSeek => false;

        public override bool CanWrite { get; } = CanWrite;

        public override long Length => throw new NotSupportedException();

        public override long Position { get; set; }

        public override int Read(Span<byte> buffer)
        {
            int read = RandomAccess.Read(file.SafeFileHandle, buffer, Position);
            Position += read;
            return read;
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            RandomAccess.Write(file.SafeFileHandle, buffer, Position);
            Position += buffer.Length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
            // Nothing is held back.
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
