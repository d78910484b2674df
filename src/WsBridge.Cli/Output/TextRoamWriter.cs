using System.Globalization;
using Spectre.Console;
using WsBridge.Analysis;
using WsBridge.Capture;
using WsBridge.Reports.Rows;
using WsBridge.Reports.Summaries;

namespace WsBridge.Cli.Output;

/// <summary>
/// Attempts for people, in lines of at most 100 columns: when, who, how it tried and how it ended; below it from where, in which network,
/// and why it failed. On a narrow terminal type and outage are below it too.
/// </summary>
internal sealed class TextRoamWriter(IAnsiConsole console) : IRowWriter<RoamRow>
{
    private const int MostColumns = 100;
    private const int WidthOfLine = 98;
    private const string Indent = "     ";
    private const int LongestSsid = 40;

    private static readonly Style Aside = new(decoration: Decoration.Dim);

    private readonly bool _isNarrow = console.Profile.Width < WidthOfLine;
    private readonly int _columns = Math.Min(MostColumns, console.Profile.Width);
    private readonly SharedOutages _outages = new();
    private readonly Dictionary<string, int> _counts = [];
    private string? _capture;

    public void Write(RoamRow roam)
    {
        string capture = roam.Timeline ?? roam.Capture;
        if (_capture != capture)
        {
            if (_capture is not null)
            {
                console.WriteLine();
            }

            _capture = capture;
            console.WriteLine(PrintableText.Name(capture), new Style(decoration: Decoration.Bold));
            console.WriteLine(Line("#", "time", "client", "AP", "type", "outcome", "hand-off", "outage"), Aside);
        }

        _counts[roam.Outcome] = _counts.GetValueOrDefault(roam.Outcome) + 1;
        string type = roam.Type ?? roam.Security?.ToUpperInvariant() ?? "?";
        string outage = OutageOf(roam);
        string line = Line(
            roam.Index.ToString(CultureInfo.InvariantCulture),
            Timestamps.Clock(roam.Time),
            roam.Sta,
            roam.To,
            type,
            roam.Outcome,
            DurationText.Of(roam.HandoffMs),
            outage);
        int outcome = line.IndexOf($" {roam.Outcome} ", StringComparison.Ordinal) + 1;
        console.Write(line[..outcome]);
        console.Write(roam.Outcome, StyleOf(roam.Outcome));
        console.WriteLine(line[(outcome + roam.Outcome.Length)..]);
        WriteParts(_isNarrow ? [type, .. outage == "-" ? (string[])[] : [$"outage {outage}"], .. Parts(roam)] : Parts(roam));
    }

    public void Dispose()
    {
        // The output is the caller's.
    }

    public void End(int captures)
    {
        if (captures == 0)
        {
            return; // what could not be read has been said on standard error
        }

        string where = captures == 1 ? "" : $" in {Plural.Of(captures, "capture")}";
        int total = _counts.Values.Sum();
        IEnumerable<string> parts = _counts.OrderBy(count => Array.IndexOf(["success", "failed", "incomplete"], count.Key))
            .Select(count => Plural.Of(count.Value, count.Key, count.Key));
        if (total > 0)
        {
            console.WriteLine();
        }

        console.WriteLine(total == 0
            ? $"No association attempt{where}."
            : $"{Plural.Of(total, "association attempt")}{where}: {string.Join(", ", parts)}.");
    }

    /// <summary>Attempts in a row share one: it stands with the first of them.</summary>
    private string OutageOf(RoamRow roam) =>
        !_outages.IsNew(roam) && roam.OutageMs is not null ? "same" : DurationText.OfOutage(roam.OutageMs, roam.OutageIsMinimum == true);

    private string Line(string number, string time, string sta, string ap, string type, string outcome, string handoff,
        string outage) =>
        _isNarrow
            ? $"{number,4} {time,-12} {sta,-17} {ap,-17} {outcome,-10} {handoff,8}"
            : $"{number,4} {time,-12} {sta,-17} {ap,-17} {type,-15} {outcome,-10} {handoff,8} {outage,8}";

    /// <summary>What does not fit beside the others begins a line.</summary>
    private void WriteParts(IEnumerable<string> parts)
    {
        string line = Indent;
        foreach (string part in parts)
        {
            if (line.Length > Indent.Length && line.Length + part.Length + 2 > _columns)
            {
                console.WriteLine(line);
                line = Indent;
            }

            line += line.Length == Indent.Length ? part : $"; {part}";
        }

        if (line.Length > Indent.Length)
        {
            console.WriteLine(line);
        }
    }

    private static IEnumerable<string> Parts(RoamRow roam)
    {
        if (roam.From is { } from)
        {
            yield return from == roam.To ? "back to the same AP" : $"from {from}";
        }

        if (roam.Ssid is { } ssid)
        {
            yield return ssid.Length > LongestSsid ? $"\"{ssid.AsSpan(0, LongestSsid)}…\"" : $"\"{ssid}\"";
        }

        if (roam.ApName is { } name)
        {
            yield return $"AP {name}";
        }

        if (roam.Cause is { } cause)
        {
            yield return RuleCatalog.Find(cause) is { } rule ? $"{cause} {rule.Info.Name}" : cause;
        }

        if (roam.Fault is { } fault)
        {
            yield return $"fault: {fault}";
        }

        if (roam.Fallback is { } fallback)
        {
            yield return $"then {fallback}";
        }
    }

    private static Style StyleOf(string outcome) => new(outcome switch
    {
        "success" => Color.Green,
        "failed" => Color.Red,
        _ => Color.Yellow,
    });
}
