using System.Globalization;
using System.Text;
using Spectre.Console;
using WsBridge.Analysis;
using WsBridge.Capture;
using WsBridge.Sdk;

namespace WsBridge.Cli.Output;

/// <summary>Findings for people: who and where on one line, then what, why and what to do.</summary>
/// <param name="output">Where they go.</param>
/// <param name="terminal">The console on <paramref name="output"/> when it is a terminal; measuring and wrapping text costs more than all of the analysis.</param>
internal sealed class TextFindingWriter(TextWriter output, IAnsiConsole? terminal) : IFindingWriter
{
    private readonly Dictionary<Severity, int> _counts = [];
    private readonly StringBuilder _text = new();
    private string? _capture;

    public void Write(CapturedFinding captured)
    {
        Finding finding = captured.Finding;
        _counts[finding.Severity] = _counts.GetValueOrDefault(finding.Severity) + 1;
        if (_capture != captured.Capture)
        {
            _capture = captured.Capture;
            _text.Append(PrintableText.Name(_capture));
            End(new Style(decoration: Decoration.Bold));
            EndLine();
        }

        _text.Append(CultureInfo.InvariantCulture, $"frame {finding.Frame.Ref.Id}  ");
        Timestamps.AppendClock(_text, captured.TimeNanoseconds);
        _text.Append("  ");
        End(Style.Plain);
        _text.Append(FindingWords.Of(finding.Severity));
        End(StyleOf(finding.Severity));
        _text.Append("  ").Append(finding.Rule.Name).Append(" (").Append(finding.Rule.Id).Append(')');
        EndLine();

        Indent();
        Parties(finding);
        EndIndented();
        Indent().Append(finding.Message);
        EndIndented();
        if (finding.Verdict is { } verdict)
        {
            Indent().Append("verdict: ").Append(verdict);
            EndIndented();
        }

        See(finding.Related);
        if (finding.Rule.Clause is { } clause)
        {
            Indent().Append("clause: ").Append(clause.Standard).Append(", ").Append(clause.Number);
            EndIndented();
        }

        if (finding.Severity > Severity.Chat)
        {
            Indent().Append("next: ").Append(finding.Next);
            EndIndented();
        }

        EndLine();
        WriteOut();
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

    private void Parties(Finding finding)
    {
        if (finding.Sta is { } sta)
        {
            _text.Append($"STA {sta} at ");
        }

        if (finding.Bssid is { } bssid)
        {
            _text.Append($"BSS {bssid}");
        }

        if (finding.Links is { } links)
        {
            _text.Append($" (multi-link, AP MLD {links.Ap?.ToString() ?? "unknown"})");
        }

        if (finding.Ssid is { } ssid)
        {
            _text.Append(" \"").Append(ssid).Append('"');
        }

        if (FindingWords.Of(finding.Fault) is { } fault)
        {
            _text.Append("; fault: ").Append(fault);
        }
    }

    private void See(IReadOnlyList<RelatedFrame> related)
    {
        if (related is [var only])
        {
            Indent().Append("see: frame ").Append(only.Frame.Id).Append(": ").Append(only.Why);
            EndIndented();
            return;
        }

        foreach (IGrouping<string, RelatedFrame> alike in related.GroupBy(frame => frame.Why))
        {
            long[] numbers = [.. alike.Select(frame => frame.Frame.Id)];
            Indent().Append(numbers.Length > 1 ? "see: frames " : "see: frame ").AppendJoin(", ", numbers).Append(": ").Append(alike.Key);
            EndIndented();
        }
    }

    private static Style StyleOf(Severity severity) => new(severity switch
    {
        Severity.Error => Color.Red,
        Severity.Warn => Color.Yellow,
        Severity.Note => Color.Aqua,
        _ => Color.Default,
    });

    private StringBuilder Indent() => terminal is null ? _text.Append("    ") : _text;

    private void EndIndented()
    {
        if (terminal is null)
        {
            EndLine();
        }
        else
        {
            terminal.Write(new Padder(new Text(_text.ToString()), new Padding(4, 0, 0, 0)));
            _text.Clear();
        }
    }

    private void EndLine()
    {
        _text.Append(Environment.NewLine);
        End(Style.Plain);
    }

    /// <summary>Where there is no style to set, all of a finding is written in one go.</summary>
    private void End(Style style)
    {
        if (terminal is not null)
        {
            terminal.Write(new Text(_text.ToString(), style));
            _text.Clear();
        }
    }

    private void WriteOut()
    {
        output.Write(_text);
        _text.Clear();
    }

    private void WriteLine(string text)
    {
        _text.Append(text);
        EndLine();
        WriteOut();
    }
}
