using System.Buffers.Binary;
using System.Text;

namespace WsBridge.Host.Plugins;

/// <summary>Asks an assembly what it declares, in a worker: nothing of it is loaded here.</summary>
public static class PluginInspector
{
    /// <summary>Asks.</summary>
    /// <param name="assembly">Path of the assembly.</param>
    /// <param name="problem">Null, or why it is no plugin: words without an end.</param>
    /// <param name="limits">How long to wait; the defaults when null.</param>
    /// <returns>Null when it is none.</returns>
    public static PluginManifest? Inspect(string assembly, out string? problem, WorkerLimits? limits = null)
    {
        limits ??= new WorkerLimits();
        problem = null;
        try
        {
            using var process = new WorkerProcess(Path.GetFullPath(assembly), 0, 0, 0, limits);
            bool isLate = false;
            using var late = new Timer(
                _ =>
                {
                    isLate = true;
                    process.Kill();
                },
                null,
                limits.Start,
                Timeout.InfiniteTimeSpan);
            (byte kind, string text) = ReadMessage(process.Replies);
            late.Change(Timeout.Infinite, Timeout.Infinite);
            if (kind == WorkerProtocol.Hello && ManifestJson.Read(text) is { } manifest)
            {
                process.End(limits.End);
                return manifest;
            }

            problem = kind == WorkerProtocol.Failed ? text
                : isLate ? $"it did not say what it declares within {limits.Start.TotalSeconds:0} s"
                : process.Ending() ?? "its process ended";
        }
        catch (IOException error)
        {
            problem = error.Message;
        }

        return null;
    }

    private static (byte Kind, string Text) ReadMessage(Stream replies)
    {
        byte[] head = new byte[WorkerProtocol.Head];
        if (replies.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
        {
            return (0, "");
        }

        int length = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1));
        byte[] body = new byte[length is >= 0 and <= WorkerProtocol.LargestMessage ? length : 0];
        return replies.ReadAtLeast(body, body.Length, throwOnEndOfStream: false) < body.Length
            ? ((byte)0, "")
            : (head[0], Encoding.UTF8.GetString(body));
    }
}
