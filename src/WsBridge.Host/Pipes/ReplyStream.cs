using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace WsBridge.Host.Pipes;

/// <summary>The reply pipe, which tells when the client has an answer.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ReplyStream(SafeFileHandle pipe, ClientTurn turn) : FileStream(pipe, FileAccess.Write, bufferSize: 0)
{
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        base.Write(buffer);
        turn.Begin();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        base.Write(buffer, offset, count);
        turn.Begin();
    }
}
