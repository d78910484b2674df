using WsBridge.Pipeline.Merging;
using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Batch;

/// <summary>What is analysed as one: a capture, or several files that are one timeline.</summary>
/// <param name="sensors">The files of each sensor, in the order in which they were written.</param>
internal sealed class Timeline(IReadOnlyList<IReadOnlyList<string>> sensors)
{
    /// <summary>A capture of its own.</summary>
    public Timeline(string capture)
        : this([[capture]])
    {
    }

    /// <summary>The files of each sensor, in the order in which they were written.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Sensors { get; } = sensors;

    /// <summary>From which file each frame is.</summary>
    public FrameOrigins Origins { get; } = new([.. sensors.SelectMany(files => files)]);

    /// <summary>Which of several files could not be read to their ends, and why.</summary>
    public List<ProblemRow> Problems { get; } = [];

    /// <summary>All files.</summary>
    public IReadOnlyList<string> Files => Origins.Files;

    /// <summary>What a run knows it by: its first file.</summary>
    public string Key => Files[0];

    /// <summary>Several files are read as one.</summary>
    public bool IsMerged => Files.Count > 1;

    /// <summary>What sentences call it.</summary>
    public string Name => Files.Count switch
    {
        1 => Key,
        2 => $"{Key} with {Files[1]}",
        _ => $"{Key} with {Files.Count - 1} more",
    };

    /// <summary>Which frame of which file one of the timeline is.</summary>
    public FrameName NameOf(long frame)
    {
        if (!IsMerged)
        {
            return new FrameName(Key, frame);
        }

        (string file, long number) = Origins.Of(frame);
        return new FrameName(file, number);
    }
}
