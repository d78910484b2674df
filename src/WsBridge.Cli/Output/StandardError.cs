using System.Runtime.InteropServices;
using System.Text;
using WsBridge.Capture;

namespace WsBridge.Cli.Output;

/// <summary>
/// Standard error, and the one place that writes to it. Names of files and what other programs say cannot steer the terminal from here, and
/// a message that cannot be written changes nothing of what the program does, its exit status least of all.
/// </summary>
/// <remarks>
/// The console of .NET needs file handles before it writes a first octet. That there are none left is among what is to be said, so that
/// where the system has write(2) it is called as it is.
/// </remarks>
internal sealed partial class StandardError : TextWriter
{
    private const int Descriptor = 2;
    private const int InterruptedCall = 4; // EINTR

    private static readonly TextWriter s_messages = Synchronized(new StandardError(isForMessages: true));
    private static readonly Stream? s_stream = OperatingSystem.IsWindows() ? Console.OpenStandardError() : null;

    private readonly bool _isForMessages;

    private StandardError(bool isForMessages) => _isForMessages = isForMessages;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Takes the place of the console's writer, for libraries.</summary>
    public static void Install() => Console.SetError(s_messages);

    /// <summary>Says a sentence, with our name before it: Wireshark, tshark and scripts write there too.</summary>
    public static void Say(string sentence) => s_messages.WriteLine($"wsbridge: {sentence}");

    /// <summary>Tells what a command has done, or how to go on, in a line of its own.</summary>
    public static void Tell(string line) => s_messages.WriteLine(line);

    /// <summary>Passes messages on that were held or kept; each is a line that has our name.</summary>
    public static void Pass(string messages) => s_messages.Write(messages);

    /// <summary>A writer for a terminal that is to be steered: what it is given must be our own.</summary>
    public static TextWriter ForControl() => new StandardError(isForMessages: false);

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void Write(string? value)
    {
        string text = value ?? "";
        if (_isForMessages && HeldMessages.TryHold(text))
        {
            return;
        }

        byte[] octets = Encoding.GetBytes(_isForMessages ? PrintableText.Lines(text) : text);
        try
        {
            WholeRowsStream.InTurn(() =>
            {
                if (s_stream is null)
                {
                    WriteAll(octets);
                }
                else
                {
                    s_stream.Write(octets);
                }
            });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // There is nobody left to tell.
        }
    }

    private static void WriteAll(ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            nint written = write(Descriptor, octets, octets.Length);
            if (written < 0 && Marshal.GetLastPInvokeError() != InterruptedCall)
            {
                return;
            }

            octets = octets[(int)Math.Max(written, 0)..];
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint write(int descriptor, ReadOnlySpan<byte> octets, nint count);
}
