using System.Buffers.Binary;
using WsBridge.Host.Plugins;

namespace WsBridge.Worker;

/// <summary>
/// What the plugin says, gathered over many frames: a message for each would cost more than most plugins do. What is not yet sent stands in
/// shared memory too, so that nothing is lost with this process.
/// </summary>
internal sealed class WorkerReplies(WorkerChannel channel, WorkerMemory memory)
{
    private readonly byte[] _message = new byte[WorkerProtocol.Head + WorkerProtocol.LargestOutput];
    private int _end = WorkerProtocol.Head;

    /// <summary>Adds what was said on one frame.</summary>
    public void Add(ReadOnlySpan<byte> said)
    {
        if (_end + said.Length > _message.Length)
        {
            Send(WorkerProtocol.Annotations);
        }

        if (said.Length > WorkerProtocol.LargestOutput)
        {
            channel.Annotations(said);
            memory.Sent();
            return;
        }

        said.CopyTo(_message.AsSpan(_end));
        memory.Hold(_message, _end, said.Length);
        _end += said.Length;
    }

    /// <summary>Sends what is left, and says that it is all.</summary>
    public void Sync() => Send(WorkerProtocol.Synced);

    private void Send(byte kind)
    {
        _message[0] = kind;
        BinaryPrimitives.WriteInt32BigEndian(_message.AsSpan(1), _end - WorkerProtocol.Head);
        channel.Send(_message.AsSpan(0, _end));
        memory.Sent();
        _end = WorkerProtocol.Head;
    }
}
