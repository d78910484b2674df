using System.Globalization;
using WsBridge.Cli.Output;

namespace WsBridge.Cli.Batch;

/// <summary>Runs that keep their rows: for a later run, or for whoever collects the parts of all shares.</summary>
internal static class KeptRun
{
    /// <summary>Reads a share of the captures; a part that is there and damaged is said on standard error.</summary>
    public static bool TryShard<TRow>(ShardRun<TRow> shares, CaptureRun<TRow> run, Shard shard, string folder, Action<TRow>? see)
    {
        try
        {
            return shares.Run(run, shard.Number, folder, see);
        }
        catch (DamagedPartException damage)
        {
            StandardError.Say(damage.Message);
            return false;
        }
    }

    /// <summary>Reads what no earlier run has read, and hands all rows to a writer.</summary>
    public static void Resume<TRow>(RowKind<TRow> kind, CaptureRun<TRow> run, Timelines timelines, string output,
        string description, IRowWriter<TRow> writer, Action<TRow>? see)
    {
        IReadOnlyList<string> files = timelines.Keys;
        Dictionary<string, int> indexes = files.Index().ToDictionary(file => file.Item, file => file.Index, StringComparer.Ordinal);
        var head = new JournalHead(JournalHead.CurrentVersion, description, 0, 0, files.Count, 0);
        using var store = new RowStore<TRow>(Path.TrimEndingDirectorySeparator(output) + ".resume", head, indexes, timelines,
            kind.ToJson, resume: true);
        run.Run(files, store);
        store.WriteTo(writer, kind.Read, see);
        store.Complete(foundAll: true);
        if (store.Taken > 0)
        {
            StandardError.Say(string.Create(CultureInfo.InvariantCulture,
                $"{store.Taken:N0} of {files.Count:N0} captures were read by an earlier run."));
        }
    }
}
