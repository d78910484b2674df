using System.Buffers.Binary;

namespace WsBridge.Fuzz;

/// <summary>
/// Takes what an analyzer answers and gives something else: answers whose octets were changed, whose parts are those of another one, or
/// that are no answers at all. Each write of a session is one answer. Where a client may wait for octets that do not come, the session
/// ends.
/// </summary>
/// <param name="reply">Where it goes.</param>
/// <param name="seed">The same seed makes the same of the same answers.</param>
public sealed class RubbishStream(Stream reply, int seed) : Stream
{
    private const int Head = 8;
    private const int Greeting = 2;
    private const int OneGreetingOf = 20;
    private const int OneLengthOf = 100;

    private readonly Random _random = new(seed);
    private readonly Mutator _mutator = new(seed);
    private byte[] _before = [];
    private int _writes;

    /// <summary>Answers that were given and are not what they should be.</summary>
    public int Answers { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        byte[] octets = buffer.ToArray();
        bool isLast;
        if (_writes++ < Greeting)
        {
            isLast = _random.Next(OneGreetingOf) == 0;
            octets = isLast ? _mutator.Change(octets, [0xFF]) : octets;
        }
        else
        {
            byte[] rubbish = Change(octets, out isLast);
            Answers += rubbish.AsSpan().SequenceEqual(octets) ? 0 : 1;
            _before = octets;
            octets = rubbish;
        }

        reply.Write(octets);
        reply.Flush();
        if (isLast)
        {
            throw new IOException("What the client may wait for will not come.");
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush() => reply.Flush();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    // Mostly annotations that were changed under a length that is theirs; now and then a length that is not, after which nothing comes.
    private byte[] Change(byte[] answer, out bool isLast)
    {
        byte[] body = _mutator.Change(answer.Length > Head || _before.Length < Head ? answer[Head..] : _before[Head..], _before);
        byte[] changed = [.. answer[..Head], .. body];
        isLast = _random.Next(OneLengthOf) == 0;
        BinaryPrimitives.WriteUInt32BigEndian(
            changed,
            isLast ? (uint)_random.Next(int.MinValue, int.MaxValue) : (uint)(changed.Length - sizeof(uint)));
        return changed;
    }
}
