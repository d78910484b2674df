using System.Buffers.Binary;
using System.Text;

namespace WsBridge.Host.Plugins;

/// <summary>Reads what a worker replies, on a thread of its own.</summary>
internal static class WorkerReader
{
    /// <summary>Begins.</summary>
    /// <param name="process">The worker.</param>
    /// <param name="answers">Where its replies go.</param>
    /// <param name="plugin">Its name, which the thread gets.</param>
    public static void Start(IWorkerProcess process, WorkerAnswers answers, string plugin) =>
        new Thread(() => Read(process, answers)) { IsBackground = true, Name = "plugin " + plugin }.Start();

    /// <summary>Reads until the replies end.</summary>
    public static void Read(IWorkerProcess process, WorkerAnswers answers)
    {
        using var replies = new BufferedStream(process.Replies, 64 * 1024);
        Span<byte> head = stackalloc byte[WorkerProtocol.Head];
        string? told = null;
        try
        {
            while (replies.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length)
            {
                int length = BinaryPrimitives.ReadInt32BigEndian(head[1..]);
                if (length is < 0 or > WorkerProtocol.LargestMessage)
                {
                    break;
                }

                byte[] body = new byte[length];
                replies.ReadExactly(body);
                if (head[0] == WorkerProtocol.Failed)
                {
                    told = Encoding.UTF8.GetString(body);
                    break;
                }

                answers.Take(head[0], body);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // It is gone.
        }

        answers.TakeEnd(told);
    }
}
