using System.Text.Json;
using Parquet;
using Parquet.Schema;
using WsBridge.Reports.Rows;

namespace WsBridge.Reports.Parquet;

/// <summary>
/// Reads from Parquet what a summary counts: of files that this program wrote, and of what other programs made of them, by the names of the
/// columns. What a summary does not count is left out of the rows.
/// </summary>
public static class ParquetRowReader
{
    /// <summary>How a file begins.</summary>
    public static ReadOnlySpan<byte> Magic => "PAR1"u8;

    private const int MostRowsOfGroup = 10_000_000;

    /// <summary>Reads all rows, a row group at a time.</summary>
    /// <param name="stream">The file; it can seek.</param>
    /// <param name="finding">Takes findings.</param>
    /// <param name="attempt">Takes association attempts.</param>
    /// <returns>Null, or why not all of it could be read.</returns>
    public static string? Read(Stream stream, Action<FindingRow> finding, Action<RoamRow> attempt)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(attempt);

        var rows = new List<object>();
        try
        {
            using var reader = new Source(stream);
            bool isFindings = reader.Has("rule", "severity", "name", "frame");
            if (!isFindings && !reader.Has("outcome", "sta", "to", "start_frame"))
            {
                return "it has neither the columns of findings nor those of attempts";
            }

            for (int i = 0; i < reader.Groups; i++)
            {
                rows.Clear();
                rows.AddRange(reader.Rows(i, isFindings)); // of a damaged group none
                foreach (object row in rows)
                {
                    if (row is FindingRow one)
                    {
                        finding(one);
                    }
                    else
                    {
                        attempt((RoamRow)row);
                    }
                }
            }

            return null;
        }
#pragma warning disable CA1031 // the library throws whatever comes of octets that are no Parquet
        catch (Exception error) when (error is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return error is UnauthorizedAccessException || error.GetType() == typeof(IOException)
                ? error.Message.TrimEnd('.')
                : "it is damaged, or a column has another type";
        }
    }

    private sealed class Source : IDisposable
    {
        private readonly ParquetReader _reader;
        private readonly Dictionary<string, DataField> _fields;

        public Source(Stream stream)
        {
            _reader = ParquetReader.CreateAsync(stream, null, leaveStreamOpen: true, CancellationToken.None).GetAwaiter().GetResult();
            _fields = _reader.Schema.GetDataFields().GroupBy(field => field.Path.FirstPart ?? field.Name)
                .ToDictionary(fields => fields.Key, fields => fields.First(), StringComparer.Ordinal);
        }

        public int Groups => _reader.RowGroupCount;

        public bool Has(params string[] columns) => Array.TrueForAll(columns, _fields.ContainsKey);

        public List<object> Rows(int index, bool isFindings)
        {
            using ParquetRowGroupReader group = _reader.OpenRowGroupReader(index);
            if (group.RowCount is < 0 or > MostRowsOfGroup)
            {
                throw new InvalidDataException();
            }

            var columns = new ParquetGroup(group, _fields);
            return isFindings ? Findings(columns) : Attempts(columns);
        }

        public void Dispose() => _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();

        private static List<object> Findings(ParquetGroup columns)
        {
            string?[] capture = columns.Texts("capture");
            long?[] frame = columns.Values<long>("frame");
            long?[] time = columns.Values<long>("time_ns");
            string?[] rule = columns.Texts("rule");
            string?[] name = columns.Texts("name");
            string?[] severity = columns.Texts("severity");
            string?[] group = columns.Texts("group");
            string?[] fault = columns.Texts("fault");
            string?[] sta = columns.Texts("sta");
            string?[] bssid = columns.Texts("bssid");
            string?[] ssid = columns.Texts("ssid");
            string?[] links = columns.Texts("links");
            return
            [
                .. Enumerable.Range(0, columns.Count).Select(i => new FindingRow
                {
                    Capture = capture[i] ?? "",
                    Frame = frame[i] ?? 0,
                    Time = Timestamps.Rfc3339(time[i] ?? 0),
                    Rule = rule[i] ?? "",
                    Name = name[i] ?? "",
                    Severity = severity[i] ?? "",
                    Group = group[i] ?? "",
                    Fault = fault[i],
                    Sta = sta[i],
                    Bssid = bssid[i],
                    Ssid = ssid[i],
                    Message = "",
                    Verdict = null,
                    Clause = null,
                    Next = "",
                    Related = [],
                    Roam = null,
                    Values = [],
                    Links = links[i] is { } json ? JsonSerializer.Deserialize(json, RowJson.Default.IReadOnlyListLinkRow) : null,
                }),
            ];
        }

        private static List<object> Attempts(ParquetGroup columns)
        {
            string?[] capture = columns.Texts("capture");
            string?[] sta = columns.Texts("sta");
            string?[] ssid = columns.Texts("ssid");
            string?[] from = columns.Texts("from");
            string?[] to = columns.Texts("to");
            string?[] type = columns.Texts("type");
            string?[] akm = columns.Texts("akm");
            string?[] security = columns.Texts("security");
            string?[] outcome = columns.Texts("outcome");
            string?[] cause = columns.Texts("cause");
            string?[] fault = columns.Texts("fault");
            long?[] start = columns.Values<long>("start_frame");
            long?[] end = columns.Values<long>("end_frame");
            long?[] time = columns.Values<long>("time_ns");
            double?[] handoff = columns.Values<double>("handoff_ms");
            double?[] outage = columns.Values<double>("outage_ms");
            string?[] mld = columns.Texts("ap_mld");
            string?[] apName = columns.Texts("ap_name");
            string?[] apVendor = columns.Texts("ap_vendor");
            string?[] apModel = columns.Texts("ap_model");
            string?[] apFirmware = columns.Texts("ap_firmware");
            string?[] endCapture = columns.Texts("end_capture");
            List<string>[] findings = columns.Lists("findings");
            return
            [
                .. Enumerable.Range(0, columns.Count).Select(i => new RoamRow
                {
                    Capture = capture[i] ?? "",
                    Index = 0,
                    Sta = sta[i] ?? "",
                    Ssid = ssid[i],
                    From = from[i],
                    To = to[i] ?? "",
                    Type = type[i],
                    Authentication = null,
                    Outcome = outcome[i] ?? "",
                    Fallback = null,
                    Cause = cause[i],
                    Fault = fault[i],
                    StartFrame = start[i] ?? 0,
                    EndFrame = end[i] ?? 0,
                    Time = Timestamps.Rfc3339(time[i] ?? 0),
                    EndTime = "",
                    HandoffMs = handoff[i],
                    FirstDataMs = null,
                    FirstDataUpMs = null,
                    FirstDataDownMs = null,
                    GapMs = null,
                    OutageMs = outage[i],
                    OutageIsMinimum = null,
                    ChannelFrom = null,
                    ChannelTo = null,
                    SteeredBy = null,
                    StaMld = null,
                    ApMld = mld[i],
                    LinkId = null,
                    Links = null,
                    Frames = new RoamFramesRow(null, null, null, null, [], [], [], [], null),
                    Findings = findings[i],
                    Akm = akm[i],
                    Security = security[i],
                    ApName = apName[i],
                    ApVendor = apVendor[i],
                    ApModel = apModel[i],
                    ApFirmware = apFirmware[i],
                    EndCapture = endCapture[i],
                }),
            ];
        }
    }
}
