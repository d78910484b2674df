namespace WsBridge.Capture;

/// <summary>Collects what a writer has composed and hands it to the stream in large pieces, each of them whole blocks.</summary>
internal sealed class BlockBuffer(Stream stream, bool leaveOpen = false) : IDisposable
{
    private const int HandOver = 64 << 10;

    private readonly Stream _stream = stream;
    private byte[] _buffer = new byte[2 * HandOver];
    private int _length;

    /// <summary>Room for a whole block or record, which is zero until the caller fills it.</summary>
    public Span<byte> Append(int length)
    {
        if (_length >= HandOver)
        {
            WriteOut();
        }

        if (_buffer.Length - _length < length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + length));
        }

        Span<byte> block = _buffer.AsSpan(_length, length);
        block.Clear();
        _length += length;

        return block;
    }

    public void Flush()
    {
        WriteOut();
        _stream.Flush();
    }

    public void Dispose()
    {
        try
        {
            Flush();
        }
        finally
        {
            if (!leaveOpen)
            {
                _stream.Dispose();
            }
        }
    }

    private void WriteOut()
    {
        _stream.Write(_buffer, 0, _length);
        _length = 0;
    }
}
