using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace WsBridge.Host.Pipes;

/// <summary>
/// Reads a FIFO that was opened before anybody came to write: its end is that somebody came and left, not that nobody has come yet.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ExpectantStream(SafeFileHandle pipe, ClientTurn turn) : Stream
{
    private readonly FileStream _stream = new(pipe, FileAccess.Read, bufferSize: 0);
    private readonly Func<bool> _isReadable = () => Posix.IsReadable(pipe);
    private bool _hasCome;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (!_hasCome)
        {
            Posix.WaitForWriter(pipe);
            _hasCome = true;
        }

        turn.Await(_isReadable);
        return _stream.Read(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Nothing is written to it.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
        }

        base.Dispose(disposing);
    }
}
