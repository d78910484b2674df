using WsBridge.Capture;
using WsBridge.Capture.Unwrapping;

namespace WsBridge.Pipeline.Merging;

/// <summary>Reads the files of one sensor one after the other, in the order in which they were written: they have one clock.</summary>
/// <param name="files">The files, by their places in the timeline.</param>
/// <param name="open">Opens one; null where that fails, which was said.</param>
/// <param name="decode">What UDP ports mean beside the customary ones.</param>
/// <param name="problem">Told where and why reading one stopped early.</param>
internal sealed class SensorReader(
    IReadOnlyList<int> files,
    Func<int, CaptureReader?> open,
    IReadOnlyList<DecodeAs>? decode,
    Action<CaptureProblem>? problem) : IDisposable
{
    private readonly Unwrapper _unwrapper = new(decode);
    private CaptureReader? _reader;
    private int _next;
    private long _latest;

    /// <summary>The file of the latest packet.</summary>
    public int File { get; private set; }

    /// <summary>The time of the latest packet, or of one before where it has none: nanoseconds by the clock of the sensor.</summary>
    public long TimeNanoseconds => _latest;

    /// <summary>Reads the next packet.</summary>
    public bool TryRead(out CaptureRecord record)
    {
        while (true)
        {
            if (_reader is not null)
            {
                if (_reader.TryRead(out record))
                {
                    _latest = record.HasTime ? record.TimeNanoseconds : _latest;
                    return true;
                }

                if (_reader.Problem is { } early)
                {
                    problem?.Invoke(early);
                }

                _reader.Dispose();
                _reader = null;
            }

            if (_next == files.Count)
            {
                record = default;
                return false;
            }

            File = files[_next++];
            _reader = open(File);
        }
    }

    /// <summary>The 802.11 frame of the latest packet, which may be inside it.</summary>
    public CaptureRecord FrameOf(scoped in CaptureRecord record) => _unwrapper.Unwrap(record);

    public void Dispose() => _reader?.Dispose();
}
