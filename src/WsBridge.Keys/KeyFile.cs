using WsBridge.Capture;

namespace WsBridge.Keys;

/// <summary>
/// A file with a key on each line, where lines that begin with <c>#</c>, and empty ones, are passed over; or a <see cref="KeyDocument"/>.
/// </summary>
internal static class KeyFile
{
    /// <summary>How many rows of its table Wireshark takes, as measured with tshark 4.0.</summary>
    private const int MostRowsOfWireshark = 64;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the file that the user named.</summary>
    public static void Read(string path, LoadedKeys into)
    {
        try
        {
            using SecretOctets secret = SecretOctets.ReadFile(path);
            string name = Path.GetFileName(path);
            ReadOnlySpan<byte> text = WithoutMark(secret.Octets);
            if (KeyDocument.IsOne(text))
            {
                KeyDocument.Read(text, name, into);
                return;
            }

            int found = ReadLines(text, (line, _) => $"key file {name}, line {line}", into, isQuiet: false);
            if (found == 0)
            {
                into.AddNote($"key file {name} has no line with a key.");
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            into.AddProblem($"cannot read key file {path}: {SystemMessage.Of(error)}.");
        }
    }

    /// <summary>
    /// Reads Wireshark's table. It is as it is: what is of no use in it, or not there at all, is no news to anybody who did not ask.
    /// </summary>
    /// <param name="path">Where it should be.</param>
    /// <param name="into">Where its keys go.</param>
    /// <param name="isQuiet">Nobody asked for this table: only its keys count.</param>
    public static void ReadWiresharkTable(string path, LoadedKeys into, bool isQuiet)
    {
        try
        {
            using SecretOctets secret = SecretOctets.ReadFile(path);
            int rows = ReadLines(secret.Octets, (_, row) => $"Wireshark key {row}", into, isQuiet);
            if (rows > MostRowsOfWireshark)
            {
                into.AddNote($"Wireshark's key table has {rows} rows: WsBridge takes all, Wireshark decrypts with the first "
                    + $"{MostRowsOfWireshark} and does not say so.");
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (isQuiet)
            {
                return;
            }

            if (error is FileNotFoundException or DirectoryNotFoundException)
            {
                into.AddNote($"Wireshark has no 802.11 keys: there is no {path}.");
            }
            else
            {
                into.AddProblem($"cannot read Wireshark's 802.11 keys in {path}: {SystemMessage.Of(error)}.");
            }
        }
    }

    /// <summary>Reads keys, one a line.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="source">What to call a key, by its line and by its row, both from 1; comments are no rows.</param>
    /// <param name="into">Where they go.</param>
    /// <param name="isQuiet">Only the keys count, not what is wrong.</param>
    /// <returns>How many rows there are.</returns>
    public static int ReadLines(ReadOnlySpan<byte> text, Func<int, int, string> source, LoadedKeys into, bool isQuiet)
    {
        text = WithoutMark(text);
        int number = 0;
        int rows = 0;
        foreach (Range range in text.Split((byte)'\n'))
        {
            number++;
            ReadOnlySpan<byte> line = text[range].Trim(" \t\r"u8);
            if (line is [] or [(byte)'#', ..])
            {
                continue;
            }

            string name = source(number, ++rows);
            Take(KeyLine.Read(line, name), name, into, isQuiet);
        }

        return rows;
    }

    /// <summary>Takes a key, or says what is wrong.</summary>
    public static void Take(LineReading reading, string name, LoadedKeys into, bool isQuiet)
    {
        switch (reading)
        {
            case LineReading.Key key:
                into.Add(key.Known);
                break;
            case LineReading.Useless useless when !isQuiet:
                into.AddNote($"{name}: {useless.Why}; left out.");
                break;
            case LineReading.Malformed malformed when !isQuiet:
                into.AddProblem($"{name}: {malformed.What}.");
                break;
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> text) =>
        text.StartsWith(ByteOrderMark) ? text[ByteOrderMark.Length..] : text;
}
