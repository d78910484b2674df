using Parquet;
using Parquet.Schema;
using WsBridge.Reports.Rows;

namespace WsBridge.Reports.Parquet;

/// <summary>
/// A time in microseconds, UTC: what every reader of Parquet takes for a timestamp. The nanoseconds have a column of their own.
/// </summary>
internal sealed class TimeColumn<TRow>(string name, string meaning, Func<TRow, string> read) : ParquetColumn<TRow>(name, meaning)
{
    private const long NanosecondsPerTick = 100;

    private readonly DateTimeDataField _field = new(name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros,
        isNullable: false);

    public override string Type => "timestamp";

    internal override Field Field => _field;

    /// <summary>Nanoseconds since the Unix epoch of a time in RFC 3339; 0 where it is none.</summary>
    internal static long Nanoseconds(string time) => Timestamps.TryParse(time, out long nanoseconds) ? nanoseconds : 0;

    internal override async Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<TRow> rows) =>
        await group.WriteAsync<DateTime>(_field,
            (DateTime[])[.. rows.Select(row => DateTime.UnixEpoch.AddTicks(Nanoseconds(read(row)) / NanosecondsPerTick))])
            .ConfigureAwait(false);
}
