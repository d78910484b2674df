namespace WsBridge.Capture;

/// <summary>
/// What a library decompresses, frame after frame. Whatever it throws for data that are cut off or damaged is
/// <see cref="InvalidDataException"/> here; what the system throws for a file that cannot be read stays as it is.
/// </summary>
/// <param name="file">The compressed octets.</param>
/// <param name="open">Decompresses what begins here, and leaves the stream open.</param>
internal sealed class DecompressedStream(HeadedStream file, Func<Stream, Stream> open) : ReadOnlyStream
{
    private const int MagicLength = 4;

    private Stream _frame = open(file);
    private bool _hasRead;

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
    private sealed class Kept(Stream stream) : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer) => stream.Read(buffer);
    }
}
