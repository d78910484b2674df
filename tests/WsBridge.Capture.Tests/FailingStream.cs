namespace WsBridge.Capture.Tests;

/// <summary>Gives the octets before a place, then fails as a disk does.</summary>
internal sealed class FailingStream(byte[] octets, int failsAt) : MemoryStream(octets, 0, failsAt)
{
    public override int Read(byte[] buffer, int offset, int count) =>
        base.Read(buffer, offset, count) is > 0 and var read ? read : throw new IOException("The disk failed : '/dev/some-name'");
}
