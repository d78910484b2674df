using Microsoft.Win32.SafeHandles;

namespace WsBridge.Extcap.Capturing;

/// <summary>The pipe to Wireshark. It notices that Wireshark closes its end also while there is nothing to write.</summary>
internal sealed class FifoStream : Stream
{
    private readonly Stream _pipe;

    private FifoStream(Stream pipe) => _pipe = pipe;

    /// <summary>Something was written.</summary>
    public bool HasOctets { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Opens the pipe; waits until Wireshark has.</summary>
    /// <param name="path">The pipe, or a file.</param>
    /// <param name="readerGone">Called once when nobody reads any more.</param>
    /// <exception cref="SourceProblemException">It cannot be opened.</exception>
    public static FifoStream Open(string path, Action readerGone)
    {
        Stream pipe = PipeFile.OpenWrite(path);
        if (pipe is FileStream { CanSeek: false, SafeFileHandle: var handle } && !OperatingSystem.IsWindows())
        {
            WatchReader(handle, readerGone);
        }

        return new FifoStream(pipe);
    }

    /// <exception cref="ReaderGoneException">Nobody reads any more.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            HasOctets |= !buffer.IsEmpty;
            _pipe.Write(buffer);
        }
        catch (IOException error)
        {
            throw new ReaderGoneException("Nobody reads the pipe any more.", error);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Nothing waits here: what is written is in the pipe.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _pipe.Dispose();
        }

        base.Dispose(disposing);
    }

    private static void WatchReader(SafeFileHandle pipe, Action readerGone) => new Thread(() =>
    {
        if (Posix.WaitForError(pipe))
        {
            readerGone();
        }
    })
    { IsBackground = true, Name = "reader of the pipe" }.Start();
}
