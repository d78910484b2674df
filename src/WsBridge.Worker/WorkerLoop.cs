using System.Buffers.Binary;
using WsBridge.Host.Plugins;
using WsBridge.Sdk;

namespace WsBridge.Worker;

/// <summary>Shows the plugin one frame after the other. What it says on a frame reaches the host whole, or not at all.</summary>
internal sealed class WorkerLoop(IAnalyzerSession session, WorkerSink sink, WorkerChannel channel, WorkerMemory memory)
{
    private readonly WorkerReplies _replies = new(channel, memory);
    private byte[] _body = new byte[256 * 1024];

    /// <summary>Runs until the host sends no more, or the plugin must be stopped.</summary>
    /// <exception cref="PluginException">It must be stopped.</exception>
    public void Run()
    {
        while (channel.TryReadHead(out byte kind, out int length))
        {
            if (kind == WorkerProtocol.Sync)
            {
                _replies.Sync();
                continue;
            }

            if (length > _body.Length)
            {
                _body = new byte[length];
            }

            Span<byte> body = _body.AsSpan(0, length);
            channel.Read(body);
            Look(body);
        }
    }

    private void Look(ReadOnlySpan<byte> body)
    {
        uint id = BinaryPrimitives.ReadUInt32BigEndian(body);
        int payloadOffset = BinaryPrimitives.ReadInt32BigEndian(body[24..]);
        int payloadLength = BinaryPrimitives.ReadInt32BigEndian(body[28..]);
        ReadOnlySpan<byte> octets = body[WorkerProtocol.FrameHead..];
        ReadOnlySpan<byte> payload = [];
        if (payloadOffset >= Frame.DetachedPayload)
        {
            payload = octets[^payloadLength..];
            octets = octets[..^payloadLength];
        }
        else if (payloadLength > 0)
        {
            payload = octets.Slice(payloadOffset, payloadLength);
        }

        memory.Begin(id);
        sink.Begin(id);
        session.OnFrame(new Frame
        {
            Id = id,
            TimeMicroseconds = BinaryPrimitives.ReadInt64BigEndian(body[4..]),
            LinkType = BinaryPrimitives.ReadUInt16BigEndian(body[12..]),
            OriginalLength = BinaryPrimitives.ReadInt32BigEndian(body[14..]),
            Matched = body[18] == WorkerProtocol.Matched
                ? new Traffic((TrafficKind)body[19], BinaryPrimitives.ReadInt32BigEndian(body[20..]))
                : null,
            Octets = octets,
            Payload = payload,
            PayloadOffset = payloadOffset,
        });
        sink.End();
        if (sink.Fault is { } fault)
        {
            throw new PluginException(fault);
        }

        if (!sink.Output.IsEmpty)
        {
            _replies.Add(sink.Output);
        }

        memory.End();
    }
}
