using System.Text.RegularExpressions;
using Spectre.Console;
using WsBridge.Analysis;
using WsBridge.Analysis.Comparison;
using WsBridge.Analysis.Roams;
using WsBridge.Capture;
using WsBridge.Cli.Comparison;

namespace WsBridge.Cli.Output;

/// <summary>
/// A comparison on one screen: the answer, the two attempts, then the differences, of which the least telling only by name.
/// </summary>
internal sealed partial class TextComparisonWriter(IAnsiConsole console, bool all)
{
    /// <summary>With what stands above and below, a screen of 30 lines.</summary>
    private const int MostLines = 20;

    /// <summary>Narrower than this, frame numbers go below the name of the frame.</summary>
    private const int WideEnough = 110;

    public void Write(Compared compared)
    {
        console.WriteLine(compared.Summary, new Style(decoration: Decoration.Bold));
        console.WriteLine();
        WriteAttempt("GOOD", compared.GoodCapture, compared.Good.Roam);
        WriteAttempt("BAD ", compared.BadCapture, compared.Bad.Roam);
        if (compared.Note is { } note)
        {
            console.WriteLine($"note  {note}");
        }

        // An RSNE that changed did so in several frames: one row.
        IGrouping<object, Difference>[] shown = [.. compared.Differences.Where(difference => all || difference.Kind < DifferenceKind.Other)
            .GroupBy(difference => (object)(difference.Kind, difference.Element, difference.Field, difference.Good, difference.Bad))];
        int lines = 0;
        IGrouping<object, Difference>[] rows = [.. shown.TakeWhile(row => (lines += row.Count()) <= MostLines || all)];
        if (rows.Length > 0)
        {
            WriteTable(compared, rows);
        }

        if (rows.Length < shown.Length)
        {
            console.WriteLine($"{shown.Length - rows.Length} more; --all shows them.");
        }

        if (!all)
        {
            WriteOthers(compared);
        }
    }

    private void WriteAttempt(string label, string capture, Roam roam)
    {
        string from = roam.From is { } bssid ? $"{bssid} -> " : "-> ";
        string cause = roam.Cause is { } rule ? $", {rule} {RuleCatalog.Find(rule)?.Info.Name}" : "";
        string akm = roam.Akm is { } suite ? $" ({suite})" : "";
        console.WriteLine($"{label}  {PrintableText.Name(capture)}, attempt {roam.Index}: "
            + $"{roam.Type.ToText() ?? roam.Security.ToText() ?? "type unknown"}{akm}, {roam.Outcome.ToText()}{cause}");
        console.WriteLine($"      STA {roam.Sta}, {from}{roam.To}{(roam.Ssid is { } ssid ? $" \"{ssid}\"" : "")}, frames {roam.Start.Id} "
            + $"to {roam.End.Id}");
        if (roam.Verdict is { } verdict)
        {
            console.WriteLine($"      verdict: {verdict}");
        }
    }

    private void WriteTable(Compared compared, IGrouping<object, Difference>[] rows)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("frame", "what", "GOOD", "BAD");
        table.Columns[0].NoWrap();
        string separator = console.Profile.Width < WideEnough ? "\n" : " ";
        foreach (IGrouping<object, Difference> row in rows)
        {
            Difference difference = row.First();
            table.AddRow(
                new Text(string.Join('\n',
                row.Select(one => Numbers(one) is { } numbers ? NameOf(compared, one) + separator + numbers : NameOf(compared, one)))),
                new Text(WhatOf(difference)),
                new Text(Shortened(difference.Good, difference.Bad)),
                new Text(Shortened(difference.Bad, difference.Good)));
        }

        console.Write(table);
    }

    private void WriteOthers(Compared compared)
    {
        IEnumerable<string> others = compared.Differences.Where(difference => difference.Kind == DifferenceKind.Other)
            .GroupBy(difference => NameOf(compared, difference))
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(one => one.Element ?? one.Field ?? "there").Distinct())}");
        if (string.Join("; ", others) is { Length: > 0 } words)
        {
            console.WriteLine($"Other fields that differ: {words}. (--all shows the values)");
        }
    }

    /// <summary>The element and the field; where the whole frame or exchange differs, that.</summary>
    private static string WhatOf(Difference difference) =>
        string.Join(' ', new[] { difference.Element, difference.Field }.OfType<string>()) switch
        {
            { Length: > 0 } words => words,
            _ => difference.Step == AttemptStep.Eap ? "exchange" : "frame",
        };

    private static string NameOf(Compared compared, Difference difference) =>
        difference.Step.ToText(compared.Bad.KindOf(difference.Step) ?? compared.Good.KindOf(difference.Step));

    /// <summary>PMKIDs by their ends, unless these are the same.</summary>
    private static string Shortened(string value, string other)
    {
        string result = PmkidPattern().Replace(value, "$1…$2");
        return result == PmkidPattern().Replace(other, "$1…$2") ? value : result;
    }

    [GeneratedRegex(@"\b([0-9a-f]{8})[0-9a-f]{20}([0-9a-f]{4})\b")]
    private static partial Regex PmkidPattern();

    private static string? Numbers(Difference difference) => (difference.Step, difference.GoodFrame, difference.BadFrame) switch
    {
        (AttemptStep.Attempt, _, _) or (_, null, null) => null,
        (_, var good, var bad) => $"({good?.Id.ToString(null, null) ?? "-"} | {bad?.Id.ToString(null, null) ?? "-"})",
    };
}
