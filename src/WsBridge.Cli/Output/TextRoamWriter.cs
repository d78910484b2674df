using System.Globalization;
using Spectre.Console;
using WsBridge.Capture;
using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Output;

/// <summary>
/// A table for people, one per capture; a long one comes in pieces, each with its head, because a table is measured as a whole.
/// </summary>
internal sealed class TextRoamWriter(IAnsiConsole console) : IRowWriter<RoamRow>
{
    private const int MostRows = 1000;

    private readonly Dictionary<string, int> _counts = [];
    private string? _capture;
    private Table? _table;

    public void Write(RoamRow roam)
    {
        string capture = roam.Timeline ?? roam.Capture;
        if (_table is null || _capture != capture || _table.Rows.Count == MostRows)
        {
            WriteTable();
            _capture = capture;
            _table = NewTable();
        }

        _counts[roam.Outcome] = _counts.GetValueOrDefault(roam.Outcome) + 1;
        _table.AddRow(
            new Text(roam.Index.ToString(CultureInfo.InvariantCulture)),
            new Text(Timestamps.Clock(roam.Time)),
            new Text(roam.Sta),
            new Text(roam.From is { } from ? $"{from} -> {roam.To}" : $"-> {roam.To}"),
            new Text(roam.Type ?? roam.Security?.ToUpperInvariant() ?? "?"),
            new Text(roam.Fallback is { } fallback ? $"{roam.Outcome}, then {fallback}" : roam.Outcome, StyleOf(roam.Outcome)),
            new Text(Milliseconds(roam.HandoffMs)),
            new Text(Outage(roam)),
            new Text(CauseOf(roam)));
    }

    public void Dispose()
    {
        // The output is the caller's.
    }

    public void End(int captures)
    {
        WriteTable();
        if (captures == 0)
        {
            return; // what could not be read has been said on standard error
        }

        string where = captures == 1 ? "" : $" in {captures} captures";
        int total = _counts.Values.Sum();
        IEnumerable<string> parts = _counts.OrderBy(count => Array.IndexOf(["success", "failed", "incomplete"], count.Key))
            .Select(count => $"{count.Value} {count.Key}");
        console.WriteLine(total == 0
            ? $"No association attempt{where}."
            : $"{total} association attempt{(total == 1 ? "" : "s")}{where}: {string.Join(", ", parts)}.");
    }

    private static Table NewTable()
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("#", "time", "STA", "from -> to", "type", "outcome", "handoff ms",
            "outage", "cause");
        table.Columns[6].RightAligned();
        table.Columns[7].RightAligned();
        foreach (TableColumn column in table.Columns.Take(3))
        {
            column.NoWrap();
        }

        return table;
    }

    private static string Milliseconds(double? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>Short ones in milliseconds, long ones in seconds.</summary>
    private static string Outage(RoamRow roam)
    {
        if (roam.OutageMs is not { } outage)
        {
            return "-";
        }

        string length = outage < 1000
            ? string.Create(CultureInfo.InvariantCulture, $"{outage:0} ms")
            : string.Create(CultureInfo.InvariantCulture, $"{outage / 1000:0.0} s");
        return roam.OutageIsMinimum == true ? $"at least {length}" : length;
    }

    private static string CauseOf(RoamRow roam) =>
        roam.Cause is { } cause ? $"{cause} {Analysis.RuleCatalog.Find(cause)?.Info.Name}" : "";

    private static Style StyleOf(string outcome) => new(outcome switch
    {
        "success" => Color.Green,
        "failed" => Color.Red,
        _ => Color.Yellow,
    });

    private void WriteTable()
    {
        if (_table is null)
        {
            return;
        }

        console.WriteLine(PrintableText.Name(_capture!), new Style(decoration: Decoration.Bold));
        console.Write(_table);
    }
}
