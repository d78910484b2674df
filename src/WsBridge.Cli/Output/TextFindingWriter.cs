using System.Globalization;
using System.Text;
using Spectre.Console;
using WsBridge.Capture;
using WsBridge.Cli.Commands;
using WsBridge.Reports.Rows;
using WsBridge.Sdk;

namespace WsBridge.Cli.Output;

/// <summary>Findings for people: who and where on one line, then what, why and what to do.</summary>
/// <param name="output">Where they go.</param>
/// <param name="terminal">The console on <paramref name="output"/> when it is a terminal; measuring and wrapping text costs more than all
/// of the analysis.</param>
internal sealed class TextFindingWriter(TextWriter output, IAnsiConsole? terminal) : IRowWriter<FindingRow>
{
    private readonly Dictionary<Severity, int> _counts = [];
    private readonly StringBuilder _text = new();
    private string? _capture;
    private int _leftOut;

    public void Write(FindingRow finding)
    {
        Severity severity = FindingOptions.ToSeverity(finding.Severity) ?? Severity.Error;
        _counts[severity] = _counts.GetValueOrDefault(severity) + 1;
        if (_capture != finding.Capture)
        {
            _capture = finding.Capture;
            _text.Append(PrintableText.Name(_capture));
            End(new Style(decoration: Decoration.Bold));
            EndLine();
        }

        _text.Append(CultureInfo.InvariantCulture, $"frame {finding.Frame}  ");
        _text.Append(Timestamps.Clock(finding.Time));
        _text.Append("  ");
        End(Style.Plain);
        _text.Append(finding.Severity);
        End(StyleOf(severity));
        _text.Append("  ").Append(finding.Name).Append(" (").Append(finding.Rule).Append(')');
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
        if (finding.Clause is { } clause)
        {
            Indent().Append("clause: ").Append(clause);
            EndIndented();
        }

        if (severity > Severity.Chat)
        {
            Indent().Append("next: ").Append(finding.Next);
            EndIndented();
        }

        EndLine();
        WriteOut();
    }

    public void LeaveOut(FindingRow row) => _leftOut++;

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
        if (total == 0)
        {
            WriteLine($"Nothing found{where}.");
            return;
        }

        IEnumerable<string> parts = _counts.OrderByDescending(count => count.Key).Select(count => Words(count.Key, count.Value));
        string leftOut = _leftOut > 0 ? $" ({_leftOut} chat not shown)" : "";
        WriteLine($"{Plural.Of(total, "finding")}{where}: {string.Join(", ", parts)}{leftOut}.");
    }

    private static string Words(Severity severity, int count) => severity switch
    {
        Severity.Error => Plural.Of(count, "error"),
        Severity.Warn => Plural.Of(count, "warning"),
        Severity.Note => Plural.Of(count, "note"),
        _ => Plural.Of(count, "chat", "chat"),
    };

    private void Parties(FindingRow finding)
    {
        if (finding.Sta is { } sta)
        {
            _text.Append($"STA {sta} at ");
        }

        LinkRow? link = finding.Links?.FirstOrDefault(one => one.Id == finding.LinkId);
        if ((link?.Bssid ?? finding.Bssid) is { } bssid)
        {
            _text.Append($"BSS {bssid}");
        }

        if (finding.Links is not null)
        {
            _text.Append($" (multi-link, AP MLD {(finding.Bssid == link?.Bssid ? null : finding.Bssid) ?? "unknown"})");
        }

        if (finding.Ssid is { } ssid)
        {
            _text.Append(" \"").Append(ssid).Append('"');
        }

        if (finding.Fault is { } fault)
        {
            _text.Append("; fault: ").Append(fault);
        }
    }

    private void See(IReadOnlyList<RelatedRow> related)
    {
        if (related is [var only])
        {
            Indent().Append("see: frame ").Append(only.Frame);
            Elsewhere(only.Capture).Append(": ").Append(only.Why);
            EndIndented();
            return;
        }

        foreach (IGrouping<(string Why, string? Capture), RelatedRow> alike in related.GroupBy(frame => (frame.Why, frame.Capture)))
        {
            long[] numbers = [.. alike.Select(frame => frame.Frame)];
            Indent().Append(numbers.Length > 1 ? "see: frames " : "see: frame ").AppendJoin(", ", numbers);
            Elsewhere(alike.Key.Capture).Append(": ").Append(alike.Key.Why);
            EndIndented();
        }
    }

    private StringBuilder Elsewhere(string? capture) => capture is null ? _text : _text.Append(" of ").Append(PrintableText.Name(capture));

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
