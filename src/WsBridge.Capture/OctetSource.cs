namespace WsBridge.Capture;

/// <summary>What ended the octets of a file early.</summary>
internal sealed record OctetFault(CaptureProblemKind Kind, string What);

/// <summary>A window of octets moving over a stream, which need not seek.</summary>
/// <remarks>
/// Reads no further than asked once the buffer is empty, so that a live stream is never waited for needlessly. Of a file that lies there
/// whole the next octets are read, and decompressed, by another thread while these are looked at.
/// </remarks>
/// <param name="stream">The octets.</param>
/// <param name="compression">How they are compressed in the file; null where they are not.</param>
/// <param name="isCutOff">Whether octets that cannot be decompressed are merely cut off.</param>
/// <param name="readsAhead">The stream never waits for octets that are yet to be written.</param>
/// <param name="expected">About how many octets there are; null where it is not known.</param>
internal sealed class OctetSource(
    Stream stream,
    Compression? compression = null,
    Func<bool>? isCutOff = null,
    bool readsAhead = false,
    long? expected = null)
    : IDisposable
{
    /// <summary>
    /// Of a small file no more is allocated than it needs: the runtime collects all garbage after some dozens of large buffers, and of ten
    /// thousand small captures that took a third of the time.
    /// </summary>
    private const int LeastCapacity = 1 << 14;
    private const int MostCapacity = 1 << 20;

    /// <summary>How much is read ahead at a time, and before it room for what is left of the octets before.</summary>
    private const int AheadCapacity = 1 << 19;
    private const int AheadRoom = 1 << 17;

    private readonly Stream _stream = stream;
    private readonly Func<bool>? _isCutOff = isCutOff;
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(
        (int)Math.Clamp(expected ?? MostCapacity, LeastCapacity, MostCapacity));
    private int _start;
    private int _end;
    private long _offsetOfBuffer;
    private bool _ended;
    private byte[]? _ahead;
    private Task<int>? _next;

    /// <summary>The place of the next octet in the (decompressed) file.</summary>
    public long Offset => _offsetOfBuffer + _start;

    /// <summary>How the file is compressed; null when it is not.</summary>
    public string? CompressedBy => compression?.Name;

    /// <summary>What ended the octets early, when it was not the end of the file.</summary>
    public OctetFault? Fault { get; private set; }

    /// <summary>The next octets without passing them; false, and all that remain, when there are fewer.</summary>
    public bool TryPeek(int count, out ReadOnlySpan<byte> octets)
    {
        bool enough = _end - _start >= count || Fill(count);
        octets = _buffer.AsSpan(_start, enough ? count : _end - _start);

        return enough;
    }

    /// <summary>Passes octets that were peeked; they stay valid until the next peek.</summary>
    public void Advance(int count) => _start += count;

    /// <summary>The octets that were passed last, until the next peek.</summary>
    public ReadOnlySpan<byte> Passed(int count) => _buffer.AsSpan(_start - count, count);

    public void Dispose()
    {
        Leave();
        _stream.Dispose();
    }

    /// <summary>Reads no more of the stream, which stays open.</summary>
    public void Leave()
    {
        if (_next is not null)
        {
            Task.WaitAny(_next); // nobody asks any more what went wrong
        }
    }

    private bool Fill(int count)
    {
        while (_end - _start < count && !_ended)
        {
            if (_next is not null)
            {
                TakeNext();
            }
            else
            {
                ReadNow(count);
            }
        }

        return _end - _start >= count;
    }

    private void ReadNow(int count)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _offsetOfBuffer += _start;
        _end -= _start;
        _start = 0;
        while (_end < count && !_ended)
        {
            if (_end == _buffer.Length)
            {
                // Doubles only when full, so that a damaged length does not cost the memory it claims.
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            int read = Read(_buffer.AsSpan(_end));
            _end += read;
            _ended = read == 0;
        }

        // Of a small file there is nothing ahead.
        if (readsAhead && _offsetOfBuffer + _end >= AheadCapacity && !_ended)
        {
            ReadNext(GC.AllocateUninitializedArray<byte>(AheadRoom + AheadCapacity));
        }
    }

    /// <summary>What was read ahead follows what is left.</summary>
    private void TakeNext()
    {
        int read = _next!.GetAwaiter().GetResult();
        byte[] ahead = _ahead!;
        _next = null;
        _ended = read == 0;
        int left = _end - _start;
        if (_ended)
        {
            return;
        }

        if (left <= AheadRoom)
        {
            int start = AheadRoom - left;
            _buffer.AsSpan(_start, left).CopyTo(ahead.AsSpan(start));
            byte[] free = _buffer;
            _offsetOfBuffer += _start - start;
            (_buffer, _start, _end) = (ahead, start, AheadRoom + read);
            ReadNext(free.Length == ahead.Length ? free : GC.AllocateUninitializedArray<byte>(ahead.Length));
            return;
        }

        _buffer.AsSpan(_start, left).CopyTo(_buffer);
        _offsetOfBuffer += _start;
        (_start, _end) = (0, left + read);
        if (_end > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_end, _buffer.Length * 2));
        }

        ahead.AsSpan(AheadRoom, read).CopyTo(_buffer.AsSpan(left));
        ReadNext(ahead);
    }

    private void ReadNext(byte[] into)
    {
        _ahead = into;
        _next = Task.Run(() => ReadAll(into.AsSpan(AheadRoom)));
    }

    private int ReadAll(Span<byte> destination)
    {
        int length = 0;
        while (length < destination.Length && Fault is null && Read(destination[length..]) is > 0 and var read)
        {
            length += read;
        }

        return length;
    }

    private int Read(Span<byte> destination)
    {
        try
        {
            return _stream.Read(destination);
        }
        catch (IOException exception)
        {
            Fault = new OctetFault(CaptureProblemKind.Unreadable, SystemMessage.Of(exception));
            return 0;
        }
        catch (InvalidDataException)
        {
            // Thrown by the decompression only, with words that are about something else.
            Fault = _isCutOff?.Invoke() == true
                ? new OctetFault(CaptureProblemKind.Truncated, $"the {compression?.Name} data end too early")
                : new OctetFault(CaptureProblemKind.Damaged, $"the {compression?.Name} data are invalid");
            return 0;
        }
    }
}
