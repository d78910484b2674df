namespace WsBridge.Capture;

/// <summary>A stream whose first octets were read already, to see what it is, and are given again.</summary>
/// <param name="head">The first octets.</param>
/// <param name="rest">What follows them; it is disposed of with this.</param>
public sealed class HeadedStream(ReadOnlyMemory<byte> head, Stream rest) : ReadOnlyStream
{
    private readonly Stream _rest = rest;
    private ReadOnlyMemory<byte> _head = head;

    /// <summary>Whether the end was met.</summary>
    public bool Ended { get; private set; }

    /// <inheritdoc/>
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

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
