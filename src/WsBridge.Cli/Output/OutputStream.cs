namespace WsBridge.Cli.Output;

/// <summary>Passes octets on, and says of a failure what could not be written, so that nobody takes it for a fault of the input.</summary>
/// <remarks>
/// Standard output into a pipe that nobody reads any more is no failure: the console stream of .NET drops what is written then, and the
/// program ends quietly.
/// </remarks>
internal sealed class OutputStream(Stream target, string where) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => target.Length;

    public override long Position { get => target.Position; set => target.Position = value; }

    /// <summary>Standard output.</summary>
    public static OutputStream Standard() => new(Console.OpenStandardOutput(), "standard output");

    /// <summary>Does something with an output, and says of a failure what could not be written.</summary>
    /// <exception cref="OutputFailedException">It failed.</exception>
    public static void Try(string where, Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (IsFailure(error))
        {
            throw new OutputFailedException(where, error);
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            target.Write(buffer);
        }
        catch (Exception error) when (IsFailure(error))
        {
            throw new OutputFailedException(where, error);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => Try(where, target.Flush);

    public override int Read(byte[] buffer, int offset, int count) => target.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => target.Seek(offset, origin);

    public override void SetLength(long value) => target.SetLength(value);

    /// <summary>What the system says of an output that it will not take; a file larger than it may be comes as the last of these.</summary>
    internal static bool IsFailure(Exception error) =>
        error is (IOException or UnauthorizedAccessException or ArgumentOutOfRangeException) and not OutputFailedException;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Try(where, target.Dispose);
        }

        base.Dispose(disposing);
    }
}
