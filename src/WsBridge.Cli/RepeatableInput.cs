using WsBridge.Capture;
using WsBridge.Capture.Unwrapping;
using WsBridge.Cli.Output;
using WsBridge.Cli.Tools;

namespace WsBridge.Cli;

/// <summary>
/// A capture that is read more than once, also one that comes only once: through a FIFO, a process substitution or standard input. Of such
/// a one a copy is kept while it is read the first time.
/// </summary>
/// <param name="name">The file; - is standard input.</param>
/// <param name="decode">What UDP ports mean beside the customary ones.</param>
internal sealed class RepeatableInput(string name, IReadOnlyList<DecodeAs>? decode = null) : IDisposable
{
    private Spool? _copy;
    private OutputFailedException? _failure;
    private bool _wasOpened;
    private bool _wasPassed;
    private string? _first;

    /// <summary>The file as it was named.</summary>
    public string Name => name;

    /// <summary>What UDP ports mean beside the customary ones.</summary>
    public IReadOnlyList<DecodeAs> Decode { get; } = decode ?? [];

    /// <summary>Each time it was read as far as the first time.</summary>
    public bool IsSame { get; private set; } = true;

    /// <summary>It was read once: says where and why that stopped, unless it is what the first time was said.</summary>
    /// <param name="problem">Null at its end.</param>
    public void Passed(string? problem)
    {
        IsSame &= !_wasPassed || problem == _first;
        if (problem is not null && !(_wasPassed && problem == _first))
        {
            StandardError.Say(problem);
        }

        _first = _wasPassed ? _first : problem;
        _wasPassed = true;
    }

    /// <summary>Gives it from its start, one reader after another. Whoever reads it again gets what the first one has read.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    /// <exception cref="CaptureFormatException">It is not there any more.</exception>
    /// <exception cref="OutputFailedException">A copy could not be kept.</exception>
    public Stream Open()
    {
        if (_copy is not null)
        {
            return _failure is null ? _copy.Read() : throw _failure;
        }

        Stream stream = OpenFile();
        _wasOpened = true;
        if (stream.CanSeek || stream is TsharkCapture { IsOfFile: true })
        {
            return stream;
        }

        _copy = new Spool($"a copy of {(name == "-" ? "standard input" : name)}");
        return new KeepingStream(stream, _copy.Write(), error => _failure ??= error);
    }

    /// <summary>The copy is gone.</summary>
    public void Dispose() => _copy?.Dispose();

    private Stream OpenFile()
    {
        try
        {
            return CaptureInput.OpenCapture(name, isAgain: _wasOpened);
        }
        catch (Exception error) when (_wasOpened && error is (IOException or UnauthorizedAccessException))
        {
            throw new CaptureFormatException($"cannot open {name} a second time: {SystemMessage.Of(error)}.");
        }
    }

    /// <summary>Keeps what is read. That a copy fails is no fault of the input, which is read on.</summary>
    private sealed class KeepingStream(Stream source, Stream copy, Action<OutputFailedException> failed) : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer)
        {
            int read = source.Read(buffer);
            try
            {
                copy.Write(buffer[..read]);
            }
            catch (OutputFailedException error)
            {
                failed(error);
            }

            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                source.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
