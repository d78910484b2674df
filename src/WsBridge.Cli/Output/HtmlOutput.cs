using WsBridge.Cli.Batch;
using WsBridge.Reports.Html;
using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Output;

/// <summary>Findings and attempts as one HTML file.</summary>
internal sealed class HtmlOutput(TextWriter output) : ILineWriter<ReportRow>, IOutcomeWriter
{
    private readonly HtmlReportWriter _writer = new(output, Application.Name);

    public string Line(ReportRow row) => row.Finding is { } finding ? HtmlReportWriter.Line(finding) : HtmlReportWriter.Line(row.Roam!);

    public void Write(ReportRow row) => _writer.WriteLine(Line(row));

    public void WriteLine(string line) => _writer.WriteLine(line);

    /// <summary>A report that leaves something out says so.</summary>
    public void WriteOutcome(string capture, CaptureOutcome outcome)
    {
        foreach (ProblemRow problem in outcome.ProblemsOf(capture))
        {
            _writer.WriteLine(HtmlReportWriter.Line(problem));
        }
    }

    public void End(int captures) => _writer.Complete();

    public void Dispose()
    {
        // The output is the caller's.
    }
}
