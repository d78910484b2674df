using System.Buffers.Binary;
using WsBridge.Sdk;

namespace WsBridge.Host.Plugins;

/// <summary>Octets that grow, and the messages to a worker.</summary>
internal sealed class OctetBuffer
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _length;

    public ReadOnlySpan<byte> Octets => _buffer.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Append(ReadOnlySpan<byte> octets) => octets.CopyTo(Take(octets.Length));

    /// <summary>The head of a message.</summary>
    public void Head(byte kind, int length)
    {
        Span<byte> head = Take(WorkerProtocol.Head);
        head[0] = kind;
        BinaryPrimitives.WriteInt32BigEndian(head[1..], length);
    }

    /// <summary>A frame with what it was chosen by.</summary>
    public void Frame(in Frame frame)
    {
        bool isDetached = frame.PayloadOffset >= Sdk.Frame.DetachedPayload;
        int detached = isDetached ? frame.Payload.Length : 0;
        Head(WorkerProtocol.Frame, WorkerProtocol.FrameHead + frame.Octets.Length + detached);
        Span<byte> head = Take(WorkerProtocol.FrameHead);
        BinaryPrimitives.WriteUInt32BigEndian(head, (uint)frame.Id);
        BinaryPrimitives.WriteInt64BigEndian(head[4..], frame.TimeMicroseconds);
        BinaryPrimitives.WriteUInt16BigEndian(head[12..], (ushort)frame.LinkType);
        BinaryPrimitives.WriteInt32BigEndian(head[14..], frame.OriginalLength);
        head[18] = frame.Matched is null ? WorkerProtocol.NotMatched : WorkerProtocol.Matched;
        head[19] = (byte)(frame.Matched?.Kind ?? 0);
        BinaryPrimitives.WriteInt32BigEndian(head[20..], frame.Matched?.Value ?? 0);
        BinaryPrimitives.WriteInt32BigEndian(head[24..], frame.PayloadOffset);
        BinaryPrimitives.WriteInt32BigEndian(head[28..], frame.Payload.Length);
        Append(frame.Octets);
        if (isDetached)
        {
            Append(frame.Payload);
        }
    }

    private Span<byte> Take(int count)
    {
        if (_length + count > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        }

        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }
}
