using System.ComponentModel;
using System.Diagnostics;
using WsBridge.Capture;

namespace WsBridge.Cli.Tools;

/// <summary>
/// A capture of a format that tshark reads and we do not, as pcapng through a pipe: no copy is kept. A read error of tshark is one of the
/// capture.
/// </summary>
/// <remarks>A process of .NET and not CliWrap, which writes into a stream where a reader takes octets out of one.</remarks>
internal sealed class TsharkCapture : ReadOnlyStream
{
    private const int LongestWords = 4096;
    private const int HeadLength = 4096;

    private readonly Process _process;
    private readonly Stream _output;
    private readonly Task<string> _errors;
    private readonly Stream? _input;
    private ReadOnlyMemory<byte> _head;
    private bool _hasEnded;
    private bool _isClosed;

    private TsharkCapture(Process process, Stream? input)
    {
        _process = process;
        _input = input;
        _output = process.StandardOutput.BaseStream;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>It can be read a second time.</summary>
    public bool IsOfFile => _input is null;

    /// <summary>Asks tshark whether a pipe begins as a capture does: of the pipe itself it would await the end before it says no.</summary>
    /// <param name="name">What messages call the pipe.</param>
    /// <param name="tshark">The program.</param>
    /// <param name="head">What the pipe has given so far.</param>
    /// <exception cref="CaptureFormatException">tshark does not run.</exception>
    public static bool Knows(string name, string tshark, ReadOnlyMemory<byte> head)
    {
        using var input = new HeadedStream(head, Stream.Null);
        using TsharkCapture? capture = Open(name, tshark, input);
        return capture is not null;
    }

    /// <summary>Starts tshark on a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tshark">The program.</param>
    /// <param name="input">What cannot be opened again, from its start, and is closed with this; null for the file.</param>
    /// <returns>Null when tshark does not read it either.</returns>
    /// <exception cref="CaptureFormatException">tshark does not run.</exception>
    public static TsharkCapture? Open(string path, string tshark, Stream? input = null)
    {
        string file = input is null ? Path.GetFullPath(path) : "-";
        var start = new ProcessStartInfo(tshark, ["-n", "-r", file, "-F", "pcapng", "-w", "-"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        try
        {
            Process process = Process.Start(start)!;
            var capture = new TsharkCapture(process, input);
            if (input is null)
            {
                process.StandardInput.Close();
            }
            else
            {
                new Thread(() => HandOver(input, process.StandardInput)) { IsBackground = true, Name = "to tshark" }.Start();
            }

            byte[] head = new byte[HeadLength];
            int length = capture._output.Read(head);
            if (length == 0)
            {
                capture.Dispose();
                return null;
            }

            capture._head = head.AsMemory(0, length);
            return capture;
        }
        catch (Win32Exception error)
        {
            throw new CaptureFormatException(
                $"{path} is of a format that tshark reads, but {tshark} cannot be run: {SystemMessage.Of(error)}.", error);
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (!_head.IsEmpty)
        {
            int given = Math.Min(_head.Length, buffer.Length);
            _head.Span[..given].CopyTo(buffer);
            _head = _head[given..];
            return given;
        }

        int read = _output.Read(buffer);
        if (read == 0 && !buffer.IsEmpty && !_hasEnded)
        {
            _hasEnded = true;
            _process.WaitForExit();
            if (_process.ExitCode != 0)
            {
                throw new IOException($"tshark says: {Words()}");
            }
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isClosed)
        {
            _isClosed = true;
            _output.Dispose();
            if (!_process.HasExited)
            {
                _process.Kill();
                _process.WaitForExit();
            }

            _process.Dispose();
            _input?.Dispose();
        }

        base.Dispose(disposing);
    }

    private static void HandOver(Stream input, StreamWriter tshark)
    {
        try
        {
            using (tshark)
            {
                input.CopyTo(tshark.BaseStream);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // tshark has ended, or the input cannot be read on: what came counts.
        }
    }

    /// <summary>The last line of what it says on standard error, without its full stop.</summary>
    private string Words()
    {
        string last = _errors.GetAwaiter().GetResult().Split('\n',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? $"status {_process.ExitCode}";
        return last[..Math.Min(last.Length, LongestWords)].TrimEnd('.');
    }
}
