using System.Text;

namespace WsBridge.Cli.Output;

/// <summary>Passes text on without the blanks at the ends of lines, with which tables are filled up.</summary>
internal sealed class WithoutTrailingBlanks(TextWriter inner) : TextWriter
{
    private int _blanks;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int text = buffer.IndexOfAnyExcept(' ');
            _blanks += text < 0 ? buffer.Length : text;
            if (text < 0)
            {
                return;
            }

            buffer = buffer[text..];
            int end = buffer.IndexOf(' ') is >= 0 and var found ? found : buffer.Length;
            if (buffer[0] is not ('\r' or '\n'))
            {
                WriteBlanks();
            }

            _blanks = 0;
            inner.Write(buffer[..end]);
            buffer = buffer[end..];
        }
    }

    public override void Flush() => inner.Flush();

    private void WriteBlanks()
    {
        for (; _blanks > 0; _blanks--)
        {
            inner.Write(' ');
        }
    }
}
