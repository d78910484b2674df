namespace WsBridge.Capture;

/// <summary>A stream whose first octets were read already, to see what it is, and are given again.</summary>
internal sealed class HeadedStream(ReadOnlyMemory<byte> head, Stream rest) : Stream
{
    private readonly Stream _rest = rest;
    private ReadOnlyMemory<byte> _head = head;

    /// <summary>Whether the end was met.</summary>
    public bool Ended { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (!_head.IsEmpty)
        {
            int given = Math.Min(_head.Length, buffer.Length);
            _head.Span[..given].CopyTo(buffer);
            _head = _head[given..];
            return given;
        }

        int read = _rest.Read(buffer);
        Ended |= read == 0 && !buffer.IsEmpty;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Nothing is ever written: what a stream that only reads does.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
