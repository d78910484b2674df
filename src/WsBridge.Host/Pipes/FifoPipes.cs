using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace WsBridge.Host.Pipes;

/// <summary>
/// FIFOs in a fresh folder of mode 0700 (Linux, macOS). .NET's NamedPipeServerStream is a Unix domain socket there, which Lua cannot open.
/// </summary>
/// <remarks>
/// Opening a FIFO waits for the other end, so each is first opened in a way that does not wait. The client then never waits for a host
/// that has died in between.
/// </remarks>
[UnsupportedOSPlatform("windows")]
public sealed class FifoPipes : ISessionPipes
{
    private readonly DirectoryInfo _folder;
    private readonly SafeFileHandle _requestHeld;
    private readonly SafeFileHandle _replyHeld;

    /// <summary>Makes the folder and both FIFOs.</summary>
    /// <exception cref="IOException">The temporary folder cannot be written, or is on a file system without FIFOs.</exception>
    public FifoPipes()
    {
        _folder = Directory.CreateTempSubdirectory("wsbridge-");
        RequestPath = Path.Combine(_folder.FullName, "request");
        ReplyPath = Path.Combine(_folder.FullName, "reply");
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
        SafeFileHandle handle = Posix.Open(RequestPath, Posix.ReadOnly);
        Posix.Enlarge(handle);
        return new FileStream(handle, FileAccess.Read, bufferSize: 0);
    }

    /// <inheritdoc/>
    public Stream OpenReply() => new FileStream(Posix.Open(ReplyPath, Posix.WriteOnly), FileAccess.Write, bufferSize: 0);

    /// <inheritdoc/>
    public void Seal()
    {
        _requestHeld?.Dispose();
        _replyHeld?.Dispose();
        if (_folder.Exists)
        {
            _folder.Delete(recursive: true);
            _folder.Refresh();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Seal();
}
