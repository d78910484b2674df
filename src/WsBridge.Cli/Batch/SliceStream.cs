using WsBridge.Capture;

namespace WsBridge.Cli.Batch;

/// <summary>The next octets of a file, so many and no more.</summary>
internal sealed class SliceStream(Stream file, long length) : ReadOnlyStream
{
    private long _left = length;

    public override int Read(Span<byte> buffer)
    {
        int count = file.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
        _left -= count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}
