using System.Buffers.Binary;
using System.Text;
using WsBridge.Host.Plugins;

namespace WsBridge.Worker;

/// <summary>The messages between host and worker.</summary>
internal sealed class WorkerChannel(Stream requests, Stream replies)
{
    /// <summary>The host reads no more.</summary>
    public bool IsClosed { get; private set; }

    public bool TryReadHead(out byte kind, out int length)
    {
        Span<byte> head = stackalloc byte[WorkerProtocol.Head];
        bool there = requests.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length;
        kind = head[0];
        length = BinaryPrimitives.ReadInt32BigEndian(head[1..]);
        return there;
    }

    public void Read(Span<byte> body) => requests.ReadExactly(body);

    public void Hello(string manifest) => Write(WorkerProtocol.Hello, Encoding.UTF8.GetBytes(manifest));

    public void Annotations(ReadOnlySpan<byte> annotations) => Write(WorkerProtocol.Annotations, annotations);

    public void Failed(string why)
    {
        try
        {
            Write(WorkerProtocol.Failed, Encoding.UTF8.GetBytes(why));
        }
        catch (IOException)
        {
            // Nobody is there to hear it.
        }
    }

    private void Write(byte kind, ReadOnlySpan<byte> body)
    {
        byte[] message = new byte[WorkerProtocol.Head + body.Length];
        message[0] = kind;
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), body.Length);
        body.CopyTo(message.AsSpan(WorkerProtocol.Head));
        Send(message);
    }

    /// <summary>Sends a message as it is.</summary>
    public void Send(ReadOnlySpan<byte> message)
    {
        try
        {
            replies.Write(message);
        }
        catch (IOException)
        {
            IsClosed = true;
            throw;
        }
    }
}
