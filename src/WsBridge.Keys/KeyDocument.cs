using System.Security.Cryptography;
using System.Text.Json;

namespace WsBridge.Keys;

/// <summary>
/// A JSON object with a list of keys among whatever else it says, <c>{"keys": ["pmk:HEX", …]}</c>: what a program writes that records a
/// network with its keys. Each is written as a line of a key file is.
/// </summary>
internal static class KeyDocument
{
    /// <summary>The text begins like one; no line of a key file does.</summary>
    public static bool IsOne(ReadOnlySpan<byte> text) => text.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];

    /// <summary>Reads its keys.</summary>
    /// <param name="text">The document.</param>
    /// <param name="name">The name of the file.</param>
    /// <param name="into">Where they go.</param>
    public static void Read(ReadOnlySpan<byte> text, string name, LoadedKeys into)
    {
        bool hasList = false;
        try
        {
            var reader = new Utf8JsonReader(text);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isKeys = reader.ValueTextEquals("keys"u8);
                reader.Read();
                if (isKeys && reader.TokenType == JsonTokenType.StartArray)
                {
                    hasList = true;
                    ReadList(ref reader, name, into);
                }
                else
                {
                    reader.Skip();
                }
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException) // the latter: text that is not UTF-8
        {
            into.AddProblem($"key file {name} begins like JSON and is damaged.");
            return;
        }

        if (!hasList)
        {
            into.AddProblem($"key file {name} is JSON without a list of keys, such as {{\"keys\": [\"pmk:HEX\"]}}.");
        }
    }

    private static void ReadList(ref Utf8JsonReader reader, string name, LoadedKeys into)
    {
        Span<byte> line = stackalloc byte[KeyLine.MaxOctets];
        for (int number = 1; reader.Read() && reader.TokenType != JsonTokenType.EndArray; number++)
        {
            string source = $"key file {name}, key {number}";
            if (reader.TokenType != JsonTokenType.String)
            {
                KeyFile.Take(new LineReading.Malformed("it is no text"), source, into, isQuiet: false);
                reader.Skip();
            }
            else if (reader.ValueSpan.Length > line.Length || reader.ValueSpan.IsEmpty)
            {
                string what = reader.ValueSpan.IsEmpty ? "it is empty" : "it is too long to be a key";
                KeyFile.Take(new LineReading.Malformed(what), source, into, isQuiet: false);
            }
            else
            {
                int length = reader.CopyString(line);
                KeyFile.Take(KeyLine.Read(line[..length], source), source, into, isQuiet: false);
                CryptographicOperations.ZeroMemory(line);
            }
        }
    }
}
