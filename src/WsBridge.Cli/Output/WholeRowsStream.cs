namespace WsBridge.Cli.Output;

/// <summary>
/// Standard output where standard error goes into the same pipe or file (<c>2&gt;&amp;1</c>): what is written there ends where a row ends,
/// so that no message stands in the middle of a finding.
/// </summary>
/// <remarks>A pipe that is full takes a write in pieces, between which another one gets in: the two take turns.</remarks>
internal sealed class WholeRowsStream(Stream target) : Stream
{
    private static readonly Lock s_turn = new();
    private static readonly bool s_sharesStandardError = FileStatus.Of("/proc/self/fd/1") is { } output
        && FileStatus.Of("/proc/self/fd/2") is { } error && (output.Device, output.Node) == (error.Device, error.Node);

    /// <summary>What ends a finding as text, and any other row.</summary>
    private static ReadOnlySpan<byte> EndOfFinding => "\n\n"u8;

    private byte[] _held = [];
    private int _count;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => target.Length;

    public override long Position { get => target.Position; set => target.Position = value; }

    /// <summary>The stream, which writes whole rows where a message could come between.</summary>
    public static Stream Over(Stream output) => s_sharesStandardError ? new WholeRowsStream(output) : output;

    /// <summary>Does something with standard error, not while a row is written.</summary>
    public static void InTurn(Action write)
    {
        if (!s_sharesStandardError)
        {
            write();
            return;
        }

        lock (s_turn)
        {
            write();
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        int end = EndOfRows(buffer);
        if (end > 0)
        {
            Hold(buffer[..end]);
            Pass();
        }

        Hold(buffer[end..]);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        Pass();
        target.Flush();
    }

    public override int Read(byte[] buffer, int offset, int count) => target.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => target.Seek(offset, origin);

    public override void SetLength(long value) => target.SetLength(value);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            try
            {
                Pass();
            }
            finally
            {
                target.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private static int EndOfRows(ReadOnlySpan<byte> buffer)
    {
        int end = buffer.LastIndexOf(EndOfFinding);
        return end >= 0 ? end + EndOfFinding.Length : buffer.LastIndexOf((byte)'\n') + 1;
    }

    private void Hold(ReadOnlySpan<byte> octets)
    {
        if (_count + octets.Length > _held.Length)
        {
            Array.Resize(ref _held, Math.Max(_count + octets.Length, 2 * _held.Length));
        }

        octets.CopyTo(_held.AsSpan(_count));
        _count += octets.Length;
    }

    private void Pass()
    {
        if (_count == 0)
        {
            return;
        }

        int count = _count;
        _count = 0; // what could not be written is not tried again
        lock (s_turn)
        {
            target.Write(_held.AsSpan(0, count));
        }
    }
}
