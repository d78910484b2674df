using System.Buffers.Binary;
using System.Text;
using WsBridge.Host.Plugins;

namespace WsBridge.Host.Tests.Plugins;

/// <summary>A worker whose replies are all there, and which is gone after them.</summary>
internal sealed class FakeWorkerProcess(params (byte Kind, string Body)[] replies) : IWorkerProcess
{
    public Stream Requests => Stream.Null;

    public Stream Replies { get; } = new MemoryStream([.. replies.SelectMany(MessageOf)]);

    public long Progress => 0;

    public uint Frame { get; init; }

    public long Memory => 0;

    public bool IsKilled { get; private set; }

    public byte[] OutputAfter(int messages) => [];

    public string? Ending() => "its process ended with status 0";

    public void Kill() => IsKilled = true;

    private static byte[] MessageOf((byte Kind, string Body) reply)
    {
        byte[] body = Encoding.UTF8.GetBytes(reply.Body);
        byte[] length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length);
        return [reply.Kind, .. length, .. body];
    }
}
