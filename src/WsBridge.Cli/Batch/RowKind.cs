using WsBridge.Cli.Commands;
using WsBridge.Cli.Output;
using WsBridge.Reports.Parquet;
using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Batch;

/// <summary>What a run makes of captures.</summary>
/// <param name="Name">What rows are called: findings or attempts.</param>
/// <param name="ToJson">A line of ndjson.</param>
/// <param name="Read">Reads such a line.</param>
/// <param name="Open">Opens an output: format and file are given.</param>
/// <param name="Table">The columns of Parquet; null where there are none.</param>
/// <param name="CaptureOf">The capture that a row is from.</param>
/// <param name="Badness">The greater the worse.</param>
internal sealed record RowKind<TRow>(
    string Name,
    Func<TRow, string> ToJson,
    TryReadRow<TRow> Read,
    Func<string, OutputFile, IRowWriter<TRow>> Open,
    ParquetTable<TRow>? Table,
    Func<TRow, string> CaptureOf,
    Func<TRow, (int Kind, double Extent)> Badness);

/// <summary>The kinds that there are.</summary>
internal static class RowKinds
{
    public static RowKind<FindingRow> Findings { get; } = new(
        "findings",
        RowJson.Line,
        static (ReadOnlySpan<byte> line, out FindingRow? row) => RowReader.TryRead(line, out row, out _) && row is not null,
        static (format, file) => format switch
        {
            "ndjson" => new NdjsonWriter<FindingRow>(file, RowJson.Line, RowJson.Write),
            "json" => new JsonWriter<FindingRow>(file.Writer, RowJson.Line),
            "csv" => new CsvWriter<FindingRow>(file.Writer, CsvFields.OfFinding, CsvFields.Of),
            "sarif" => new SarifOutput(file.Stream),
            "parquet" => new ParquetOutput<FindingRow>(ParquetTables.Findings, file.Stream),
            _ => new TextFindingWriter(file.Writer, file.IsTerminal ? Terminal.On(file.Writer, isTerminal: true) : null),
        },
        ParquetTables.Findings,
        static row => row.Capture,
        static row => ((int)(FindingOptions.ToSeverity(row.Severity) ?? Sdk.Severity.Chat), 0));

    public static RowKind<ReportRow> Report { get; } = new(
        "rows",
        static row => row.Finding is { } finding ? RowJson.Line(finding) : RowJson.Line(row.Roam!),
        static (ReadOnlySpan<byte> line, out ReportRow row) =>
        {
            bool isRow = RowReader.TryRead(line, out FindingRow? finding, out RoamRow? roam);
            row = new ReportRow(finding, roam);
            return isRow;
        },
        static (_, file) => new HtmlOutput(file.Writer),
        null,
        static row => row.Finding?.Capture ?? row.Roam!.Capture,
        static _ => (0, 0));

    public static RowKind<RoamRow> Attempts { get; } = new(
        "attempts",
        RowJson.Line,
        static (ReadOnlySpan<byte> line, out RoamRow? row) => RowReader.TryRead(line, out _, out row) && row is not null,
        static (format, file) => format switch
        {
            "ndjson" => new NdjsonWriter<RoamRow>(file, RowJson.Line, RowJson.Write),
            "json" => new JsonWriter<RoamRow>(file.Writer, RowJson.Line),
            "csv" => new CsvWriter<RoamRow>(file.Writer, CsvFields.OfRoam, CsvFields.Of),
            "parquet" => new ParquetOutput<RoamRow>(ParquetTables.Attempts, file.Stream),
            _ => new TextRoamWriter(Terminal.On(file.Writer, file.IsTerminal)),
        },
        ParquetTables.Attempts,
        static row => row.Capture,
        static row => (row.Outcome switch { "failed" => 2, "incomplete" => 1, _ => 0 }, row.OutageMs ?? 0));
}
