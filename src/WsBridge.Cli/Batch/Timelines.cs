using System.Globalization;
using System.IO.Hashing;
using System.Text;
using WsBridge.Cli.Output;

namespace WsBridge.Cli.Batch;

/// <summary>Which of the files of a run belong together; the others are captures of their own.</summary>
internal sealed class Timelines
{
    private readonly Dictionary<string, IReadOnlyList<IReadOnlyList<string>>> _merged = new(StringComparer.Ordinal);

    private Timelines(IReadOnlyList<string> keys) => Keys = keys;

    /// <summary>
    /// What there is to read: captures, and of those that belong together the first file, in the order in which it stood.
    /// </summary>
    public IReadOnlyList<string> Keys { get; private set; }

    /// <summary>Finds them.</summary>
    /// <param name="files">All files.</param>
    /// <param name="merge">All of them are one timeline; false: none; null: those of one ring buffer, as their names tell.</param>
    public static Timelines Of(IReadOnlyList<string> files, bool? merge)
    {
        var timelines = new Timelines(files);
        if (merge == false || files.Count < 2)
        {
            return timelines;
        }

        List<IReadOnlyList<string>> sensors = RingBuffer.Group(files);
        if (merge == true)
        {
            timelines._merged.Add(sensors[0][0], sensors);
        }
        else
        {
            foreach (IReadOnlyList<string> ring in sensors.Where(sensor => sensor.Count > 1))
            {
                timelines._merged.Add(ring[0], [ring]);
            }
        }

        var later = timelines._merged.Values.SelectMany(one => one.SelectMany(sensor => sensor).Skip(1)).ToHashSet(StringComparer.Ordinal);
        timelines.Keys = [.. files.Where(file => !later.Contains(file))];
        return timelines;
    }

    /// <summary>One to analyse, from its start.</summary>
    public Timeline Begin(string key) => _merged.TryGetValue(key, out IReadOnlyList<IReadOnlyList<string>>? sensors)
        ? new Timeline(sensors)
        : new Timeline(key);

    /// <summary>All files of one.</summary>
    public IEnumerable<string> FilesOf(string key) => _merged.TryGetValue(key, out IReadOnlyList<IReadOnlyList<string>>? sensors)
        ? sensors.SelectMany(files => files)
        : [key];

    /// <summary>
    /// What one is known by: its name, its octets, and when it was modified. Of several files the octets add up, and a hash of all names,
    /// sizes and times stands for the time. The size is -1 where a file is not there or cannot be asked.
    /// </summary>
    public (string Capture, long Size, long Modified) IdentityOf(string key)
    {
        try
        {
            FileInfo[] files = [.. FilesOf(key).Select(name => new FileInfo(name))];
            return Array.TrueForAll(files, file => file.Exists)
                ? (key, files.Sum(file => file.Length), files.Length == 1 ? files[0].LastWriteTimeUtc.Ticks : HashOf(files))
                : (key, -1, 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (key, -1, 0);
        }
    }

    private static long HashOf(FileInfo[] files) => (long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(string.Concat(files.Select(file =>
        string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks} {file.FullName}\n")))));

    /// <summary>What is read as one although nobody asked for it, in sentences.</summary>
    public IEnumerable<string> Sentences => _merged.Values.Select(sensors => $"{sensors[0][0]} and the {Following(sensors[0].Count - 1)} "
        + "it are one timeline; --merge=false reads each on its own.");

    private static string Following(int files) => files == 1
        ? "file of the ring buffer that follows"
        : Plural.Of(files, "file of the ring buffer that follows", "files of the ring buffer that follow");
}
