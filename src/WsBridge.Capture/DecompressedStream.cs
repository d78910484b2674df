namespace WsBridge.Capture;

/// <summary>
/// What a library decompresses, frame after frame. Whatever it throws for data that are cut off or damaged is
/// <see cref="InvalidDataException"/> here; what the system throws for a file that cannot be read stays as it is.
/// </summary>
/// <param name="file">The compressed octets.</param>
/// <param name="open">Decompresses what begins here, and leaves the stream open.</param>
internal sealed class DecompressedStream(HeadedStream file, Func<Stream, Stream> open) : Stream
{
    private const int MagicLength = 4;

    private Stream _frame = open(file);
    private bool _hasRead;

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
        while (true)
        {
            int read = Decompress(buffer);
            if (read > 0 || buffer.IsEmpty || !TryNextFrame())
            {
                _hasRead |= read > 0;
                return read;
            }
        }
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
            _frame.Dispose();
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Decompress(Span<byte> buffer)
    {
        try
        {
            return _frame.Read(buffer);
        }
        catch (Exception error) when (error is not IOException or EndOfStreamException)
        {
            throw new InvalidDataException(error.Message, error);
        }
    }

    /// <summary>Another frame may follow, as where compressed files were put one after the other.</summary>
    private bool TryNextFrame()
    {
        byte[] magic = new byte[MagicLength];
        int length = file.ReadAtLeast(magic, MagicLength, throwOnEndOfStream: false);
        if (length == 0)
        {
            return false;
        }

        if (!_hasRead)
        {
            throw new InvalidDataException();
        }

        _hasRead = false;
        _frame.Dispose();
        _frame = open(new HeadedStream(magic.AsMemory(0, length), new Kept(file)));
        return true;
    }

    /// <summary>Stays open when a frame was read.</summary>
    private sealed class Kept(Stream stream) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer) => stream.Read(buffer);

        public override int Read(byte[] buffer, int offset, int count) => stream.Read(buffer, offset, count);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
