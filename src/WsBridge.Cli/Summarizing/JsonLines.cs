namespace WsBridge.Cli.Summarizing;

/// <summary>The lines of ndjson; of a JSON array that has one element a line, as <c>--format json</c> writes it, the elements.</summary>
internal sealed class JsonLines(Stream stream)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _hasEnded;

    /// <summary>Number of the line at hand, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The next line that is not empty, valid until the next call.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        while (TryReadLine(out line))
        {
            Number++;
            line = line.Trim(" \t\r"u8);
            line = line is [.., (byte)','] ? line[..^1] : line;
            if (!line.IsEmpty && !line.SequenceEqual("["u8) && !line.SequenceEqual("]"u8) && !line.SequenceEqual("[]"u8))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        int searched = 0;
        while (true)
        {
            int newline = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                line = _buffer.AsSpan(_start, searched + newline);
                _start += searched + newline + 1;
                return true;
            }

            searched = _end - _start;
            if (_hasEnded)
            {
                line = _buffer.AsSpan(_start, searched);
                _start = _end;
                return searched > 0;
            }

            Fill();
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = stream.Read(_buffer.AsSpan(_end));
        _end += read;
        _hasEnded = read == 0;
    }
}
