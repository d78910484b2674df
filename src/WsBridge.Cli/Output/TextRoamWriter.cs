using System.Globalization;
using Spectre.Console;
using WsBridge.Analysis.Roams;
using WsBridge.Capture;

namespace WsBridge.Cli.Output;

/// <summary>A table for people, one per capture; a long one comes in pieces, each with its head, because a table is measured as a whole.</summary>
internal sealed class TextRoamWriter(IAnsiConsole console) : IRoamWriter
{
    private const int MostRows = 1000;

    private readonly Dictionary<RoamOutcome, int> _counts = [];
    private string? _capture;
    private Table? _table;

    public void Write(CapturedRoam captured)
    {
        if (_table is null || _capture != captured.Capture || _table.Rows.Count == MostRows)
        {
            WriteTable();
            _capture = captured.Capture;
            _table = NewTable();
        }

        Roam roam = captured.Roam;
        _counts[roam.Outcome] = _counts.GetValueOrDefault(roam.Outcome) + 1;
        _table.AddRow(
            new Text(roam.Index.ToString(CultureInfo.InvariantCulture)),
            new Text(Timestamps.Clock(roam.Start.TimeNanoseconds)),
            new Text(roam.Sta.ToString()),
            new Text(roam.From is { } from ? $"{from} -> {roam.To}" : $"-> {roam.To}"),
            new Text(RoamWords.Of(roam.Type) ?? RoamWords.Of(roam.Security) ?? "?"),
            new Text(roam.Fallback is { } fallback ? $"{RoamWords.Of(roam.Outcome)}, then {RoamWords.Of(fallback)}" : RoamWords.Of(roam.Outcome), StyleOf(roam.Outcome)),
            new Text(Milliseconds(roam.HandoffMs)),
            new Text(Outage(roam)),
            new Text(CauseOf(roam)));
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
        IEnumerable<string> parts = _counts.OrderBy(count => Array.IndexOf([RoamOutcome.Success, RoamOutcome.Failed, RoamOutcome.Incomplete], count.Key)).Select(count => $"{count.Value} {RoamWords.Of(count.Key)}");
        console.WriteLine(total == 0 ? $"No association attempt{where}." : $"{total} association attempt{(total == 1 ? "" : "s")}{where}: {string.Join(", ", parts)}.");
    }

    private static Table NewTable()
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("#", "time", "STA", "from -> to", "type", "outcome", "handoff ms", "outage", "cause");
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
    private static string Outage(Roam roam)
    {
        if (roam.OutageMs is not { } outage)
        {
            return "-";
        }

        string length = outage < 1000 ? string.Create(CultureInfo.InvariantCulture, $"{outage:0} ms") : string.Create(CultureInfo.InvariantCulture, $"{outage / 1000:0.0} s");
        return roam.OutageIsMinimum == true ? $"at least {length}" : length;
    }

    private static string CauseOf(Roam roam) =>
        roam.Cause is { } cause ? $"{cause} {Analysis.RuleCatalog.Find(cause)?.Info.Name}" : "";

    private static Style StyleOf(RoamOutcome outcome) => new(outcome switch
    {
        RoamOutcome.Success => Color.Green,
        RoamOutcome.Failed => Color.Red,
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
