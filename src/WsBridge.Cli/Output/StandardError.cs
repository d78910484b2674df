using System.Text;
using WsBridge.Capture;

namespace WsBridge.Cli.Output;

/// <summary>
/// Standard error for messages. Names of files and what other programs say cannot steer the terminal from here, and a message that cannot
/// be written changes nothing of what the program does, its exit status least of all.
/// </summary>
internal sealed class StandardError : TextWriter
{
    private readonly Stream _stream = Console.OpenStandardError();

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Takes the place of <see cref="Console.Error"/>.</summary>
    public static void Install() => Console.SetError(Synchronized(new StandardError()));

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(string? value)
    {
        try
        {
            _stream.Write(Encoding.GetBytes(PrintableText.Lines(value ?? "")));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // There is nobody left to tell.
        }
    }

    public override void WriteLine(string? value) => Write(value + "\n");
}
