using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace WsBridge.Host.Pipes;

/// <summary>
/// FIFOs in a fresh folder of mode 0700 (Linux, macOS). .NET's NamedPipeServerStream is a Unix domain socket there, which Lua cannot open.
/// </summary>
/// <remarks>
/// Opening a FIFO waits for the other end, so each is first opened in a way that does not wait. The client then never waits for a host
/// that has died in between, nor the host for a client that came and left before it was looked for.
/// </remarks>
[UnsupportedOSPlatform("windows")]
public sealed class FifoPipes : ISessionPipes
{
    // In the temporary folder. The Lua stub opens pipes in no other.
    private const string FolderPrefix = "wsbridge-";

    private readonly Lock _lock = new();
    private readonly ClientTurn _turn = new(TimeProvider.System, Environment.ProcessorCount);
    private readonly DirectoryInfo _folder;
    private readonly SafeFileHandle _requestHeld;
    private readonly SafeFileHandle _replyHeld;
    private bool _isOpen;

    /// <summary>Makes the folder and both FIFOs.</summary>
    /// <exception cref="IOException">The temporary folder cannot be written, or is on a file system without FIFOs.</exception>
    public FifoPipes()
    {
        _folder = Directory.CreateTempSubdirectory(FolderPrefix);
        string folder = Path.GetFullPath(_folder.FullName); // TMPDIR may be relative
        RequestPath = Path.Combine(folder, "request");
        ReplyPath = Path.Combine(folder, "reply");
        try
        {
            Posix.MakeFifo(RequestPath);
            Posix.MakeFifo(ReplyPath);
            _requestHeld = Posix.Open(RequestPath, Posix.ReadOnly | Posix.NonBlocking);
            _replyHeld = Posix.Open(ReplyPath, Posix.ReadWrite);
        }
        catch
        {
            Seal();
            throw;
        }
    }

    /// <inheritdoc/>
    public string RequestPath { get; }

    /// <inheritdoc/>
    public string ReplyPath { get; }

    /// <inheritdoc/>
    public Stream OpenRequest()
    {
        // Elsewhere a pipe to which nobody has come looks like one that everybody has left.
        _isOpen = OperatingSystem.IsLinux();
        SafeFileHandle handle = _isOpen ? _requestHeld : Posix.Open(RequestPath, Posix.ReadOnly);
        Posix.SetBlocking(handle);
        Posix.Enlarge(handle);
        return _isOpen ? new ExpectantStream(handle, _turn) : new FileStream(handle, FileAccess.Read, bufferSize: 0);
    }

    /// <inheritdoc/>
    public Stream OpenReply() => new FileStream(Posix.Open(ReplyPath, Posix.WriteOnly), FileAccess.Write, bufferSize: 0);

    /// <inheritdoc/>
    public void Answered() => _turn.Begin();

    /// <inheritdoc/>
    public void Seal()
    {
        lock (_lock)
        {
            if (!_isOpen)
            {
                _requestHeld?.Dispose(); // else it is the stream's
            }

            _replyHeld?.Dispose();
            _folder.Refresh();
            if (_folder.Exists)
            {
                _folder.Delete(recursive: true);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Seal();
}
