using System.Runtime.InteropServices;
using System.Text;
using WsBridge.Capture;

namespace WsBridge.Cli.Output;

/// <summary>
/// Standard error for messages. Names of files and what other programs say cannot steer the terminal from here, and a message that cannot
/// be written changes nothing of what the program does, its exit status least of all.
/// </summary>
/// <remarks>
/// The console of .NET needs file handles before it writes a first octet. That there are none left is among what is to be said, so that
/// where the system has write(2) it is called as it is.
/// </remarks>
internal sealed partial class StandardError : TextWriter
{
    private const int Descriptor = 2;
    private const int InterruptedCall = 4; // EINTR

    private readonly Stream? _stream = OperatingSystem.IsWindows() ? Console.OpenStandardError() : null;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Takes the place of <see cref="Console.Error"/>.</summary>
    public static void Install() => Console.SetError(Synchronized(new StandardError()));

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void Write(string? value)
    {
        if (HeldMessages.TryHold(value ?? ""))
        {
            return;
        }

        byte[] octets = Encoding.GetBytes(PrintableText.Lines(value ?? ""));
        try
        {
            if (_stream is null)
            {
                WriteAll(octets);
            }
            else
            {
                _stream.Write(octets);
            }
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
