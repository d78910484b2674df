using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using WsBridge.Analysis.Findings;
using WsBridge.Pipeline;
using WsBridge.Reports.Parquet;
using WsBridge.Reports.Paths;
using WsBridge.Reports.Rows;
using WsBridge.Reports.Summaries;
using WsBridge.Reports.Vendors;
using WsBridge.Testing;

namespace WsBridge.Reports.Tests;

/// <summary>Parquet files are what the documentation says, and DuckDB reads them.</summary>
internal sealed partial class ParquetTests
{
    private static readonly string Page = Path.Combine(RepositoryPaths.Root, "docs", "parquet.md");

    private DirectoryInfo _folder = null!;
    private int _files;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("wsbridge-parquet-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public void DuckDB_reads_every_row_and_type()
    {
        RoamRow[] rows =
        [
            MakeRow.Roam(outcome: "failed", cause: "WSB-FT-003", outageMs: 12.5) with { Time = "2026-05-01T10:00:00.123456789Z" },
            MakeRow.Roam(handoffMs: 81.25, frame: 10),
            .. Enumerable.Range(0, ParquetRowWriter<RoamRow>.RowsPerGroup).Select(i => MakeRow.Roam(frame: i + 100)),
        ];
        string path = Write(ParquetTables.Attempts, rows);

        Assert.That(Ask($"select count(*), count(outage_ms), sum(len(m1)), sum(len(m3)), max(len(frame_ms)) from '{path}'"),
            Is.EqualTo("10002|1|10002|0|6"));
        Assert.That(Ask($"select cause, outage_ms, handoff_ms, m1, findings, time_ns, epoch_us(time) from '{path}' limit 1"),
            Is.EqualTo("WSB-FT-003|12.5||5|WSB-FT-003|1777629600123456789|1777629600123456"));
    }

    [Test]
    public void Findings_of_every_shape_are_read()
    {
        FindingRow row = MakeRow.Finding(message: "é \" ' \n 😀", ssid: null) with
        {
            Values = [FindingValue.Of("count", 2)],
            Links = [new LinkRow(1, null, "02:00:00:00:00:01")],
        };
        string path = Write(ParquetTables.Findings, [row, row with { Related = [], Roam = null }]);

        Assert.That(Ask($"select message, ssid, related_frames, related_why, \"values\"->>'count', links->0->>'bssid', roam from '{path}' "
            + $"order by roam limit 1"),
            Is.EqualTo("é \" ' \n 😀||2|message 1|2|02:00:00:00:00:01|1"));
        Assert.That(Ask($"select sum(len(related_frames)), count(*) from '{path}'"), Is.EqualTo("1|2"));
    }

    [Test]
    public void What_a_summary_counts_is_read_again()
    {
        RoamRow[] rows =
        [
            MakeRow.Roam(outcome: "failed", cause: "WSB-FT-003", outageMs: 12.5) with { From = "02:00:00:00:01:00", Findings = ["A", "B"] },
            MakeRow.Roam(handoffMs: 81.25, frame: 10) with { Ssid = null, ApModel = "X" },
            .. Enumerable.Range(0, ParquetRowWriter<RoamRow>.RowsPerGroup).Select(i => MakeRow.Roam(frame: i + 100)),
        ];
        FindingRow[] findings =
        [
            MakeRow.Finding(),
            MakeRow.Finding(ssid: null) with { Links = [new LinkRow(1, null, "02:00:00:00:00:01")] },
        ];

        Assert.That(SummaryOfParquet(Write(ParquetTables.Attempts, rows), Write(ParquetTables.Findings, findings)),
            Is.EqualTo(SummaryOfRows(rows, findings)));
    }

    [Test]
    public void What_another_program_made_of_a_file_is_read_by_the_names_of_its_columns()
    {
        string path = Write(ParquetTables.Attempts,
            [MakeRow.Roam(outcome: "failed", cause: "WSB-FT-003", outageMs: 12.5), MakeRow.Roam(frame: 10)]);
        string copy = path + ".copy.parquet";
        Ask($"copy (select * exclude (m1, m2, ap_name) from '{path}' order by start_frame desc) to '{copy}' (format parquet)");

        Assert.That(SummaryOfParquet(copy), Is.EqualTo(SummaryOfParquet(path).Replace("AP-1.1.01", "unknown", StringComparison.Ordinal)));
    }

    [Test]
    public void A_file_that_is_damaged_is_told_and_throws_nothing()
    {
        byte[] octets = File.ReadAllBytes(Write(ParquetTables.Attempts, [.. Enumerable.Range(1, 50).Select(i => MakeRow.Roam(frame: i))]));
        var random = new Random(1);

        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = i % 2 == 0 ? octets[..random.Next(octets.Length)] : [.. octets];
            if (i % 2 != 0)
            {
                damaged[random.Next(4, damaged.Length)] ^= (byte)random.Next(1, 256);
            }

            int read = 0;
            string? problem = ParquetRowReader.Read(new MemoryStream(damaged), _ => read++, _ => read++);

            Assert.That(problem is not null || read == 50 || i % 2 != 0, $"cut off in round {i}");
        }

        string foreign = Path.Combine(_folder.FullName, "foreign.parquet");
        Ask($"copy (select 1 as number) to '{foreign}' (format parquet)");
        Assert.That(ParquetRowReader.Read(new MemoryStream(File.ReadAllBytes(foreign)), _ => { }, _ => { }),
            Is.EqualTo("it has neither the columns of findings nor those of attempts"));
    }

    [Test]
    public void A_file_without_rows_is_a_file_with_columns()
    {
        string path = Write(ParquetTables.Findings, []);

        Assert.That(Ask($"select count(*) from '{path}'"), Is.EqualTo("0"));
        Assert.That(Ask($"select decode(value) from parquet_kv_metadata('{path}') where decode(key) = 'wsbridge.schema'"),
            Is.EqualTo("findings/2"));
    }

    /// <summary>A column that changes changes the page, and whoever accepts that thinks of the version.</summary>
    [Test]
    public void The_columns_are_those_of_the_documentation()
    {
        string text = File.ReadAllText(Page);
        text = Replace(text, "findings", Table(ParquetTables.Findings));
        text = Replace(text, "attempts", Table(ParquetTables.Attempts));

        Assert.That(Expected.NotCurrent(Page, text), Is.Empty);
    }

    /// <summary>The questions of the documentation have the answers that stand there.</summary>
    [Test]
    public void The_queries_of_the_documentation_give_the_documented_answers()
    {
        var attempts = new List<RoamRow>();
        var findings = new List<FindingRow>();
        foreach (string capture in Directory.GetFiles(RepositoryPaths.Captures, "*.pcapng").Order(StringComparer.Ordinal))
        {
            string name = $"captures/{Path.GetFileName(capture)}";
            var result = CaptureResult.Of(File.OpenRead(capture), name);
            attempts.AddRange(result.Attempts.Select(roam => RoamRow.Of(name, roam)));
            findings.AddRange(result.Findings.Select(finding => FindingRow.Of(name, finding)));
        }

        string attemptsPath = Write(ParquetTables.Attempts, attempts);
        string findingsPath = Write(ParquetTables.Findings, findings);
        string text = File.ReadAllText(Page);
        MatchCollection queries = Query().Matches(text);
        string answered = Query().Replace(text, query =>
        {
            string sql = query.Groups["sql"].Value;
            string here = sql.Replace("attempts.parquet", attemptsPath, StringComparison.Ordinal).Replace("findings.parquet", findingsPath,
                StringComparison.Ordinal);
            return $"<!-- query -->\n```sql\n{sql}```\n```\n{Rows(here, withHead: true)}\n```\n";
        });

        Assert.That(queries, Has.Count.EqualTo(5));
        Assert.That(Expected.NotCurrent(Page, answered), Is.Empty);
    }

    [GeneratedRegex(@"<!-- query -->\n```sql\n(?<sql>.*?)```\n```\n.*?```\n", RegexOptions.Singleline)]
    private static partial Regex Query();

    private static string Table<TRow>(ParquetTable<TRow> table) =>
        $"Schema `{table.Schema}`.\n\n| column | type | meaning |\n|---|---|---|\n"
        + string.Concat(table.Columns.Select(column => $"| `{column.Name}` | {column.Type} | {column.Meaning} |\n"));

    private static string Replace(string text, string name, string table)
    {
        string begin = $"<!-- columns: {name} -->\n";
        int from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        int to = text.IndexOf("<!-- end -->", from, StringComparison.Ordinal);
        return string.Concat(text.AsSpan(0, from), table, text.AsSpan(to));
    }

    private string Write<TRow>(ParquetTable<TRow> table, IEnumerable<TRow> rows)
    {
        string path = Path.Combine(_folder.FullName, $"rows-{++_files}.parquet");
        using FileStream stream = File.Create(path);
        using var writer = new ParquetRowWriter<TRow>(table, stream);
        foreach (TRow row in rows)
        {
            writer.Write(row);
        }

        writer.Complete();
        return path;
    }

    private static string SummaryOfParquet(params string[] paths)
    {
        var summary = new Summary();
        var sites = new Sites(null);
        foreach (string path in paths)
        {
            using FileStream stream = File.OpenRead(path);
            Assert.That(ParquetRowReader.Read(stream, row => summary.Add(row, sites.Of(row.Capture)),
                row => summary.Add(row, sites.Of(row.Capture), VendorRegistry.Empty)), Is.Null);
        }

        return JsonSerializer.Serialize(summary, SummaryJson.Default.Summary);
    }

    private static string SummaryOfRows(IEnumerable<RoamRow> attempts, IEnumerable<FindingRow> findings)
    {
        var summary = new Summary();
        var sites = new Sites(null);
        foreach (RoamRow row in attempts)
        {
            summary.Add(row, sites.Of(row.Capture), VendorRegistry.Empty);
        }

        foreach (FindingRow row in findings)
        {
            summary.Add(row, sites.Of(row.Capture));
        }

        return JsonSerializer.Serialize(summary, SummaryJson.Default.Summary);
    }

    private static string Ask(string query) => Rows(query, withHead: false);

    private static string Rows(string query, bool withHead)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // the queries are written here and in the documentation
        command.CommandText = query;
#pragma warning restore CA2100
        using DuckDBDataReader reader = command.ExecuteReader();
        IEnumerable<int> columns = Enumerable.Range(0, reader.FieldCount);
        var lines = new List<string>();
        if (withHead)
        {
            lines.Add(string.Join('|', columns.Select(reader.GetName)));
        }

        while (reader.Read())
        {
            lines.Add(string.Join('|', columns.Select(i => Text(reader.GetValue(i)))));
        }

        return string.Join('\n', lines);
    }

    private static string Text(object value) => value switch
    {
        DBNull => "",
        string text => text,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IEnumerable list => string.Join(' ', list.Cast<object>()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
