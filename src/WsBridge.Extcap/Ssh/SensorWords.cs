using System.Text;
using WsBridge.Capture;

namespace WsBridge.Extcap.Ssh;

/// <summary>
/// What ssh and a sensor say on standard error: line by line, fit for a terminal, and no more of it than a person reads, whatever they
/// send.
/// </summary>
/// <param name="heard">Takes each line.</param>
public sealed class SensorWords(Action<string> heard)
{
    private const int LongestLine = 1_000;
    private const int MostLines = 100;

    private readonly Queue<string> _last = [];
    private readonly StringBuilder _line = new();

    /// <summary>The last lines.</summary>
    public string Text => string.Join('\n', _last);

    /// <summary>Reads to the end.</summary>
    public async Task ReadAsync(Stream stream, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(stream);

        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 4096,
            leaveOpen: true);
        char[] characters = new char[1024];
        while (await reader.ReadAsync(characters, stop) is > 0 and var count)
        {
            Take(characters.AsSpan(0, count));
        }

        EndLine();
    }

    private void Take(ReadOnlySpan<char> characters)
    {
        foreach (char character in characters)
        {
            if (character == '\n')
            {
                EndLine();
            }
            else if (_line.Length < LongestLine)
            {
                _line.Append(character);
            }
        }
    }

    private void EndLine()
    {
        if (_line.Length == 0)
        {
            return;
        }

        string line = PrintableText.Name(_line.ToString().TrimEnd('\r'));
        _line.Clear();
        _last.Enqueue(line);
        if (_last.Count > MostLines)
        {
            _last.Dequeue();
        }

        heard(line);
    }
}
