using Spectre.Console;
using WsBridge.Analysis;
using WsBridge.Sdk;

namespace WsBridge.Cli.Output;

/// <summary>Findings for people: who and where on one line, then what, why and what to do.</summary>
/// <param name="output">Where they go.</param>
/// <param name="terminal">The console on <paramref name="output"/> when it is a terminal; measuring and wrapping text costs more than all of the analysis.</param>
internal sealed class TextFindingWriter(TextWriter output, IAnsiConsole? terminal) : IFindingWriter
{
    private readonly Dictionary<Severity, int> _counts = [];
    private string? _capture;

    public void Write(CapturedFinding captured)
    {
        Finding finding = captured.Finding;
        _counts[finding.Severity] = _counts.GetValueOrDefault(finding.Severity) + 1;
        if (_capture != captured.Capture)
        {
            _capture = captured.Capture;
            Write(_capture, new Style(decoration: Decoration.Bold));
            WriteLine("");
        }

        string severity = FindingWords.Of(finding.Severity);
        Write($"frame {finding.Frame.Ref.Id}  {Timestamps.Clock(captured.TimeNanoseconds)}  ", Style.Plain);
        Write(severity, StyleOf(finding.Severity));
        WriteLine($"  {finding.Rule.Name} ({finding.Rule.Id})");
        Line("", Parties(finding));
        Line("", finding.Message);
        foreach (IGrouping<string, RelatedFrame> related in finding.Related.GroupBy(related => related.Why))
        {
            string numbers = string.Join(", ", related.Select(frame => frame.Frame.Id));
            Line("see", $"frame{(related.Count() > 1 ? "s" : "")} {numbers}: {related.Key}");
        }

        if (finding.Rule.Clause is { } clause)
        {
            Line("clause", clause.ToString());
        }

        if (finding.Severity > Severity.Chat)
        {
            Line("next", finding.Next);
        }

        WriteLine("");
    }

    public void End(int captures)
    {
        if (captures == 0)
        {
            return; // what could not be read has been said on standard error
        }

        string where = captures == 1 ? "" : $" in {captures} captures";
        int total = _counts.Values.Sum();
        if (total == 0)
        {
            WriteLine($"Nothing found{where}.");
            return;
        }

        IEnumerable<string> parts = _counts.OrderByDescending(count => count.Key).Select(count => Words(count.Key, count.Value));
        WriteLine($"{total} finding{(total == 1 ? "" : "s")}{where}: {string.Join(", ", parts)}.");
    }

    private static string Words(Severity severity, int count) => severity switch
    {
        Severity.Error => count == 1 ? "1 error" : $"{count} errors",
        Severity.Warn => count == 1 ? "1 warning" : $"{count} warnings",
        Severity.Note => count == 1 ? "1 note" : $"{count} notes",
        _ => $"{count} chat",
    };

    private static string Parties(Finding finding)
    {
        string bss = finding.Ssid is { } ssid ? $"BSS {finding.Bssid} \"{ssid}\"" : $"BSS {finding.Bssid}";
        string parties = finding.Sta is { } sta ? $"STA {sta} at {bss}" : bss;
        return FindingWords.Of(finding.Fault) is { } fault ? $"{parties}; fault: {fault}" : parties;
    }

    private static Style StyleOf(Severity severity) => new(severity switch
    {
        Severity.Error => Color.Red,
        Severity.Warn => Color.Yellow,
        Severity.Note => Color.Aqua,
        _ => Color.Default,
    });

    private void Line(string label, string text)
    {
        string head = label.Length == 0 ? "" : label + ": ";
        if (terminal is null)
        {
            WriteLine("    " + head + text);
        }
        else
        {
            terminal.Write(new Padder(new Text(head + text), new Padding(4, 0, 0, 0)));
        }
    }

    private void Write(string text, Style style)
    {
        if (terminal is null)
        {
            output.Write(text);
        }
        else
        {
            terminal.Write(new Text(text, style));
        }
    }

    private void WriteLine(string text) => Write(text + Environment.NewLine, Style.Plain);
}
