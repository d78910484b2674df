using System.Globalization;
using System.Text;
using WsBridge.Reports.Parquet;
using WsBridge.Reports.Paths;

namespace WsBridge.Cli.Output;

/// <summary>
/// Parquet files in folders such as <c>site=berlin/day=2026-05-01</c>, as Hive, DuckDB, Spark and Arrow read them. Few files are open at a
/// time: a partition that comes back later gets another file.
/// </summary>
internal sealed class PartitionedOutput<TRow> : IRowWriter<TRow>
{
    /// <summary>Each holds the rows of a row group.</summary>
    private const int MostOpen = 16;

    private readonly PartialFolder _folder;
    private readonly ParquetTable<TRow> _table;
    private readonly PathPattern _pattern;
    private readonly Func<TRow, string> _captureOf;
    private readonly Dictionary<string, OpenFile> _open = [];
    private readonly Dictionary<string, int> _parts = [];
    private long _turn;
    private string? _capture;
    private string _partition = "";

    public PartitionedOutput(string folder, ParquetTable<TRow> table, PathPattern pattern, Func<TRow, string> captureOf)
    {
        _folder = new PartialFolder(folder);
        (_table, _pattern, _captureOf) = (table, pattern, captureOf);
    }

    public void Write(TRow row)
    {
        string capture = _captureOf(row);
        if (capture != _capture)
        {
            (_capture, _partition) = (capture, PartitionOf(capture));
        }

        OutputStream.Try(_folder.Shown, () =>
        {
            OpenFile file = FileOf(_partition);
            file.LastTurn = ++_turn;
            file.Rows.Write(row);
        });
    }

    public void End(int captures)
    {
        OutputStream.Try(_folder.Shown, () =>
        {
            foreach (OpenFile file in _open.Values)
            {
                file.Close();
            }
        });
        _open.Clear();
        _folder.Complete();
    }

    public void Dispose()
    {
        foreach (OpenFile file in _open.Values)
        {
            file.Stream.Dispose();
        }

        _folder.Dispose();
    }

    private static string Encoded(string value)
    {
        var text = new StringBuilder();
        foreach (byte octet in Encoding.UTF8.GetBytes(value))
        {
            bool isPlain = octet >= 0x80 || char.IsAsciiLetterOrDigit((char)octet)
                || "-_.+@, ".Contains((char)octet, StringComparison.Ordinal);
            text.Append(isPlain ? ((char)octet).ToString() : $"%{octet:X2}");
        }

        return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text.ToString()));
    }

    /// <summary>Hive's own word for a value that is not there.</summary>
    private string PartitionOf(string capture)
    {
        IReadOnlyList<string>? values = _pattern.Match(capture);
        return string.Join('/',
            _pattern.Names.Select((name, index) => $"{name}={(values is null ? "__HIVE_DEFAULT_PARTITION__" : Encoded(values[index]))}"));
    }

    private OpenFile FileOf(string partition)
    {
        if (_open.TryGetValue(partition, out OpenFile? file))
        {
            return file;
        }

        if (_open.Count == MostOpen)
        {
            (string oldest, OpenFile idle) = _open.MinBy(open => open.Value.LastTurn);
            idle.Close();
            _open.Remove(oldest);
        }

        int part = _parts[partition] = _parts.GetValueOrDefault(partition) + 1;
        string folder = Path.Combine(_folder.Path, partition);
        Directory.CreateDirectory(folder);
        return _open[partition] = new OpenFile(_table,
            Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{_table.Name}-{part:0000}.parquet")));
    }

    private sealed class OpenFile(ParquetTable<TRow> table, string path)
    {
        public FileStream Stream { get; } = new(path, FileMode.CreateNew, FileAccess.Write);

        public ParquetRowWriter<TRow> Rows => field ??= new ParquetRowWriter<TRow>(table, Stream);

        public long LastTurn { get; set; }

        public void Close()
        {
            Rows.Complete();
            Disk.Flush(Stream);
            Stream.Dispose();
        }
    }
}
