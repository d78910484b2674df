namespace WsBridge.Pipeline.Merging;

/// <summary>
/// From which file a frame of a timeline is, and which number it has there. Frames in a row of one file are remembered once. Any thread may
/// ask while another one reads on.
/// </summary>
/// <param name="files">The names of the files.</param>
public sealed class FrameOrigins(IReadOnlyList<string> files)
{
    private readonly Lock _lock = new();
    private readonly List<Run> _runs = [];
    private long _last;

    /// <summary>The files, in the order in which the timeline was given them.</summary>
    public IReadOnlyList<string> Files => files;

    /// <summary>The next frame of the timeline.</summary>
    /// <param name="file">The place of its file among <see cref="Files"/>.</param>
    /// <param name="number">Its number there.</param>
    /// <returns>Its number in the timeline, from 1.</returns>
    public long Add(int file, long number)
    {
        lock (_lock)
        {
            _last++;
            if (_runs.Count == 0 || _runs[^1] is var run && (run.File != file || number - run.Number != _last - run.First))
            {
                _runs.Add(new Run(_last, file, number));
            }

            return _last;
        }
    }

    /// <summary>The file of a frame and its number there.</summary>
    /// <param name="frame">Its number in the timeline, which was given it before.</param>
    public (string File, long Number) Of(long frame)
    {
        lock (_lock)
        {
            int low = 0;
            for (int high = _runs.Count - 1; low < high;)
            {
                int middle = (low + high + 1) / 2;
                (low, high) = _runs[middle].First <= frame ? (middle, high) : (low, middle - 1);
            }

            Run run = _runs[low];
            return (files[run.File], run.Number + frame - run.First);
        }
    }

    private readonly record struct Run(long First, int File, long Number);
}
