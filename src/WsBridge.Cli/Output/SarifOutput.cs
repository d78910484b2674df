using WsBridge.Cli.Batch;
using WsBridge.Reports.Rows;
using WsBridge.Reports.Sarif;

namespace WsBridge.Cli.Output;

/// <summary>Findings as SARIF.</summary>
internal sealed class SarifOutput(Stream output) : IRowWriter<FindingRow>, IOutcomeWriter
{
    private readonly SarifWriter _writer = new(output, Application.Version);

    public void Write(FindingRow row) => _writer.Write(row, OpenCommand.Of(row.Capture, row.Frame));

    /// <summary>Whoever takes the results for all there is would be wrong.</summary>
    public void WriteOutcome(string capture, CaptureOutcome outcome)
    {
        foreach (ProblemRow problem in outcome.ProblemsOf(capture))
        {
            _writer.Add(problem);
        }
    }

    public void End(int captures) => _writer.Complete();

    public void Dispose() => _writer.Dispose();
}
