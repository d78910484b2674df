using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace WsBridge.Cli.Batch;

/// <summary>A share of the captures of a run: which one, from 1, of how many.</summary>
internal readonly record struct Shard(int Number, int Of)
{
    /// <summary>What a scheduler's own environment says stands for this.</summary>
    public const string Auto = "auto";

    /// <summary>More shares than this are none.</summary>
    public const int Most = 100_000;

    /// <summary>The folder of its part.</summary>
    public string FolderName => string.Create(CultureInfo.InvariantCulture, $"part-{Number:000000}{Ending}");

    /// <summary>How the folders of all parts of such a run end.</summary>
    public string Ending => string.Create(CultureInfo.InvariantCulture, $"-of-{Of:000000}");

    /// <summary>Reads K/N, <c>auto</c> (a Slurm array task) or <c>auto/N</c> (a task of Slurm or of a Kubernetes Indexed Job).</summary>
    /// <param name="text">What was given.</param>
    /// <param name="environment">The variables of the scheduler.</param>
    /// <param name="shard">The share.</param>
    /// <param name="problem">Why it is none.</param>
    public static bool TryParse(string text, Func<string, string?> environment, out Shard shard, out string? problem)
    {
        (shard, problem) = (default, null);
        string[] parts = text.Split('/');
        if (parts[0] == Auto && parts.Length <= 2)
        {
            return TryAuto(parts.Length == 2 ? parts[1] : null, environment, out shard, out problem);
        }

        if (parts.Length != 2 || !TryNumber(parts[0], out int number) || !TryNumber(parts[1], out int of) || number < 1 || number > of
            || of > Most)
        {
            problem = $"{text} is no share: 3/10 is the third of ten, auto what Slurm or Kubernetes says";
            return false;
        }

        shard = new Shard(number, of);
        return true;
    }

    /// <summary>
    /// The captures of this share: the largest first, each to the share that has least so far. Everybody who sees the same captures gets
    /// the same shares.
    /// </summary>
    public IReadOnlyList<string> Choose(IReadOnlyList<(string Capture, long Size)> captures)
    {
        long[] loads = new long[Of];
        var queue = new PriorityQueue<int, (long, int)>(Enumerable.Range(0, Of).Select(share => (share, (0L, share))));
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string capture, long size) in captures.OrderByDescending(capture => capture.Size).ThenBy(capture => capture.Capture,
            StringComparer.Ordinal))
        {
            int share = queue.Dequeue();
            loads[share] += Math.Max(size, 1);
            queue.Enqueue(share, (loads[share], share));
            if (share == Number - 1)
            {
                chosen.Add(capture);
            }
        }

        return [.. captures.Select(capture => capture.Capture).Where(chosen.Contains)];
    }

    /// <summary>What tells one corpus from another: names and sizes.</summary>
    public static ulong HashOf(IReadOnlyList<(string Capture, long Size)> captures)
    {
        var hash = new XxHash3();
        foreach ((string capture, long size) in captures)
        {
            hash.Append(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{size} {capture}\n")));
        }

        return hash.GetCurrentHashAsUInt64();
    }

    private static bool TryAuto(string? count, Func<string, string?> environment, out Shard shard, out string? problem)
    {
        (shard, problem) = (default, null);
        string? task = environment("SLURM_ARRAY_TASK_ID");
        if (task is not null && TryNumber(task, out int id))
        {
            _ = TryNumber(environment("SLURM_ARRAY_TASK_MIN") ?? "0", out int first);
            if (TryNumber(count ?? environment("SLURM_ARRAY_TASK_COUNT") ?? "", out int tasks) && id - first < tasks)
            {
                shard = new Shard(id - first + 1, tasks);
                return true;
            }
        }
        else if (environment("JOB_COMPLETION_INDEX") is { } index && TryNumber(index, out int place))
        {
            if (count is not null && TryNumber(count, out int completions) && place < completions)
            {
                shard = new Shard(place + 1, completions);
                return true;
            }

            problem = "a Kubernetes Indexed Job does not say how many tasks it has: give auto/N";
            return false;
        }

        problem = "neither SLURM_ARRAY_TASK_ID with SLURM_ARRAY_TASK_COUNT nor JOB_COMPLETION_INDEX says which share this is";
        return false;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
