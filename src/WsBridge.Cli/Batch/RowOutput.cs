using WsBridge.Cli.Output;
using WsBridge.Reports.Paths;

namespace WsBridge.Cli.Batch;

/// <summary>Where rows go: a file, standard output, or a folder of partitions.</summary>
internal sealed class RowOutput<TRow> : IDisposable
{
    private readonly OutputFile? _file;

    private RowOutput(IRowWriter<TRow> writer, OutputFile? file) => (Writer, _file) = (writer, file);

    public IRowWriter<TRow> Writer { get; }

    /// <summary>Opens it.</summary>
    /// <param name="kind">What a row is.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="path">The file or folder; null for standard output.</param>
    /// <param name="pattern">What paths of captures say, for partitions; null for one file.</param>
    /// <param name="isLive">Input still grows.</param>
    /// <param name="worstFirst">Rows are held, and written worst first.</param>
    /// <param name="digest">What rows come to, said first where a person reads along; null for never.</param>
    public static RowOutput<TRow> Open(RowKind<TRow> kind, string format, string? path, PathPattern? pattern, bool isLive,
        bool worstFirst = false, IDigest<TRow>? digest = null)
    {
        if (pattern is not null && format == "parquet" && kind.Table is { } table)
        {
            return new RowOutput<TRow>(new PartitionedOutput<TRow>(path!, table, pattern, kind.CaptureOf), null);
        }

        var file = new OutputFile(path, isLive);
        try
        {
            IRowWriter<TRow> writer = kind.Open(format, file);
            writer = worstFirst ? new WorstFirstWriter<TRow>(writer, kind.Badness) : writer;
            return new RowOutput<TRow>(digest is not null && format == "text" && file.IsTerminal && !isLive
                ? new SummaryFirstWriter<TRow>(writer, digest, Terminal.On(file.Writer, isTerminal: true))
                : writer, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The last row was written.</summary>
    /// <param name="captures">How many captures could be analysed, at least in part.</param>
    /// <param name="allRead">Every capture was read to its end.</param>
    public void Complete(int captures, bool allRead)
    {
        Writer.End(captures);
        if (captures > 0 || allRead || Writer is IOutcomeWriter) // which says of each capture why it was not read
        {
            _file?.Complete();
        }
        else
        {
            _file?.CompleteWithoutInput();
        }
    }

    public void Dispose()
    {
        Writer.Dispose();
        _file?.Dispose();
    }
}
