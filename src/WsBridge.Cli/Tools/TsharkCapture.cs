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
    private ReadOnlyMemory<byte> _head;
    private bool _hasEnded;
    private bool _isClosed;

    private TsharkCapture(Process process)
    {
        _process = process;
        _output = process.StandardOutput.BaseStream;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts tshark on a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tshark">The program.</param>
    /// <returns>Null when tshark does not read it either.</returns>
    /// <exception cref="CaptureFormatException">tshark does not run.</exception>
    public static TsharkCapture? Open(string path, string tshark)
    {
        var start = new ProcessStartInfo(tshark, ["-n", "-r", Path.GetFullPath(path), "-F", "pcapng", "-w", "-"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        try
        {
            Process process = Process.Start(start)!;
            process.StandardInput.Close();
            var capture = new TsharkCapture(process);
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
        }

        base.Dispose(disposing);
    }

    /// <summary>The last line of what it says on standard error, without its full stop.</summary>
    private string Words()
    {
        string last = _errors.GetAwaiter().GetResult().Split('\n',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? $"status {_process.ExitCode}";
        return last[..Math.Min(last.Length, LongestWords)].TrimEnd('.');
    }
}
